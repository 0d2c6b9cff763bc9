package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentlyTest {
    @Test
    void orderedResultsComeInTheOrderOfTheItems() throws Exception {
        List<Integer> found = new ArrayList<>();
        Concurrently.ordered(IntStream.range(0, 5000).iterator(), 8, i -> {
            if (i % 97 == 0) {
                Thread.yield();
            }
            return i;
        }, found::add);
        assertThat(found).isEqualTo(IntStream.range(0, 5000).boxed().toList());
    }

    @Test
    void asManyRunAtOnceAsThereArePermits() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        Concurrently.unordered(IntStream.range(0, 200).iterator(), 4, i -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            four.countDown();
            four.await();
            running.decrementAndGet();
            return i;
        }, _ -> {});
        assertThat(most).hasValue(4);
    }

    @Test
    void aSlowFirstItemDoesNotLetFinishedOnesPileUp() throws Exception {
        int most = 4 * Concurrently.WINDOW + 4;
        CountDownLatch tooMany = new CountDownLatch(most + 1);
        AtomicInteger ahead = new AtomicInteger();
        AtomicInteger mostAhead = new AtomicInteger();
        List<Integer> found = new ArrayList<>();
        Concurrently.ordered(IntStream.range(0, 1000).iterator(), 4, i -> {
            if (i == 0) {
                // Held until more are finished than may be, or for as long as it takes to believe that they never will.
                tooMany.await(300, TimeUnit.MILLISECONDS);
                mostAhead.set(ahead.get());
            } else {
                ahead.incrementAndGet();
                tooMany.countDown();
            }
            return i;
        }, found::add);
        assertThat(mostAhead.get()).isBetween(4 * Concurrently.WINDOW, most);
        assertThat(found).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void theFirstFailureStopsTheRestAndIsThrown() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> Concurrently.unordered(IntStream.range(0, 100_000).iterator(), 4, i -> {
            begun.incrementAndGet();
            if (i == 10) {
                throw new IllegalStateException("item 10");
            }
            return i;
        }, _ -> {})).hasMessage("item 10");
        assertThat(begun.get()).isLessThan(100_000);
    }

    @Test
    void aFailureInTheSinkIsThrownToo() {
        assertThatThrownBy(() -> Concurrently.ordered(IntStream.range(0, 100).iterator(), 4, i -> i, i -> {
            throw new IllegalArgumentException("disk full");
        })).hasMessage("disk full");
    }

    @Test
    void aFailingSourceOfItemsEndsCleanly() {
        assertThatThrownBy(() -> Concurrently.unordered(IntStream.range(0, 100).map(i -> {
            if (i == 50) {
                throw new IllegalArgumentException("row 50");
            }
            return i;
        }).iterator(), 4, i -> i, _ -> {})).hasMessage("row 50");
    }
}
