package dev.glossa.judges.comet;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The first half of the sha256 of a token sequence: what an embedding is the embedding of.
record EmbeddingKey(long high, long low) {
    static EmbeddingKey of(int[] ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.length * 4);
        bytes.asIntBuffer().put(ids);
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
            return new EmbeddingKey(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
