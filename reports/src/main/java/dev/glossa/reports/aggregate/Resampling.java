package dev.glossa.reports.aggregate;

import dev.glossa.harness.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A bootstrap of a table that knows its items are parallel: each draw takes items with replacement, and an item brings its
/// scores in all languages and of all models along. So errors that languages share do not average away, and the values of
/// two models in one draw are paired.
///
/// A draw's sums are a product of how often each item was drawn with each item's sums. Both are laid out for that product:
/// columns that are equal (counts of one, reference lengths) are multiplied once, and tiles of items, columns and draws fit
/// the cache. Draws are made in blocks with a stream of random numbers each, so that blocks can be computed in any order, on
/// any number of cores, to the same bytes. Floats suffice: their rounding is a thousandth of the bootstrap's own error.
final class Resampling {
    private static final int DRAWS_PER_BLOCK = 128;
    private static final int TILE = 512;
    private static final int ITEMS_PER_TILE = 256;
    /// What the product's inner loop takes at once.
    private static final int ROWS = 8;

    private final int draws;
    /// By reading, model and language; null where there is no value.
    private final float[][][][] values;

    private Resampling(int draws, float[][][][] values) {
        this.draws = draws;
        this.values = values;
    }

    int draws() {
        return draws;
    }

    /// The value of one reading, model and language in each draw.
    float[] of(int reading, int model, int language) {
        return values[reading][model][language];
    }

    /// The unweighted mean over languages in each draw.
    float[] mean(int reading, int model, int[] languages) {
        float[] mean = new float[draws];
        double[] sum = new double[draws];
        for (int l : languages) {
            float[] one = values[reading][model][l];
            for (int d = 0; d < draws; d++) {
                sum[d] += one[d];
            }
        }
        for (int d = 0; d < draws; d++) {
            mean[d] = (float) (sum[d] / languages.length);
        }
        return mean;
    }

