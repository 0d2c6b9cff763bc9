package dev.glossa.harness.backend.http;

import java.util.Optional;

/// What the time that answers take says of the number of requests in flight.
///
/// A server that queues what it has no room for never says that it is crowded; its answers take longer, and no more of them
/// come. But answers also take longer when they are longer. So a rise is a reason to try fewer requests, and the try tells:
/// when no fewer answers come, the others had only queued; when fewer come, the cut is undone and the new time is the usual one.
///
/// Guarded by [Endpoints].
final class Congestion {
    /// What is to be done to the number of requests in flight.
    enum Verdict {
        KEEP,
        CUT,
        /// The latest cut cost answers.
        UNDO
    }

    /// How answers came while the number in flight was reached.
    ///
    /// @param latency mean time of an answer in nanoseconds
    /// @param rate    answers for each nanosecond
    private record Round(double latency, double rate) {}

    /// So many times slower than usual is a rise, when it is seen twice in a row: once may be the change itself.
    private static final double RISE = 1.5;
    /// What is left of the answers after a cut that cost none, the unevenness of what is measured included.
    private static final double SAME = 0.95;
    private static final int FEWEST_ANSWERS = 32;
    private static final int ROUNDS = 2;

    private Optional<Round> usual = Optional.empty();
    /// How it was before the cut that is being tried.
    private Optional<Round> tried = Optional.empty();
    private boolean suspected;
    private long decidedAt = Long.MIN_VALUE;
    private long firstAt;
    private double needed;
    private int answers;
    private int timed;
    private double time;

    /// Takes an answer into account.
    ///
    /// @param full  whether as many requests were in flight as may be; otherwise nothing can be told
    /// @param limit how many may be
    /// @param began when the request was sent, in nanoseconds
    /// @param now   when it was answered
    Verdict answered(boolean full, double limit, long began, long now) {
        if (!full) {
            answers = 0;
            return Verdict.KEEP;
        }
        // What was sent before a change says nothing of the time since, though it counts as an answer.
        boolean since = began >= decidedAt;
        if (answers == 0) {
            if (!since) {
                return Verdict.KEEP;
            }
            firstAt = now;
            time = 0;
            timed = 0;
            needed = Math.max(FEWEST_ANSWERS, usual.isEmpty() ? limit : ROUNDS * limit);
        }
        answers++;
        if (since) {
            timed++;
            time += now - began;
        }
        if (answers < needed) {
            return Verdict.KEEP;
        }
        int counted = answers;
        answers = 0;
        if (now == firstAt || time <= 0) {
            return Verdict.KEEP;
        }
        Verdict verdict = judge(new Round(time / timed, (counted - 1.0) / (now - firstAt)));
        decidedAt = verdict == Verdict.KEEP ? decidedAt : now;
        return verdict;
    }

    /// The server pushed back, or failed: what was begun cannot be judged.
    void interrupted(long now) {
        answers = 0;
        tried = Optional.empty();
        suspected = false;
        decidedAt = now;
    }

    private Verdict judge(Round round) {
        boolean slow = usual.filter(one -> round.latency > RISE * one.latency).isPresent();
        if (tried.isPresent()) {
            Round before = tried.get();
            tried = Optional.empty();
            if (round.rate < SAME * before.rate) {
                usual = Optional.of(before);
                return Verdict.UNDO;
            }
            if (slow) {
                // Many small losses must not add up unseen.
                tried = Optional.of(new Round(round.latency, Math.max(round.rate, before.rate)));
                return Verdict.CUT;
            }
        }
        if (slow && suspected) {
            suspected = false;
            tried = Optional.of(round);
            return Verdict.CUT;
        }
        suspected = slow;
        if (usual.filter(one -> one.latency <= round.latency).isEmpty()) {
            usual = Optional.of(round);
        }
        return Verdict.KEEP;
    }
}
