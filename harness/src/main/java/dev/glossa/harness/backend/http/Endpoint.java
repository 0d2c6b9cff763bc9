package dev.glossa.harness.backend.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One address of a model, with how many requests it bears and whether it answers at all. Guarded by [Endpoints].
///
/// The number of requests in flight begins with what the server's kind bears; it grows by one with every answer until the
/// server first pushes back, and by one a round from then on; a push back cuts it (additive increase, multiplicative decrease,
/// as in TCP's congestion control, RFC 5681), and so do answers that take longer without more of them coming ([Congestion]).
/// A circuit breaker counts failures in a row: an address that seems down is tried with one request at a time.
final class Endpoint {
    /// What a finished request says about its server.
    enum Signal {
        /// It answered, if only to refuse the prompt.
        ANSWERED,
        /// It has too much to do.
        CROWDED,
        /// It did not answer, or not with an answer.
        BROKEN,
        /// One of these two, and who knows which: it let the deadline pass, or says that it is not there now.
        STRAINED,
        /// Nothing: the request was given up here.
        NONE
    }

    private static final int START = 32;
    static final double CUT = 0.7;
    /// Failures in a row, over all prompts, after which an address counts as down. More than one prompt's attempts at most
    /// by default, so that a single prompt that a server chokes on closes no door.
    private static final int DOWN = 12;
    private static final long FIRST_REST = 1_000_000_000L;
    private static final long LONGEST_REST = 30_000_000_000L;

    private final URI base;
    private final Map<String, URI> pages = new ConcurrentHashMap<>();
    private final int most;
    private final Congestion congestion = new Congestion();
    private double limit;
    private double limitBefore;
    private boolean doubling = true;
    private int inFlight;
    private long cutAt = Long.MIN_VALUE;
    private long restUntil = Long.MIN_VALUE;
    private int failures;
    private int trials;
    private long failingSince;
    private long downAt;

    Endpoint(URI base, int most) {
        this(base, most, START);
    }

    /// @param start how many requests in flight to begin with
    Endpoint(URI base, int most, int start) {
        this.base = base;
        this.most = most;
        this.limit = Math.min(start, most);
    }

    /// @param path what follows `/v1`, such as `/chat/completions`
    URI at(String path) {
        return pages.computeIfAbsent(path, page -> URI.create(base + page));
    }

    /// @param path what stands at the server's root, beside `/v1`
    URI atRoot(String path) {
        return URI.create(base.toString().replaceFirst("/v1$", "") + path);
    }

    URI base() {
        return base;
    }

    int limit() {
        return isDown() ? 1 : (int) limit;
    }

    boolean hasRoom() {
        return inFlight < limit();
    }

    /// The share of its requests in flight; the less, the better a choice.
    double load() {
        return (double) inFlight / limit();
    }

    /// How long it is to be left alone, in nanoseconds from `now`; 0 or less when it can be asked.
    long rest(long now) {
        return restUntil == Long.MIN_VALUE ? 0 : restUntil - now;
    }

    boolean isDown() {
        return failures >= DOWN;
    }

    /// How long it has answered nothing, in nanoseconds.
    long failingFor(long now) {
        return failures == 0 ? 0 : now - failingSince;
    }

    void begin() {
        inFlight++;
    }

    /// @param began      when the request was sent
    /// @param now        when it ended
    /// @param retryAfter how long the server wants to be left alone, in nanoseconds
    /// @param jitter     in [0, 1)
    void end(Signal signal, long began, long now, long retryAfter, double jitter) {
        boolean full = inFlight >= 0.8 * limit;
        inFlight--;
        switch (signal) {
            case ANSWERED -> {
                failures = 0;
                trials = 0;
                if (full && limit < most) {
                    limit = Math.min(most, limit + (doubling ? 1 : 1 / limit));
                }
                heed(congestion.answered(full, limit, began, now));
            }
            case CROWDED -> cut(began, now);
            case BROKEN -> fail(began, now, jitter);
            case STRAINED -> {
                cut(began, now);
                fail(began, now, jitter);
            }
            case NONE -> { }
        }
        if (retryAfter > 0) {
            restUntil = Math.max(restUntil, now + retryAfter);
        }
    }

    private void heed(Congestion.Verdict verdict) {
        switch (verdict) {
            case KEEP -> { }
            case CUT -> {
                limitBefore = limit;
                limit = Math.max(1, limit * CUT);
                doubling = false;
            }
            case UNDO -> limit = Math.max(limit, limitBefore);
        }
    }

    private void fail(long began, long now, double jitter) {
        failingSince = failures++ == 0 ? now : failingSince;
        // What was in flight when the door closed says nothing new; only a trial since then does.
        if (failures == DOWN || isDown() && began - downAt >= 0) {
            long rest = Math.min(LONGEST_REST, FIRST_REST << Math.min(trials++, 10));
            restUntil = Math.max(restUntil, now + rest / 2 + (long) (rest / 2 * jitter));
            downAt = now;
        }
    }

    /// One cut for all that were in flight together: they say the same thing.
    private void cut(long began, long now) {
        if (cutAt == Long.MIN_VALUE || began > cutAt) {
            limit = Math.max(1, limit * CUT);
            cutAt = now;
            congestion.interrupted(now);
        }
        doubling = false;
    }
}
