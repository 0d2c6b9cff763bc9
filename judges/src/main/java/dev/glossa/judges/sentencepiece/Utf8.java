package dev.glossa.judges.sentencepiece;

import java.nio.charset.StandardCharsets;

/// Text as bytes.
final class Utf8 {
    private Utf8() {}

    /// The text in UTF-8; half a surrogate pair becomes U+FFFD, as the library makes of any broken character.
    static byte[] of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                return repaired(text).getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String repaired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return out.toString();
    }

    /// Bytes of the character that starts with this byte; a stray continuation byte counts as one.
    static int length(byte first) {
        return switch ((first & 0xFF) >>> 4) {
            case 0xF -> 4;
            case 0xE -> 3;
            case 0xD, 0xC -> 2;
            default -> 1;
        };
    }

    static boolean continues(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
