package dev.glossa.benchmarks.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of a data set.
public sealed interface DataFile {
    /// The name as messages print it.
    String name();

    InputStream open() throws IOException;

    /// A user's file.
    record OnDisk(Path path) implements DataFile {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /// One of the bundled samples, by its path among them.
    record Bundled(String resource) implements DataFile {
        @Override
        public String name() {
            return "bundled " + resource;
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = DataFile.class.getResourceAsStream("/dev/glossa/benchmarks/samples/" + resource);
            if (in == null) {
                throw new java.io.FileNotFoundException(name());
            }
            return in;
        }
    }

    /// The last part of the name.
    default String fileName() {
        return name().substring(Math.max(name().lastIndexOf('/'), name().lastIndexOf('\\')) + 1);
    }

    /// The sha256 of the file's bytes in hexadecimal.
    default String sha256() {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new IllegalArgumentException(name() + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
