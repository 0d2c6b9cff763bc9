package dev.glossa.harness;

import java.nio.charset.StandardCharsets;

/// A path to one question, `BENCHMARK/LANGUAGE/ITEM`, such as `flores/zh_Hant/0007`. In its text form, characters of an
/// item outside `[A-Za-z0-9._-]` are percent-encoded, so that an id can be a file name, a URL and a line of a log.
///
/// @param language our language code, with its variety where there is one
/// @param item     the item key as the data set gives it; row numbers are 1-based and have four digits or more
public record SampleId(String benchmark, String language, String item) {
    public SampleId {
        if (!isName(benchmark, true) || !isName(language, false)) {
            throw new IllegalArgumentException("'" + benchmark + "/" + language
                    + "' cannot begin a sample id; benchmark and language are letters, digits, dots, dashes and underscores");
        }
        if (item.isEmpty()) {
            throw new IllegalArgumentException("an item of " + benchmark + "/" + language + " has an empty key");
        }
    }

    /// @throws IllegalArgumentException when a benchmark cannot have this name
    public static void checkBenchmark(String name) {
        if (name == null || !isName(name, true)) {
            throw new IllegalArgumentException("'" + (name == null ? "" : shortened(name)) + "' is no benchmark's name; one has letters, digits, dots, dashes and underscores");
        }
    }

    /// The key of the row with this 1-based number.
    public static String row(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    public static SampleId parse(String id) {
        int first = id.indexOf('/');
        int second = id.indexOf('/', first + 1);
        if (first < 0 || second < 0 || id.indexOf('/', second + 1) >= 0) {
            throw new IllegalArgumentException(
                    "'" + shortened(id) + "' is no sample id; one reads BENCHMARK/LANGUAGE/ITEM, such as flores/sw/0007");
        }
        SampleId parsed = new SampleId(
                id.substring(0, first), id.substring(first + 1, second), decoded(id.substring(second + 1)));
        if (!parsed.toString().equals(id)) {
            throw new IllegalArgumentException("sample id '" + shortened(id) + "' is spelled '" + parsed + "'");
        }
        return parsed;
    }

    @Override
    public String toString() {
        return benchmark + '/' + language + '/' + encoded(item);
    }

    private static String encoded(String item) {
        StringBuilder out = new StringBuilder(item.length() + 8);
        for (byte b : item.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (plain(c)) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        // A key of dots alone would be a folder's name for "here" or "above".
        String text = out.toString();
        return text.chars().allMatch(c -> c == '.') ? text.replace(".", "%2E") : text;
    }

    private static String decoded(String text) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() + 0 && Character.digit(text.charAt(i + 1), 16) >= 0
                    && Character.digit(text.charAt(i + 2), 16) >= 0) {
                bytes.write(Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Letters, digits, dashes and underscores, and dots where they may stand, but none of these first. A loop, since every
    /// sample of a run goes through here more than once.
    private static boolean isName(String text, boolean dots) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!plain(c) || c == '.' && !dots || i == 0 && (c == '.' || c == '_' || c == '-')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean plain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    private static String shortened(String id) {
        return id.length() <= 80 ? id : id.substring(0, 80) + "…";
    }
}
