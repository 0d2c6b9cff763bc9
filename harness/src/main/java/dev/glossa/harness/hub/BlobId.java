package dev.glossa.harness.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// What a file's bytes are known by, which is also its name among a cache's blobs: the sha256 of a file kept in large-file
/// storage, and of any other git's own digest, the sha1 of `blob SIZE`, a zero byte and the content.
///
/// @param hex 64 or 40 digits
public record BlobId(String hex) {
    private static final int BUFFER = 1 << 18;

    public BlobId {
        if (!isOne(hex)) {
            throw new IllegalArgumentException("'" + hex + "' is neither a sha256 nor a git digest");
        }
    }

    /// The blob that a file name names, if it does.
    static Optional<BlobId> named(String name) {
        return isOne(name) ? Optional.of(new BlobId(name)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return (text.length() == 64 || text.length() == 40) && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /// The name of the digest, as messages print it.
    public String kind() {
        return hex.length() == 64 ? "sha256" : "git blob sha1";
    }

    /// The id that a file's bytes have, in this one's kind.
    BlobId of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(hex.length() == 64 ? "SHA-256" : "SHA-1");
            if (hex.length() == 40) {
                digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new BlobId(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256 and SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
