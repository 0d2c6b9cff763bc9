package dev.glossa.harness;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Something costly to open, such as a model of gigabytes. It is closed with whoever opened it, unless the process said that
/// it does many pieces of one work: then it stays open for the next, until the process ends.
///
/// @param <T> what it is; two pieces of work may use one at the same time
public final class Kept<T extends AutoCloseable> implements AutoCloseable {
    /// How it is opened.
    public interface Opening<T> {
        T open() throws IOException;
    }

    private static final Map<Object, AutoCloseable> OPEN = new HashMap<>();
    private static boolean throughout;
    private static long opened;

    private final T value;
    private final boolean closes;

    private Kept(T value, boolean closes) {
        this.value = value;
        this.closes = closes;
    }

    /// Keeps open what is opened from now on.
    public static synchronized void throughout() {
        throughout = true;
    }

    /// How many were opened since this was last asked.
    public static synchronized long opened() {
        long count = opened;
        opened = 0;
        return count;
    }

    /// @param key all that makes it what it is: of two with equal keys one is opened
    public static synchronized <T extends AutoCloseable> Kept<T> of(Class<T> type, Object key, Opening<T> opening) throws IOException {
        if (throughout && OPEN.get(key) instanceof AutoCloseable open) {
            return new Kept<>(type.cast(open), false);
        }
        T value = opening.open();
        opened++;
        if (throughout) {
            OPEN.put(key, value);
        }
        return new Kept<>(value, !throughout);
    }

    public T value() {
        return value;
    }

    @Override
    public void close() {
        if (closes) {
            try {
                value.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Closes what is kept, and keeps nothing from now on.
    static synchronized void release() {
        throughout = false;
        OPEN.values().forEach(open -> new Kept<>(open, true).close());
        OPEN.clear();
    }
}
