package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// The fewest edits TER finds between two sequences of words: insertions, deletions, substitutions and shifts of phrases at 1 each.
///
/// The search is Tercom's as sacreBLEU 2.6.0 bounds it: the best shift is applied for as long as one helps; phrases have up to 10 words and
/// start within 50 places of their match; after 1,000 shifts tried the search ends with what it has; the edit distance stays in a band
/// around the diagonal. The plain twin, which builds every shifted sequence and every matrix, is in the tests.
///
/// A shift changes the words between two places only. So a trial takes the forward matrix of the unshifted words up to the first place,
/// computes the rows up to the second, and meets the backward matrix there.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class ShiftedEdits {

    private static final int BAND = 25;
    private static final int LONGEST_PHRASE = 10;
    private static final int LONGEST_SHIFT = 50;
    private static final int MOST_TRIALS = 1_000;
    private static final int UNREACHABLE = 1 << 28;

    private int[] words = {};
    private int[] moved = {};
    private int wordCount;
    private int[] reference;
    private int referenceCount;

    /// The band: row i holds the columns `first[i] .. end[i]`, at `at[i]` in either matrix.
    private int[] first = {};
    private int[] end = {};
    private int[] at = {};
    private int[] forward = {};
    private int[] backward = {};
    /// Two rows, with a column more on either side; column j is at j + 1.
    private int[] above = {};
    private int[] row = {};

    /// Where each word of the reference ends up in the hypothesis, and how many words before a place are not matched.
    private int[] aligned = {};
    private int[] referenceErrors = {};
    private int[] wordErrors = {};

    private int distance;
    private int trials;
    private int bestGain;
    private int bestLength;
    private int bestStart;
    private int bestTarget;

    long count(int[] hypothesis, int hypothesisCount, int[] referenceWords, int count) {
        if (count == 0) {
            return hypothesisCount;
        }
        begin(hypothesis, hypothesisCount, referenceWords, count);
        long shifts = 0;
        trials = 0;
        while (true) {
            fillForward();
            if (distance == 0) {
                return shifts;
            }
            fillBackward();
            align();
            findBestShift();
            if (trials >= MOST_TRIALS || bestGain <= 0) {
                return shifts + distance;
            }
            int from = changedFrom(bestStart, bestTarget);
            int to = move(bestStart, bestLength, bestTarget);
            System.arraycopy(moved, from, words, from, to - from);
            shifts++;
        }
    }

    private void begin(int[] hypothesis, int hypothesisCount, int[] referenceWords, int count) {
        reference = referenceWords;
        referenceCount = count;
        wordCount = hypothesisCount;
        if (hypothesisCount > words.length) {
            words = new int[2 * hypothesisCount];
            moved = new int[2 * hypothesisCount];
        }
        System.arraycopy(hypothesis, 0, words, 0, hypothesisCount);
        if (hypothesisCount + 1 > first.length) {
            first = new int[2 * hypothesisCount + 1];
            end = new int[2 * hypothesisCount + 1];
            at = new int[2 * hypothesisCount + 1];
            wordErrors = new int[2 * hypothesisCount + 1];
        }
        if (count + 3 > row.length) {
            row = new int[2 * count + 3];
            above = new int[2 * count + 3];
            aligned = new int[2 * count + 3];
            referenceErrors = new int[2 * count + 3];
        }
        int cells = layOutBand();
        if (cells > forward.length) {
            forward = new int[Math.max(cells, 2 * forward.length)];
            backward = new int[forward.length];
        }
    }

    /// The product of row and ratio is taken in floating point: integers differ where it is exact.
    private int layOutBand() {
        double ratio = wordCount == 0 ? 1 : (double) referenceCount / wordCount;
        int width = BAND < ratio / 2 ? (int) Math.ceil(ratio / 2 + BAND) : BAND;
        first[0] = 0;
        end[0] = referenceCount + 1;
        int cells = end[0];
        for (int i = 1; i <= wordCount; i++) {
            int diagonal = (int) Math.floor(i * ratio);
            first[i] = Math.max(0, diagonal - width);
            end[i] = i == wordCount ? referenceCount + 1 : Math.min(referenceCount + 1, diagonal + width);
            at[i] = cells;
            cells = Math.addExact(cells, Math.max(0, end[i] - first[i]));
        }
        return cells;
    }

    /// Costs from the beginning.
    private void fillForward() {
        for (int j = 0; j <= referenceCount; j++) {
            forward[j] = j;
        }
        load(0);
        for (int i = 1; i <= wordCount; i++) {
            nextRow(i, words[i - 1]);
            System.arraycopy(above, first[i] + 1, forward, at[i], end[i] - first[i]);
        }
        distance = forward(wordCount, referenceCount);
    }

    private void load(int i) {
        System.arraycopy(forward, at[i], above, first[i] + 1, end[i] - first[i]);
        above[first[i]] = UNREACHABLE;
    }

    /// Computes row i from the row in `above`, which it then replaces.
    ///
    /// @return the smallest cost in it
    private int nextRow(int i, int word) {
        int start = first[i];
        int stop = end[i];
        Arrays.fill(above, Math.min(end[i - 1], stop) + 1, stop + 1, UNREACHABLE);
        int[] upper = above;
        int[] lower = row;
        lower[start] = UNREACHABLE;
        int j = start;
        int left = UNREACHABLE;
        int least = UNREACHABLE;
        if (j == 0) {
            left = upper[1] + 1;
            lower[1] = left;
            least = left;
            j = 1;
        }
        int diagonal = upper[j];
        for (; j < stop; j++) {
            int up = upper[j + 1];
            int cost = Math.min(diagonal + (reference[j - 1] == word ? 0 : 1), Math.min(up, left) + 1);
            left = Math.min(cost, UNREACHABLE);
            lower[j + 1] = left;
            least = Math.min(least, left);
            diagonal = up;
        }
        above = lower;
        row = upper;
        return least;
    }

    /// Costs to the end, in the same band.
    private void fillBackward() {
        int below = at[wordCount];
        for (int j = first[wordCount]; j <= referenceCount; j++) {
            backward[below + j - first[wordCount]] = referenceCount - j;
        }
        for (int i = wordCount - 1; i >= 0; i--) {
            int here = at[i] - first[i];
            int next = at[i + 1] - first[i + 1];
            int nextFirst = first[i + 1];
            int nextEnd = end[i + 1];
            int word = words[i];
            int right = UNREACHABLE;
            for (int j = end[i] - 1; j >= first[i]; j--) {
                int cost = right + 1;
                if (j >= nextFirst && j < nextEnd) {
                    cost = Math.min(cost, backward[next + j] + 1);
                }
                if (j < referenceCount && j + 1 >= nextFirst && j + 1 < nextEnd) {
                    cost = Math.min(cost, backward[next + j + 1] + (reference[j] == word ? 0 : 1));
                }
                right = Math.min(cost, UNREACHABLE);
                backward[here + j] = right;
            }
        }
    }

    private int forward(int i, int j) {
        return j < first[i] || j >= end[i] ? UNREACHABLE : forward[at[i] + j - first[i]];
    }

    /// Walks back through the forward matrix; a match or substitution goes before a deletion, a deletion before an insertion.
    private void align() {
        int i = wordCount;
        int j = referenceCount;
        while (i > 0 || j > 0) {
            int cost = forward(i, j);
            if (i > 0 && j > 0 && cost == forward(i - 1, j - 1) + (words[i - 1] == reference[j - 1] ? 0 : 1)) {
                i--;
                j--;
                int error = words[i] == reference[j] ? 0 : 1;
                aligned[j] = i;
                wordErrors[i + 1] = error;
                referenceErrors[j + 1] = error;
            } else if (i > 0 && cost == forward(i - 1, j) + 1) {
                i--;
                wordErrors[i + 1] = 1;
            } else {
                j--;
                aligned[j] = i - 1;
                referenceErrors[j + 1] = 1;
            }
        }
        wordErrors[0] = 0;
        referenceErrors[0] = 0;
        for (i = 1; i <= wordCount; i++) {
            wordErrors[i] += wordErrors[i - 1];
        }
        for (j = 1; j <= referenceCount; j++) {
            referenceErrors[j] += referenceErrors[j - 1];
        }
    }

    /// Tries the phrases that both sides have, where both have an error in them.
    private void findBestShift() {
        bestGain = 0;
        bestLength = 0;
        for (int start = 0; start < wordCount; start++) {
            int last = Math.min(referenceCount - 1, start + LONGEST_SHIFT);
            for (int match = Math.max(0, start - LONGEST_SHIFT); match <= last; match++) {
                int longest = Math.min(LONGEST_PHRASE, Math.min(wordCount - start, referenceCount - match));
                for (int length = 1; length <= longest && words[start + length - 1] == reference[match + length - 1]; length++) {
                    boolean wrong = wordErrors[start + length] > wordErrors[start] && referenceErrors[match + length] > referenceErrors[match];
                    boolean within = aligned[match] >= start && aligned[match] < start + length;
                    if (wrong && !within) {
                        tryTargets(start, match, length);
                        if (trials >= MOST_TRIALS) {
                            return;
                        }
                    }
                }
            }
        }
    }

    /// Behind the word that each word of the match, and the one before it, is aligned with.
    private void tryTargets(int start, int match, int length) {
        int before = -1;
        for (int place = match - 1; place < match + length; place++) {
            int target = place < 0 ? 0 : aligned[place] + 1;
            if (target != before) {
                before = target;
                trials++;
                tryShift(start, length, target);
            }
        }
    }

    /// A shift of n words gains at most 2n edits. Of two that gain the same the longer goes first, then the one that starts further left, then
    /// the one whose target does.
    private void tryShift(int start, int length, int target) {
        int needed = Math.max(1, bestGain);
        if (2 * length < needed || 2 * length == needed && length < bestLength) {
            return;
        }
        int gain = distance - distanceAfter(start, length, target, distance - needed);
        if (gain >= needed && isBetter(gain, start, length, target)) {
            bestGain = gain;
            bestLength = length;
            bestStart = start;
            bestTarget = target;
        }
    }

    private boolean isBetter(int gain, int start, int length, int target) {
        if (gain != bestGain) {
            return gain > bestGain;
        }
        if (length != bestLength) {
            return length > bestLength;
        }
        return start != bestStart ? start < bestStart : target < bestTarget;
    }

    /// @param most a larger distance need not be exact
    private int distanceAfter(int start, int length, int target, int most) {
        int from = changedFrom(start, target);
        int to = move(start, length, target);
        load(from);
        for (int i = from + 1; i <= to; i++) {
            if (nextRow(i, moved[i - 1]) > most) {
                return UNREACHABLE;
            }
        }
        int least = UNREACHABLE;
        int there = at[to] - first[to];
        for (int j = first[to]; j < end[to]; j++) {
            least = Math.min(least, above[j + 1] + backward[there + j]);
        }
        return least;
    }

    private static int changedFrom(int start, int target) {
        return Math.min(start, target);
    }

    /// Writes the words that a shift changes to `moved`; a target inside the phrase counts from its end, as in Tercom.
    ///
    /// @return where the words are the same again
    private int move(int start, int length, int target) {
        if (target < start) {
            System.arraycopy(words, start, moved, target, length);
            System.arraycopy(words, target, moved, target + length, start - target);
            return start + length;
        }
        int to = target > start + length ? target : Math.min(wordCount, target + length);
        int between = to - start - length;
        System.arraycopy(words, start + length, moved, start, between);
        System.arraycopy(words, start, moved, start + between, length);
        return to;
    }
}
