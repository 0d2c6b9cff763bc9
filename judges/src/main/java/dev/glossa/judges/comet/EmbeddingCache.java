package dev.glossa.judges.comet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Embeddings that need not be computed again: the most recently used in memory, those worth keeping on disk.
final class EmbeddingCache implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddingCache.class.getName());

    private final Map<EmbeddingKey, float[]> recent;
    private final Optional<EmbeddingStore> store;
    private boolean storeWorks = true;

    /// @param mostBytes of memory
    EmbeddingCache(long mostBytes, int width, Optional<EmbeddingStore> store) {
        long most = Math.max(16, mostBytes / (width * (long) Float.BYTES + 100));
        this.store = store;
        this.recent = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<EmbeddingKey, float[]> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<float[]> find(EmbeddingKey key) {
        float[] values = recent.get(key);
        if (values != null || store.isEmpty() || !storeWorks) {
            return Optional.ofNullable(values);
        }
        try {
            Optional<float[]> stored = store.get().find(key);
            stored.ifPresent(found -> recent.put(key, found));
            return stored;
        } catch (IOException e) {
            giveUp(e);
            return Optional.empty();
        }
    }

    /// @param keep whether a later run will want it too: sources and references come again, translations rarely
    synchronized void add(EmbeddingKey key, float[] values, boolean keep) {
        recent.put(key, values);
        if (!keep || store.isEmpty() || !storeWorks || !finite(values)) {
            return;
        }
        try {
            store.get().add(key, values);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /// A cache that cannot be read or written costs time, never the run.
    private void giveUp(IOException e) {
        storeWorks = false;
        LOG.log(System.Logger.Level.WARNING, "embeddings are not kept: {0}", e.getMessage());
    }

    @Override
    public void close() {
        store.ifPresent(s -> {
            try {
                s.close();
            } catch (IOException e) {
                giveUp(e);
            }
        });
    }
}
