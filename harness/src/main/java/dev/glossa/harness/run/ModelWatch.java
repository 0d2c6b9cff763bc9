package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Fingerprint;
import java.util.Optional;

/// Whether the model is still the one that the run began with: held against its fingerprint when a run goes on, every so
/// often, when the run is stopped, and at the end. Answers journaled since it was last known to be are taken back when it no
/// longer is. Only where a process is killed between two looks, after the model was exchanged and before it was there again,
/// do answers of another one stay.
final class ModelWatch {
    private static final long INTERVAL = 600_000_000_000L;

    private final Backend backend;
    private final Optional<Fingerprint> first;
    private final long interval;
    private long checked = System.nanoTime();
    private long good;

    private ModelWatch(Backend backend, Optional<Fingerprint> first, long interval, long good) {
        this.backend = backend;
        this.first = first;
        this.interval = interval;
        this.good = good;
    }

    /// @throws IllegalArgumentException when the run was begun with another model
    static ModelWatch begin(RunDirectory directory, Backend backend, Journal<?> journal) throws InterruptedException {
        return begin(directory, backend, journal, INTERVAL);
    }

    /// @param interval between two checks, in nanoseconds
    static ModelWatch begin(RunDirectory directory, Backend backend, Journal<?> journal, long interval) throws InterruptedException {
        Optional<Fingerprint> recorded = directory.fingerprint();
        Optional<Fingerprint> now = backend.fingerprint();
        if (recorded.isPresent() && now.isPresent()) {
            recorded.get().difference(now.get()).ifPresent(why -> {
                throw new IllegalArgumentException(directory.path() + ": begun with another model than " + backend.identity().name()
                        + " is now: " + why + "; choose another --out");
            });
        }
        // A run that was begun without one has answers that no fingerprint vouches for: from now on there is one.
        if (recorded.isEmpty()) {
            now.ifPresent(directory::write);
        }
        return new ModelWatch(backend, recorded.or(() -> now), interval, journal.length());
    }

    /// To be called where lines are appended, by one thread at a time.
    void check(Journal<?> journal, boolean last) throws InterruptedException {
        if (first.isEmpty() || !last && System.nanoTime() - checked < interval) {
            return;
        }
        Optional<Fingerprint> now = backend.fingerprint();
        if (now.isPresent()) {
            Optional<String> difference = first.get().difference(now.get());
            if (difference.isPresent()) {
                journal.cut(good);
                throw new IllegalArgumentException(backend.identity().name() + " is no longer the model that the run began with: " + difference.get()
                        + "; the answers since it was last known are taken back, and the same command goes on from there once it is back");
            }
            good = journal.length();
        }
        checked = System.nanoTime();
    }
}
