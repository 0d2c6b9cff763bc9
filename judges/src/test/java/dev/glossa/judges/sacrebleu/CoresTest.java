package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CoresTest {

    @Test
    void everyPieceIsDoneOnce() {
        for (int pieces : new int[] {0, 1, 2, 3, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(pieces);
            Cores.share(pieces, () -> done::incrementAndGet);
            for (int piece = 0; piece < pieces; piece++) {
                assertThat(done.get(piece)).isEqualTo(1);
            }
        }
    }

    @Test
    void theFirstFailureIsThrownWhicheverCoreMeetsIt() {
        for (int round = 0; round < 200; round++) {
            assertThatIllegalArgumentException().isThrownBy(() -> Cores.share(64, () -> piece -> {
                if (piece >= 20) {
                    throw new IllegalArgumentException("piece " + piece);
                }
            })).withMessage("piece 20");
        }
    }

    @Test
    void anErrorIsNotLost() {
        assertThatThrownBy(() -> Cores.share(64, () -> _ -> {
            throw new StackOverflowError("deep");
        })).isInstanceOfAny(StackOverflowError.class, IllegalStateException.class).hasMessageContaining("deep");
    }

    @Test
    void aPoolWithoutAFreeThreadDelaysNothing() {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 2 * ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        AtomicInteger done = new AtomicInteger();
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Cores.share(100, () -> _ -> done.incrementAndGet()));
        end.countDown();
        assertThat(done).hasValue(100);
    }
}
