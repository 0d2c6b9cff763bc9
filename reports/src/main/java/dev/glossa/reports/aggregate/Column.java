package dev.glossa.reports.aggregate;

import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The scores of one model in one language under one metric, as arrays: a row for each item and repeat, in the items' order.
///
/// @param item   index of each row's item
/// @param repeat which asking of the item the row is
/// @param state  see the constants
/// @param width  how many sums a row has
/// @param sums   row after row; zeros where there is no score
/// @param slice  for each sliced attribute, each row's value as an index into the table's values; -1 for none
/// @param data   digest of the data that was asked from; empty where the run does not say
record Column(int[] item, int[] repeat, byte[] state, int width, double[] sums, int[][] slice, String data) {
    static final byte SCORED = 0;
    static final byte TRUNCATED = 1;
    static final byte UNPARSED = 2;
    static final byte FAILED = 3;

    int rows() {
        return item.length;
    }

    boolean scored(int row) {
        return state[row] <= TRUNCATED;
    }

    Counts counts() {
        long[] n = new long[4];
        for (byte s : state) {
            n[s]++;
        }
        return new Counts(n[SCORED] + n[TRUNCATED], n[TRUNCATED], n[UNPARSED], n[FAILED]);
    }

    /// The sums over all scored rows, added in the items' order.
    Statistics total() {
        double[] total = new double[width];
        for (int row = 0; row < rows(); row++) {
            for (int k = 0; k < width; k++) {
                total[k] += sums[row * width + k];
            }
        }
        return Statistics.of(total);
    }

    /// The items with a row, whatever became of them.
    BitSet asked() {
        BitSet asked = new BitSet();
        for (int i : item) {
            asked.set(i);
        }
        return asked;
    }

    /// The rows by their state, with those of another column for items that this one lacks among the failed.
    Counts counts(Column other) {
        BitSet asked = asked();
        long missing = Arrays.stream(other.item).filter(i -> !asked.get(i)).count();
        return counts().plus(new Counts(0, 0, 0, missing));
    }

    /// How many items have a score.
    int clusters() {
        int clusters = 0;
        int last = -1;
        for (int row = 0; row < rows(); row++) {
            if (scored(row) && item[row] != last) {
                last = item[row];
                clusters++;
            }
        }
        return clusters;
    }

    /// Whether each scored row is one item that is right or wrong, so that the value is a proportion of independent trials.
    boolean binary() {
        int last = -1;
        for (int row = 0; row < rows(); row++) {
            if (scored(row)) {
                double value = sums[row * width];
                if (width != 2 || sums[row * width + 1] != 1 || value != 0 && value != 1 || item[row] == last) {
                    return false;
                }
                last = item[row];
            }
        }
        return true;
    }

    /// Adds each item's sums into `into`, one array per sum, indexed by item.
    void spread(float[][] into) {
        for (int row = 0; row < rows(); row++) {
            if (scored(row)) {
                for (int k = 0; k < width; k++) {
                    into[k][item[row]] += (float) sums[row * width + k];
                }
            }
        }
    }

    /// The sums of each item that has a score, over its askings, in the items' order.
    double[][] sumsByItem() {
        List<double[]> sums = new java.util.ArrayList<>();
        int last = -1;
        for (int row = 0; row < rows(); row++) {
            if (scored(row)) {
                if (item[row] != last) {
                    sums.add(new double[width]);
                    last = item[row];
                }
                for (int k = 0; k < width; k++) {
                    sums.getLast()[k] += this.sums[row * width + k];
                }
            }
        }
        return sums.toArray(double[][]::new);
    }

    /// The items that a value of the sums rests on: of those with a score all but the ones that have no value by themselves and
    /// move none, such as an answer without a line to judge.
    BitSet items(ToDoubleFunction<Statistics> read) {
        double[] total = total().toArray();
        double whole = read.applyAsDouble(Statistics.of(total));
        double[][] each = sumsByItem();
        BitSet items = new BitSet();
        int i = 0;
        int last = -1;
        for (int row = 0; row < rows(); row++) {
            if (scored(row) && item[row] != last) {
                last = item[row];
                items.set(last, weighs(each[i++], total, whole, read));
            }
        }
        return items;
    }

    /// How many scored rows a value of the sums does not rest on.
    long unjudged(ToDoubleFunction<Statistics> read) {
        double[] total = total().toArray();
        double whole = read.applyAsDouble(Statistics.of(total));
        return IntStream.range(0, rows()).filter(row -> scored(row)
                && !weighs(Arrays.copyOfRange(sums, row * width, (row + 1) * width), total, whole, read)).count();
    }

    private static boolean weighs(double[] own, double[] total, double whole, ToDoubleFunction<Statistics> read) {
        return Double.isFinite(read.applyAsDouble(Statistics.of(own)))
                || Double.compare(read.applyAsDouble(Statistics.of(without(total, own))), whole) != 0;
    }

    private static double[] without(double[] total, double[] own) {
        double[] rest = total.clone();
        for (int k = 0; k < rest.length; k++) {
            rest[k] -= own[k];
        }
        return rest;
    }

    /// The rows whose attribute has a value.
    Column where(int attribute, int value) {
        int[] rows = IntStream.range(0, rows()).filter(row -> slice[attribute][row] == value).toArray();
        return pick(rows, item);
    }

