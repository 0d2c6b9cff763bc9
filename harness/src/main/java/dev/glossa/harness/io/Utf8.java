package dev.glossa.harness.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// UTF-8 text, or a refusal that says what it is instead.
public final class Utf8 {
    private static final int BUFFER = 1 << 16;

    private Utf8() {}

    /// The bytes of a file; those of a name that ends in `.gz` are unpacked. The stream is closed when that fails.
    public static InputStream unpacked(String name, InputStream in) throws IOException {
        if (!name.endsWith(".gz")) {
            return in;
        }
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// The characters of a stream, a byte-order mark skipped. Malformed bytes are a [CharacterCodingException].
    public static Reader reader(InputStream in) throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1);
        int first = reader.read();
        if (first >= 0 && first != '\uFEFF') {
            reader.unread(first);
        }
        return reader;
    }

    /// What went wrong while reading, as a message goes on after the place.
    public static String complaint(IOException e) {
        return switch (e) {
            case CharacterCodingException _ -> "not UTF-8; convert the file first (iconv -t UTF-8)";
            case EOFException _ -> "the gzip file is damaged or cut off here; fetch it again";
            case ZipException zip -> "not a readable gzip file (" + zip.getMessage() + "); fetch it again, or unpack it if it is none";
            case IOException other -> "cannot be read: " + other.getMessage();
        };
    }
}
