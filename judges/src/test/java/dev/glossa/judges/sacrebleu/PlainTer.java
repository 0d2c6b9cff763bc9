package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// TER's search written out: every shifted sequence is built and every matrix is filled. The plain twin of [ShiftedEdits].
final class PlainTer {

    private static final long UNREACHABLE = 10_000_000_000_000_000L;

    private PlainTer() {}

    private record Shift(long gain, int length, int start, int target, List<Integer> words) {
        boolean betterThan(Shift other) {
            return other == null || Arrays.compare(rank(), other.rank()) > 0;
        }

        private long[] rank() {
            return new long[] {gain, length, -start, -target};
        }
    }

    static long edits(int[] hypothesis, int[] reference) {
        List<Integer> words = new ArrayList<>(IntStream.of(hypothesis).boxed().toList());
        List<Integer> wanted = IntStream.of(reference).boxed().toList();
        if (wanted.isEmpty()) {
            return words.size();
        }
        int shifts = 0;
        int[] trials = {0};
        while (true) {
            Shift best = best(words, wanted, trials);
            if (trials[0] >= 1000 || best == null || best.gain() <= 0) {
                return shifts + matrix(words, wanted)[words.size()][wanted.size()];
            }
            words = best.words();
            shifts++;
        }
    }

    private static Shift best(List<Integer> words, List<Integer> wanted, int[] trials) {
        long[][] costs = matrix(words, wanted);
        int[] aligned = new int[wanted.size()];
        boolean[] wrongWord = new boolean[words.size()];
        boolean[] wrongReference = new boolean[wanted.size()];
        for (int i = words.size(), j = wanted.size(); i > 0 || j > 0; ) {
            long cost = costs[i][j];
            if (i > 0 && j > 0 && cost == costs[i - 1][j - 1] + (words.get(i - 1).equals(wanted.get(j - 1)) ? 0 : 1)) {
                boolean wrong = !words.get(--i).equals(wanted.get(--j));
                wrongWord[i] = wrong;
                wrongReference[j] = wrong;
                aligned[j] = i;
            } else if (i > 0 && cost == costs[i - 1][j] + 1) {
                wrongWord[--i] = true;
            } else {
                wrongReference[--j] = true;
                aligned[j] = i - 1;
            }
        }
        Shift best = null;
        for (int start = 0; start < words.size(); start++) {
            for (int match = 0; match < wanted.size(); match++) {
                for (int length = 1; Math.abs(match - start) <= 50 && length <= 10 && start + length <= words.size() && match + length <= wanted.size()
                        && words.get(start + length - 1).equals(wanted.get(match + length - 1)); length++) {
                    boolean wrong = IntStream.range(start, start + length).anyMatch(i -> wrongWord[i])
                            && IntStream.range(match, match + length).anyMatch(j -> wrongReference[j]);
                    if (!wrong || start <= aligned[match] && aligned[match] < start + length) {
                        continue;
                    }
                    int before = -1;
                    for (int offset = -1; offset < length; offset++) {
                        int target = match + offset == -1 ? 0 : aligned[match + offset] + 1;
                        if (target != before) {
                            before = target;
                            trials[0]++;
                            List<Integer> shifted = shift(words, start, length, target);
                            long gain = costs[words.size()][wanted.size()] - matrix(shifted, wanted)[words.size()][wanted.size()];
                            Shift candidate = new Shift(gain, length, start, target, shifted);
                            best = candidate.betterThan(best) ? candidate : best;
                        }
                    }
                    if (trials[0] >= 1000) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    private static List<Integer> shift(List<Integer> words, int start, int length, int target) {
        List<Integer> phrase = words.subList(start, start + length);
        List<Integer> shifted = new ArrayList<>();
        if (target < start) {
            shifted.addAll(words.subList(0, target));
            shifted.addAll(phrase);
            shifted.addAll(words.subList(target, start));
            shifted.addAll(words.subList(start + length, words.size()));
        } else {
            int to = target > start + length ? target : Math.min(words.size(), target + length);
            shifted.addAll(words.subList(0, start));
            shifted.addAll(words.subList(start + length, to));
            shifted.addAll(phrase);
            shifted.addAll(words.subList(to, words.size()));
        }
        return shifted;
    }

    private static long[][] matrix(List<Integer> words, List<Integer> wanted) {
        double ratio = words.isEmpty() ? 1 : (double) wanted.size() / words.size();
        int width = ratio / 2 > 25 ? (int) Math.ceil(ratio / 2 + 25) : 25;
        long[][] costs = new long[words.size() + 1][wanted.size() + 1];
        for (int i = 0; i <= words.size(); i++) {
            int diagonal = (int) Math.floor(i * ratio);
            for (int j = 0; j <= wanted.size(); j++) {
                if (i == 0) {
                    costs[i][j] = j;
                } else if (j < diagonal - width || j >= diagonal + width && i < words.size()) {
                    costs[i][j] = UNREACHABLE;
                } else {
                    long replaced = j == 0 ? UNREACHABLE : costs[i - 1][j - 1] + (words.get(i - 1).equals(wanted.get(j - 1)) ? 0 : 1);
                    long inserted = j == 0 ? UNREACHABLE : costs[i][j - 1] + 1;
                    costs[i][j] = Math.min(UNREACHABLE, Math.min(replaced, Math.min(costs[i - 1][j] + 1, inserted)));
                }
            }
        }
        return costs;
    }
}