    /// @param readings functions of summed statistics: the metric's value first, then its facets
    static Resampling of(Table table, List<ToDoubleFunction<Statistics>> readings, int draws, long seed) {
        int models = table.models().size();
        int languages = table.languages().size();
        Matrix matrix = Matrix.of(table);
        float[][][][] values = new float[readings.size()][models][languages][];
        double[][][] original = new double[readings.size()][models][languages];
        for (int m = 0; m < models; m++) {
            for (int l = 0; l < languages; l++) {
                if (matrix.place[m][l] != null) {
                    Statistics total = table.column(m, l).orElseThrow().total();
                    for (int r = 0; r < readings.size(); r++) {
                        values[r][m][l] = new float[draws];
                        original[r][m][l] = readings.get(r).applyAsDouble(total);
                    }
                }
            }
        }
        if (matrix.columns == 0) {
            return new Resampling(draws, values);
        }
        int blocks = (draws + DRAWS_PER_BLOCK - 1) / DRAWS_PER_BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int first = block * DRAWS_PER_BLOCK;
            int n = Math.min(DRAWS_PER_BLOCK, draws - first);
            float[][] sums = matrix.times(counts(SplitMix.part(seed, block), n, table.items(), matrix.paddedItems()));
            for (int m = 0; m < models; m++) {
                for (int l = 0; l < languages; l++) {
                    int[] place = matrix.place[m][l];
                    if (place == null) {
                        continue;
                    }
                    double[] drawn = new double[place.length];
                    for (int d = 0; d < n; d++) {
                        for (int k = 0; k < place.length; k++) {
                            drawn[k] = sums[d][place[k]];
                        }
                        Statistics total = Statistics.of(drawn);
                        for (int r = 0; r < readings.size(); r++) {
                            double value = readings.get(r).applyAsDouble(total);
                            // A language of which no item was drawn says nothing in this draw: it stays where it is.
                            values[r][m][l][first + d] = (float) (Double.isFinite(value) ? value : original[r][m][l]);
                        }
                    }
                }
            }
        });
        return new Resampling(draws, values);
    }

    /// How often each item was drawn, for each draw.
    private static float[][] counts(SplitMix random, int draws, int items, int padded) {
        float[][] counts = new float[draws][padded];
        for (float[] draw : counts) {
            for (int i = 0; i < items; i++) {
                draw[random.below(items)]++;
            }
        }
        return counts;
    }

    /// Each item's sums, of all models and languages side by side.
    ///
    /// @param tiles   by tile of columns and item; items padded with zeros to a multiple of [#ROWS]
    /// @param columns how many different columns there are
    /// @param place   by model and language, where each sum stands; null where nothing is scored
    private record Matrix(float[][][] tiles, int columns, int[][][] place) {

        static Matrix of(Table table) {
            int models = table.models().size();
            int languages = table.languages().size();
            List<float[]> distinct = new ArrayList<>();
            Map<Integer, List<Integer>> byHash = new HashMap<>();
            int[][][] place = new int[models][languages][];
            for (int l = 0; l < languages; l++) {
                for (int m = 0; m < models; m++) {
                    Column column = table.column(m, l).orElse(null);
                    if (column == null || column.clusters() == 0) {
                        continue;
                    }
                    float[][] sums = new float[column.width()][table.items()];
                    column.spread(sums);
                    place[m][l] = new int[sums.length];
                    for (int k = 0; k < sums.length; k++) {
                        List<Integer> same = byHash.computeIfAbsent(Arrays.hashCode(sums[k]), _ -> new ArrayList<>(1));
                        float[] one = sums[k];
                        int at = same.stream().filter(c -> Arrays.equals(distinct.get(c), one)).findFirst().orElse(-1);
                        if (at < 0) {
                            at = distinct.size();
                            distinct.add(one);
                            same.add(at);
                        }
                        place[m][l][k] = at;
                    }
                }
            }
            int padded = (table.items() + ROWS - 1) / ROWS * ROWS;
            float[][][] tiles = new float[(distinct.size() + TILE - 1) / TILE][padded][];
            for (int t = 0; t < tiles.length; t++) {
                int from = t * TILE;
                int width = Math.min(TILE, distinct.size() - from);
                for (int i = 0; i < padded; i++) {
                    tiles[t][i] = new float[width];
                    if (i < table.items()) {
                        for (int c = 0; c < width; c++) {
                            tiles[t][i][c] = distinct.get(from + c)[i];
                        }
                    }
                }
            }
            return new Matrix(tiles, distinct.size(), place);
        }

        int paddedItems() {
            return tiles[0].length;
        }

        /// Row by row, the counts of a draw times the items' sums.
        float[][] times(float[][] counts) {
            float[][] sums = new float[counts.length][columns];
            for (int t = 0; t < tiles.length; t++) {
                float[][] rows = tiles[t];
                float[][] partial = new float[counts.length][rows[0].length];
                for (int from = 0; from < rows.length; from += ITEMS_PER_TILE) {
                    int to = Math.min(from + ITEMS_PER_TILE, rows.length);
                    for (int d = 0; d < counts.length; d++) {
                        for (int i = from; i < to; i += ROWS) {
                            add(partial[d], rows, i, counts[d]);
                        }
                    }
                }
                for (int d = 0; d < counts.length; d++) {
                    System.arraycopy(partial[d], 0, sums[d], t * TILE, partial[d].length);
                }
            }
            return sums;
        }

        /// Eight items at once, since each sum then is read and written once for eight products. The rows are parameters of
        /// their own so that the compiler turns the loop into vector instructions, which it does not for one array with
        /// eight offsets.
        private static void add(float[] sums, float[][] rows, int i, float[] count) {
            add(sums, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], rows[i + 5], rows[i + 6], rows[i + 7],
                    count[i], count[i + 1], count[i + 2], count[i + 3], count[i + 4], count[i + 5], count[i + 6], count[i + 7]);
        }

        private static void add(float[] sums, float[] r0, float[] r1, float[] r2, float[] r3, float[] r4, float[] r5, float[] r6,
                float[] r7, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += c0 * r0[j] + c1 * r1[j] + c2 * r2[j] + c3 * r3[j] + c4 * r4[j] + c5 * r5[j] + c6 * r6[j] + c7 * r7[j];
            }
        }
    }
}
