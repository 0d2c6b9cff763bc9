package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.backend.http.Endpoint.Signal;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that queue what they have no room for and never say so, in simulated time.
class CongestionTest {
    private static final double SECOND = 1e9;
    private static final int ANSWERS = 40_000;

    /// @param seconds that all answers took
    /// @param limit   requests in flight allowed at the end
    private record Run(double seconds, int limit) {}

    @ParameterizedTest
    @ValueSource(ints = {40, 48, 64})
    void aServerThatQueuesIsNotGivenMoreThanItCanWorkOnForLong(int slots) {
        Run run = run(adaptive(256), at -> slots, _ -> 1, 1);
        assertThat(run.limit).isBetween(slots, 210);
        assertThat(run.seconds).isLessThan(1.02 * plain(256, at -> slots, _ -> 1, 1).seconds);
    }

    @Test
    void aServerThatLosesSlotsIsGivenLess() {
        LongToIntFunction slots = at -> at < 30 * SECOND ? 256 : 40;
        Run run = run(adaptive(256), slots, _ -> 1, 2);
        assertThat(run.limit).isBetween(36, 150);
        assertThat(run.seconds).isLessThan(1.02 * plain(256, slots, _ -> 1, 2).seconds);
    }

    @Test
    void aServerWithRoomForAllLosesNothing() {
        Run run = run(adaptive(256), at -> 256, _ -> 1, 3);
        assertThat(run.limit).isEqualTo(256);
        // The beginning at 32 is paid once.
        assertThat(run.seconds).isLessThan(1.02 * plain(256, at -> 256, _ -> 1, 3).seconds);
    }

    /// As a GPU: a batch takes longer than one prompt, and yet more gets done.
    @Test
    void answersThatTakeLongerTogetherAreWorthIt() {
        IntToDoubleFunction time = busy -> 1 + busy / 64.0;
        Run run = run(adaptive(256), at -> 256, time, 4);
        assertThat(run.limit).isEqualTo(256);
        assertThat(run.seconds).isLessThan(1.03 * plain(256, at -> 256, time, 4).seconds);
    }

    @Test
    void longerAnswersAreNotTakenForCongestion() {
        int[] begun = {0};
        IntToDoubleFunction time = _ -> begun[0]++ < ANSWERS / 2 ? 1 : 6;
        Run run = run(adaptive(256), at -> 256, time, 5);
        begun[0] = 0;
        assertThat(run.limit).isEqualTo(256);
        assertThat(run.seconds).isLessThan(1.03 * plain(256, at -> 256, time, 5).seconds);
    }

    private static Endpoint adaptive(int most) {
        return new Endpoint(URI.create("http://127.0.0.1:1/v1"), most);
    }

    private record Busy(double end, long sent) implements Comparable<Busy> {
        @Override
        public int compareTo(Busy other) {
            return Double.compare(end, other.end);
        }
    }

    /// The client under test, and a server that works on so many at once, in the order of their arrival.
    ///
    /// @param slots by time in nanoseconds
    /// @param time  mean seconds of an answer, by how many are worked on; each is between half of it and one and a half
    private static Run run(Endpoint endpoint, LongToIntFunction slots, IntToDoubleFunction time, long seed) {
        double seconds = simulate(() -> {
            boolean room = endpoint.hasRoom();
            if (room) {
                endpoint.begin();
            }
            return room;
        }, (sent, now) -> endpoint.end(Signal.ANSWERED, sent, now, 0, 0), slots, time, seed);
        return new Run(seconds, endpoint.limit());
    }

    /// A client that always has as many requests in flight, whatever happens.
    private static Run plain(int requests, LongToIntFunction slots, IntToDoubleFunction time, long seed) {
        AtomicInteger inFlight = new AtomicInteger();
        double seconds = simulate(() -> inFlight.get() < requests && inFlight.incrementAndGet() > 0,
                (_, _) -> inFlight.decrementAndGet(), slots, time, seed);
        return new Run(seconds, requests);
    }

    private interface Answered {
        void at(long sent, long now);
    }

    /// @param send takes a place for another request, if there is one
    private static double simulate(BooleanSupplier send, Answered answered, LongToIntFunction slots, IntToDoubleFunction time, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Busy> busy = new PriorityQueue<>();
        ArrayDeque<Long> queue = new ArrayDeque<>();
        double now = 0;
        for (int i = 0; i < ANSWERS; i++) {
            while (send.getAsBoolean()) {
                queue.add((long) now);
            }
            while (!queue.isEmpty() && busy.size() < slots.applyAsInt((long) now)) {
                double mean = time.applyAsDouble(busy.size() + 1);
                busy.add(new Busy(now + SECOND * mean * (0.5 + random.nextDouble()), queue.remove()));
            }
            Busy done = busy.remove();
            now = done.end;
            answered.at(done.sent, (long) now);
        }
        return now / SECOND;
    }
}
