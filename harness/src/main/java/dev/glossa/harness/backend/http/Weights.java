package dev.glossa.harness.backend.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What tells one checkpoint on disk from another without reading all of it: names, lengths and [#BLOCKS] evenly spaced
/// blocks of every file, since a training step changes every weight a little.
public final class Weights {
    private static final int BLOCKS = 64;
    private static final int BLOCK = 1 << 14;

    private Weights() {}

    /// @param checkpoint a file or a folder; empty where there is none of this name, as for a name on a hub
    public static Optional<String> digest(Path checkpoint) {
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        try {
            return sampled(checkpoint.toRealPath());
        } catch (IOException e) {
            throw new IllegalArgumentException(checkpoint + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> sampled(Path checkpoint) throws IOException {
        try (Stream<Path> walk = Files.walk(checkpoint)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                String name = checkpoint.relativize(file).toString().replace('\\', '/');
                digest.update((name + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                sample(file, digest);
            }
            return files.isEmpty() ? Optional.empty() : Optional.of("sampled-sha256:" + HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void sample(Path file, MessageDigest digest) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long last = Math.max(0, channel.size() - BLOCK);
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            long before = -1;
            for (int i = 0; i < BLOCKS; i++) {
                long at = last / (BLOCKS - 1) * i + last % (BLOCKS - 1) * i / (BLOCKS - 1);
                if (at != before) {
                    block.clear();
                    while (block.hasRemaining() && channel.read(block, at + block.position()) > 0) {
                        // until the block is full or the file ends
                    }
                    digest.update(block.flip());
                }
                before = at;
            }
        }
    }
}
