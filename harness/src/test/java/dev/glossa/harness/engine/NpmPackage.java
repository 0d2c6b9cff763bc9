package dev.glossa.harness.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// An archive as npm writes it, made entry by entry, so that tests can also make the ones npm never would.
final class NpmPackage {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /// What an engine package holds, with a few bytes in the place of each library.
    static NpmPackage engine(String platform) throws IOException {
        String bins = "package/bins/" + platform + "/";
        return new NpmPackage()
                .file("package/LICENSE", "a licence")
                .file("package/package.json", "{}")
                .file(bins + "libllama.v0.5.0.so", "llama")
                .file(bins + "libggml.v0.5.0.so", "ggml")
                .file(bins + "libggml-base.so", "base ".repeat(1000))
                .file(bins + "llama-addon.node", "for Node.js only");
    }

    NpmPackage file(String name, String content) throws IOException {
        return entry('0', name, content.getBytes(StandardCharsets.UTF_8));
    }

    NpmPackage entry(char type, String name, byte[] content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(header, 257, "ustar");
        put(header, 263, "00");
        header[156] = (byte) type;
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        header[154] = 0;
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    Path write(Path file) throws IOException {
        Files.write(file, bytes());
        return file;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            tar.writeTo(gzip);
            gzip.write(new byte[1024]);
        }
        return zipped.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
