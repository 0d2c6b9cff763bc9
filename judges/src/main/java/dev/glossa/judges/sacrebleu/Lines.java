package dev.glossa.judges.sacrebleu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Text files as sacreBLEU reads them: strictly decoded, a line without the white space at its end.
public final class Lines {

    private Lines() {}

    /// The lines of a file, decompressed if its name ends in `.gz`. Only a line feed ends a line: a carriage return, U+0085 and U+2028 are characters.
    ///
    /// @throws IllegalArgumentException if the bytes are not text, saying where
    public static List<String> of(Path file, Charset charset) throws IOException {
        boolean compressed = file.getFileName().toString().endsWith(".gz");
        try (InputStream in = compressed ? new GZIPInputStream(Files.newInputStream(file), 1 << 16) : Files.newInputStream(file)) {
            return split(in.readAllBytes(), charset, false, file.toString());
        }
    }

    public static List<String> of(Path file) throws IOException {
        return of(file, StandardCharsets.UTF_8);
    }

    /// The lines of a stream, where a carriage return, alone or before a line feed, ends one too: so sacreBLEU reads standard input.
    public static List<String> universal(InputStream in, Charset charset) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        return split(bytes.toByteArray(), charset, true, "standard input");
    }

    private static List<String> split(byte[] bytes, Charset charset, boolean universal, String name) {
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII) || charset.equals(StandardCharsets.ISO_8859_1)
                ? splitBytes(bytes, charset, universal, name)
                : splitText(decode(bytes, 0, bytes.length, charset, name), universal);
    }

    /// A line at a time, so that a large file is never one string.
    private static List<String> splitBytes(byte[] bytes, Charset charset, boolean universal, String name) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || universal && bytes[i] == '\r') {
                lines.add(line(bytes, start, i, charset, name));
                if (bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < bytes.length) {
            lines.add(line(bytes, start, bytes.length, charset, name));
        }
        return lines;
    }

    private static String line(byte[] bytes, int start, int end, Charset charset, String name) {
        String line = new String(bytes, start, end - start, charset);
        return PythonText.stripEnd(line.indexOf('\uFFFD') < 0 ? line : decode(bytes, start, end, charset, name));
    }

    private static List<String> splitText(String text, boolean universal) {
        String ends = universal ? text.replace("\r\n", "\n").replace('\r', '\n') : text;
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end; (end = ends.indexOf('\n', start)) >= 0; start = end + 1) {
            lines.add(PythonText.stripEnd(ends.substring(start, end)));
        }
        if (start < ends.length()) {
            lines.add(PythonText.stripEnd(ends.substring(start)));
        }
        return lines;
    }

    private static String decode(byte[] bytes, int start, int end, Charset charset, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("%s: byte 0x%02x at position %d is not %s".formatted(name, bytes[in.position()], in.position(),
                    charset.name()), e);
        }
    }
}
