package dev.glossa.harness.run;

import java.util.Iterator;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The one place where threads are started: a virtual thread for each item, as many at once as there are permits.
///
/// A semaphore rather than `Gatherers.mapConcurrent`, whose window stalls behind its oldest item: with one long item in
/// twenty, a fourfold difference in time.
public final class Concurrently {
    /// How many finished results may wait for an unfinished earlier one, per permit.
    static final int WINDOW = 16;

    private Concurrently() {}

    /// Thrown by work when no further item is to be begun, as when a budget is spent: what is in flight is finished and handed
    /// on, and then it is thrown.
    public static final class Stop extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        public Stop(String reason) {
            super(reason);
        }
    }

    /// What is done with one item.
    public interface Work<T, R> {
        R of(T item) throws InterruptedException;
    }

    /// Results as they finish. The first failure stops the rest and is thrown; items in flight are interrupted, unless it is a [Stop].
    public static <T, R> void unordered(Iterator<T> items, int permits, Work<T, R> work, Consumer<R> sink) throws InterruptedException {
        run(items, permits, permits, work, (_, result) -> sink.accept(result), () -> 0);
    }

    /// Results in the order of the items, as soon as every earlier one is there.
    static <T, R> void ordered(Iterator<T> items, int permits, Work<T, R> work, Consumer<R> sink) throws InterruptedException {
        TreeMap<Long, R> waiting = new TreeMap<>();
        long[] next = {0};
        run(items, permits, permits * WINDOW, work, (index, result) -> {
            waiting.put(index, result);
            while (!waiting.isEmpty() && waiting.firstKey() == next[0]) {
                sink.accept(waiting.pollFirstEntry().getValue());
                next[0]++;
            }
        }, waiting::size);
    }

    private interface Finished<R> {
        void accept(long index, R result);
    }

    private static <T, R> void run(Iterator<T> items, int permits, int window, Work<T, R> work, Finished<R> finished,
            java.util.function.IntSupplier waiting) throws InterruptedException {
        Object lock = new Object();
        Semaphore free = new Semaphore(permits);
        Throwable[] failure = new Throwable[1];
        java.util.Set<Thread> running = java.util.concurrent.ConcurrentHashMap.newKeySet();
        try {
            for (long i = 0; items.hasNext(); i++) {
                T item = items.next();
                synchronized (lock) {
                    while (failure[0] == null && waiting.getAsInt() >= window) {
                        lock.wait();
                    }
                }
                free.acquire();
                if (failed(lock, failure)) {
                    free.release();
                    break;
                }
                long index = i;
                Thread thread = Thread.ofVirtual().unstarted(() -> {
                    try {
                        R result = work.of(item);
                        synchronized (lock) {
                            if (failure[0] == null || failure[0] instanceof Stop) {
                                finished.accept(index, result);
                            }
                            lock.notifyAll();
                        }
                    } catch (Throwable e) {
                        synchronized (lock) {
                            // What breaks while others finish weighs more than that there was enough.
                            if (failure[0] == null || failure[0] instanceof Stop && !(e instanceof Stop)) {
                                failure[0] = e;
                            }
                            lock.notifyAll();
                        }
                    } finally {
                        running.remove(Thread.currentThread());
                        free.release();
                    }
                });
                running.add(thread);
                thread.start();
            }
        } catch (Throwable e) {
            synchronized (lock) {
                failure[0] = failure[0] == null ? e : failure[0];
            }
        }
        if (failed(lock, failure) && !(failure[0] instanceof Stop)) {
            running.forEach(Thread::interrupt);
        }
        free.acquireUninterruptibly(permits);
        switch (failure[0]) {
            case null -> { }
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private static boolean failed(Object lock, Throwable[] failure) {
        synchronized (lock) {
            return failure[0] != null;
        }
    }
}