    /// The scored rows that have a scored row in another column too.
    ///
    /// @param askings how often both were asked each item, where the same asking must be there; 1 where the same item is enough
    Column sharedWith(Column other, int askings) {
        BitSet there = new BitSet();
        for (int row = 0; row < other.rows(); row++) {
            if (other.scored(row)) {
                there.set(other.place(row, askings));
            }
        }
        return pick(IntStream.range(0, rows()).filter(row -> scored(row) && there.get(place(row, askings))).toArray(), item);
    }

    private int place(int row, int askings) {
        return item[row] * askings + (askings == 1 ? 0 : repeat[row]);
    }

    /// The rows of one asking, as if it were the only one.
    Column repeat(int which) {
        Column one = pick(IntStream.range(0, rows()).filter(row -> repeat[row] == which).toArray(), item);
        return new Column(one.item, new int[one.rows()], one.state, one.width, one.sums, one.slice, data);
    }

    private Column pick(int[] rows, int[] items) {
        int n = rows.length;
        int[] pickedItem = new int[n];
        int[] pickedRepeat = new int[n];
        byte[] pickedState = new byte[n];
        double[] pickedSums = new double[n * width];
        int[][] pickedSlice = new int[slice.length][n];
        for (int i = 0; i < n; i++) {
            pickedItem[i] = items[rows[i]];
            pickedRepeat[i] = repeat[rows[i]];
            pickedState[i] = state[rows[i]];
            System.arraycopy(sums, rows[i] * width, pickedSums, i * width, width);
            for (int s = 0; s < slice.length; s++) {
                pickedSlice[s][i] = slice[s][rows[i]];
            }
        }
        return new Column(pickedItem, pickedRepeat, pickedState, width, pickedSums, pickedSlice, data);
    }

    /// A column under construction: rows in any order, of which a later one replaces an earlier with the same item and repeat.
    static final class Builder {
        private final String where;
        private final int slices;
        private int n;
        private int width;
        private int[] item = new int[16];
        private int[] repeat = new int[16];
        private byte[] state = new byte[16];
        private double[] sums = new double[0];
        private int[][] slice;

        /// @param where what an error message begins with: model, benchmark, language and metric
        Builder(String where, int slices) {
            this.where = where;
            this.slices = slices;
            this.slice = new int[slices][16];
        }

        void add(int itemIndex, int repeatIndex, Score score, boolean truncated, int[] sliceValues) {
            if (n == item.length) {
                int more = n * 2;
                item = Arrays.copyOf(item, more);
                repeat = Arrays.copyOf(repeat, more);
                state = Arrays.copyOf(state, more);
                sums = Arrays.copyOf(sums, more * width);
                for (int s = 0; s < slices; s++) {
                    slice[s] = Arrays.copyOf(slice[s], more);
                }
            }
            item[n] = itemIndex;
            repeat[n] = repeatIndex;
            for (int s = 0; s < slices; s++) {
                slice[s][n] = sliceValues[s];
            }
            state[n] = switch (score) {
                case Score.Scored scored -> {
                    put(scored.statistics());
                    yield truncated ? TRUNCATED : SCORED;
                }
                case Score.Unparsed _ -> UNPARSED;
                case Score.Failed _ -> FAILED;
            };
            n++;
        }

        /// How many different items there are.
        int items() {
            return (int) Arrays.stream(item, 0, n).distinct().count();
        }

        private void put(Statistics statistics) {
            if (width == 0) {
                width = statistics.size();
                sums = new double[item.length * width];
            }
            if (statistics.size() != width) {
                throw new IllegalArgumentException(where + ": scores with " + width + " and with " + statistics.size()
                        + " statistics; score the run again with one version");
            }
            for (int k = 0; k < width; k++) {
                sums[n * width + k] = statistics.get(k);
            }
        }

        /// @param place the final index of each item index that was added
        /// @param values for each slice, the final index of each value index that was added
        /// @param data   see [Column#data]
        Column build(int[] place, List<int[]> values, String data) {
            long[] order = new long[n];
            for (int row = 0; row < n; row++) {
                order[row] = (long) place[item[row]] << 32 | row;
            }
            Arrays.sort(order);
            Map<Long, Integer> last = new java.util.LinkedHashMap<>();
            int[] kept = new int[n];
            int count = 0;
            for (int from = 0; from < n; ) {
                int to = from;
                while (to < n && order[to] >>> 32 == order[from] >>> 32) {
                    to++;
                }
                if (to - from == 1) {
                    kept[count++] = (int) order[from];
                } else {
                    last.clear();
                    for (int i = from; i < to; i++) {
                        int row = (int) order[i];
                        last.put((long) repeat[row], row);
                    }
                    for (int row : last.entrySet().stream().sorted(Map.Entry.comparingByKey()).mapToInt(Map.Entry::getValue).toArray()) {
                        kept[count++] = row;
                    }
                }
                from = to;
            }
            int[] placed = new int[n];
            for (int row = 0; row < n; row++) {
                placed[row] = place[item[row]];
                for (int s = 0; s < slices; s++) {
                    slice[s][row] = slice[s][row] < 0 ? -1 : values.get(s)[slice[s][row]];
                }
            }
            int effective = Math.max(width, 1);
            double[] full = width == 0 ? new double[n] : sums;
            return new Column(item, repeat, state, effective, full, slice, data).pick(Arrays.copyOf(kept, count), placed);
        }
    }
}
