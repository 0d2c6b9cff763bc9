package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StepPlanTest {
    private static final int ANYWHERE = Integer.MAX_VALUE;

    @Test
    void promptsOfOneLengthFillWholeBatches() {
        Slot[] slots = alike(16, 128);
        StepPlan plan = new StepPlan(slots, false, ANYWHERE);
        for (int step = 0; step < 4; step++) {
            int[] portion = feed(plan, slots, 16);
            assertThat(Arrays.stream(portion).filter(tokens -> tokens == 128).count()).isEqualTo(4);
            assertThat(Arrays.stream(portion).sum()).isEqualTo(512);
        }
        assertThat(plan.next(512, 80, 16)).containsOnly(0);
    }

    @Test
    void aStepIsOneRectangleOfConsecutiveSequencesWhateverTheLengths() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            int sequences = 1 + random.nextInt(24);
            Slot[] slots = slots(random.ints(sequences, 0, 900).toArray());
            StepPlan plan = new StepPlan(slots, false, ANYWHERE);
            int total = Arrays.stream(slots).mapToInt(Slot::missing).sum();
            while (total > 0) {
                int[] portion = feed(plan, slots, sequences);
                int[] fed = IntStream.range(0, sequences).filter(i -> portion[i] > 0).toArray();
                assertThat(fed).isNotEmpty();
                assertThat(Arrays.stream(portion).sum()).isLessThanOrEqualTo(512);
                assertThat(IntStream.of(fed).map(i -> portion[i]).distinct().count()).isEqualTo(1);
                // Last tokens are fed together, and those sequences need not be neighbours.
                if (portion[fed[0]] > 1) {
                    assertThat(fed[fed.length - 1] - fed[0]).isEqualTo(fed.length - 1);
                }
                total -= Arrays.stream(portion).sum();
            }
        }
    }

    @Test
    void tokensAreGeneratedTogetherOnceThePromptsAreIn() {
        Slot[] slots = slots(100, 100, 100, 100, 100, 100, 100, 100);
        StepPlan plan = new StepPlan(slots, false, ANYWHERE);
        feed(plan, slots, 8);
        // The first five generate now; the other three are fed before them.
        generate(slots);
        assertThat(feed(plan, slots, 8)).containsExactly(0, 0, 0, 0, 0, 100, 100, 100);
        generate(slots);
        assertThat(feed(plan, slots, 8)).containsOnly(1);
    }

    @Test
    void anAnswerIsNotHeldUpByPromptsThatKeepComing() {
        Slot[] slots = slots(10, 10);
        StepPlan plan = new StepPlan(slots, false, ANYWHERE);
        feed(plan, slots, 2);
        generate(slots);
        int tokens = 0;
        for (long arrivals = 2; arrivals < 62; arrivals++) {
            slots[1].work = work(10);
            slots[1].truncate(0);
            slots[1].arrival = arrivals;
            feed(plan, slots, arrivals + 1);
            if (slots[0].missing() == 0) {
                tokens++;
                slots[0].work.append(7);
            }
        }
        assertThat(tokens).isBetween(15, 30);
    }

    @Test
    void theOldestPromptIsNotPassedOverForEver() {
        Slot[] slots = slots(3, 500);
        StepPlan plan = new StepPlan(slots, false, ANYWHERE);
        int steps = 0;
        for (long arrivals = 2; slots[0].missing() > 0; arrivals++) {
            feed(plan, slots, arrivals);
            slots[1].work = work(500);
            slots[1].truncate(0);
            slots[1].arrival = arrivals;
            steps++;
        }
        assertThat(steps).isBetween(2, 3 * slots.length);
    }

    @Test
    void aSharedPoolTakesTokensAndPromptsTogether() {
        Slot[] slots = slots(4, 600, 4);
        StepPlan plan = new StepPlan(slots, true, ANYWHERE);
        assertThat(feed(plan, slots, 3)).containsExactly(4, 508, 0);
        generate(slots);
        assertThat(feed(plan, slots, 3)).containsExactly(1, 92, 4);
    }

    @Test
    void portionsEndAtTheBoundary() {
        Slot[] slots = slots(700);
        StepPlan plan = new StepPlan(slots, false, 256);
        assertThat(List.of(feed(plan, slots, 1)[0], feed(plan, slots, 1)[0], feed(plan, slots, 1)[0])).containsExactly(256, 256, 188);
    }

    @Test
    void noMoreScoresAreWantedThanCanBeRead() {
        Slot slot = new Slot(0);
        slot.work = new Ranking(1, new int[] {1, 2, 3}, List.of(IntStream.range(0, 300).toArray()));
        Slot[] slots = {slot};
        for (int i = 0; i < 3; i++) {
            slot.advance();
        }
        for (int i = 0; i < 200; i++) {
            slot.work.append(7);
        }
        StepPlan plan = new StepPlan(slots, false, ANYWHERE);
        assertThat(plan.next(512, 65, 1)).containsExactly(65);
    }

    /// The next portions, fed.
    private static int[] feed(StepPlan plan, Slot[] slots, long arrivals) {
        int[] portion = plan.next(512, 512, arrivals).clone();
        for (Slot slot : slots) {
            for (int i = 0; i < portion[slot.sequence]; i++) {
                slot.advance();
            }
        }
        return portion;
    }

    /// One more token for all whose prompt is in.
    private static void generate(Slot[] slots) {
        for (Slot slot : slots) {
            if (slot.missing() == 0) {
                slot.work.append(7);
            }
        }
    }

    private static Slot[] slots(int... lengths) {
        Slot[] slots = new Slot[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            slots[i] = new Slot(i);
            slots[i].work = work(lengths[i]);
            slots[i].arrival = i;
        }
        return slots;
    }

    private static Slot[] alike(int count, int length) {
        return slots(IntStream.generate(() -> length).limit(count).toArray());
    }

    /// Room for a hundred more tokens.
    private static Work work(int length) {
        return new Ranking(1, new int[length], List.of(new int[100]));
    }
}
