package dev.glossa.judges.sacrebleu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Text files as sacreBLEU reads them: strictly decoded, a line without the white space at its end.
public final class Lines {

    private Lines() {}

    /// The lines of a file, decompressed if its name ends in `.gz`. Only a line feed ends a line: a carriage return, U+0085 and U+2028 are characters.
    ///
    /// Those of a UTF-8 file are decoded when they are asked for.
    ///
    /// @throws IllegalArgumentException if the bytes are not text, saying where
    public static List<String> of(Path file, Charset charset) throws IOException {
        boolean compressed = file.getFileName().toString().endsWith(".gz");
        try (InputStream in = compressed ? new GZIPInputStream(Files.newInputStream(file), 1 << 16) : Files.newInputStream(file)) {
            return read(in, Files.size(file), charset, false, file.toString());
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    public static List<String> of(Path file) throws IOException {
        return of(file, StandardCharsets.UTF_8);
    }

    /// The lines of several files, which are read at the same time.
    ///
    /// @throws IOException about the first file that cannot be read
    public static List<List<String>> ofAll(List<Path> files, Charset charset) throws IOException {
        Reading reading = new Reading(files, charset);
        Cores.share(files.size(), reading);
        for (IOException problem : reading.problems) {
            if (problem != null) {
                throw problem;
            }
        }
        return Arrays.asList(reading.lines);
    }

    /// How many lines end like this.
    public static int endingIn(String end, List<String> lines) {
        byte[] bytes = end.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean ends = lines instanceof Utf8Lines undecoded ? undecoded.endsIn(bytes, i) : lines.get(i).endsWith(end);
            count += ends ? 1 : 0;
        }
        return count;
    }

    /// Several files' lines, or why they cannot be read.
    private static final class Reading implements Cores.Workers, Cores.Worker {

        private final List<Path> files;
        private final Charset charset;
        private final List<String>[] lines;
        private final IOException[] problems;

        @SuppressWarnings({"unchecked", "rawtypes"})
        Reading(List<Path> files, Charset charset) {
            this.files = files;
            this.charset = charset;
            lines = new List[files.size()];
            problems = new IOException[files.size()];
        }

        @Override
        public Cores.Worker worker() {
            return this;
        }

        @Override
        public void work(int file) {
            try {
                lines[file] = of(files.get(file), charset);
            } catch (IOException e) {
                problems[file] = e;
            }
        }
    }

    /// The lines of a stream, where a carriage return, alone or before a line feed, ends one too: so sacreBLEU reads standard input.
    public static List<String> universal(InputStream in, Charset charset) throws IOException {
        return read(in, 0, charset, true, "standard input");
    }

    private static List<String> read(InputStream in, long expected, Charset charset, boolean universal, String name) throws IOException {
        return charset.equals(StandardCharsets.UTF_8) ? Utf8Lines.read(in, expected, universal, name)
                : split(decode(in.readAllBytes(), charset, name), universal);
    }

    private static List<String> split(String text, boolean universal) {
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

    private static String decode(byte[] bytes, Charset charset, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("%s: byte 0x%02x at position %d is not %s".formatted(name, bytes[in.position()], in.position(),
                    charset.name()), e);
        }
    }
}
