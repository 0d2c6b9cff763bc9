package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NGramMatchesTest {

    private static final int ORDER = 7;

    /// Few symbols give n-grams that repeat, many give some that stand alone; one instance counts all, so nothing may be left over.
    @Test
    void countsAgreeWithMapsOfLists() {
        SplittableRandom random = new SplittableRandom(6);
        NGramMatches matches = new NGramMatches();
        for (int round = 0; round < 5_000; round++) {
            int symbols = 1 + random.nextInt(round % 2 == 0 ? 4 : 60);
            int[] hypothesis = sequence(random, symbols);
            int[][] references = new int[1 + random.nextInt(4)][];
            int[] ends = new int[references.length];
            int[] joined = {};
            for (int i = 0; i < references.length; i++) {
                references[i] = random.nextInt(5) == 0 ? hypothesis.clone() : sequence(random, symbols);
                int end = joined.length;
                joined = Arrays.copyOf(joined, end + references[i].length);
                System.arraycopy(references[i], 0, joined, end, references[i].length);
                ends[i] = joined.length;
            }
            long[] counted = new long[ORDER];
            matches.count(hypothesis, hypothesis.length, joined, ends, references.length, ORDER, counted, 0);
            assertThat(counted).isEqualTo(plain(hypothesis, references));
        }
    }

    @Test
    void aLongSequenceIsCountedInLinearTime() {
        int[] same = new int[1 << 20];
        long[] counted = new long[ORDER];
        new NGramMatches().count(same, same.length, same, same.length, ORDER, counted, 0);
        assertThat(counted[ORDER - 1]).isEqualTo(same.length - ORDER + 1L);
    }

    @Test
    void sortedWindowsCountTheSame() {
        SplittableRandom random = new SplittableRandom(7);
        NGramMatches matches = new NGramMatches();
        SortedMatches sorter = new SortedMatches();
        int counted = 0;
        for (int round = 0; round < 5_000; round++) {
            // Some rounds have more symbols than a byte numbers, some one beyond 16 bits.
            int symbols = round % 100 == 0 ? 2_000 : round % 101 == 0 ? 0x10FFFF : 2 + random.nextInt(40);
            int longest = symbols > 100 ? 600 : 60;
            int[] hypothesis = random.ints(random.nextInt(longest), 0, symbols).toArray();
            int[] reference = round % 3 == 0 ? hypothesis.clone() : random.ints(random.nextInt(longest), 0, symbols).toArray();
            int order = random.nextInt(SortedMatches.LONGEST + 2);
            long[] plain = new long[order];
            long[] sorted = new long[order];
            matches.count(hypothesis, hypothesis.length, reference, new int[] {reference.length}, 1, order, plain, 0);
            if (sorter.count(hypothesis, hypothesis.length, reference, reference.length, order, sorted, 0)) {
                assertThat(sorted).isEqualTo(plain);
                counted++;
            }
        }
        assertThat(counted).isBetween(4_000, 4_990);
    }

    private static int[] sequence(SplittableRandom random, int symbols) {
        return random.ints(random.nextInt(40), 0, symbols).toArray();
    }

    private static long[] plain(int[] hypothesis, int[][] references) {
        long[] shared = new long[ORDER];
        for (int n = 1; n <= ORDER; n++) {
            Map<List<Integer>, Integer> most = new HashMap<>();
            for (int[] reference : references) {
                grams(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
            }
            for (Map.Entry<List<Integer>, Integer> gram : grams(hypothesis, n).entrySet()) {
                shared[n - 1] += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
            }
        }
        return shared;
    }

    private static Map<List<Integer>, Integer> grams(int[] symbols, int n) {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= symbols.length; i++) {
            counts.merge(Arrays.stream(symbols, i, i + n).boxed().toList(), 1, Integer::sum);
        }
        return counts;
    }
}
