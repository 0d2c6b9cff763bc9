package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The statistics of every segment of a corpus: what corpus scores, intervals and paired tests are computed from.
public final class SegmentStatistics {

    /// Enough segments for a task to be worth its scratch memory.
    private static final int SEGMENTS_PER_TASK = 256;

    private final int width;
    private final double[] values;

    /// @param values one row after the other, `width` numbers each
    public SegmentStatistics(int width, double[] values) {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " numbers do not make rows of " + width);
        }
        this.width = width;
        this.values = values;
    }

    /// Reads a corpus, on all cores; the numbers do not depend on how many there are.
    ///
    /// @param references one list for each reference stream, as long as `hypotheses`; null entries are missing references
    public static SegmentStatistics of(CorpusMetric metric, List<String> hypotheses, List<List<String>> references) {
        int segments = hypotheses.size();
        if (segments == 0) {
            throw new IllegalArgumentException("a corpus needs at least one segment");
        }
        for (List<String> stream : references) {
            if (stream.size() != segments) {
                throw new IllegalArgumentException("a reference stream has " + stream.size() + " segments, the hypotheses have " + segments);
            }
        }
        int width = metric.width();
        double[] values = new double[Math.multiplyExact(segments, width)];
        IntStream.range(0, (segments + SEGMENTS_PER_TASK - 1) / SEGMENTS_PER_TASK).parallel().forEach(task -> {
            CorpusMetric.SegmentReader reader = metric.reader();
            List<String> ours = new ArrayList<>(references.size());
            int end = Math.min(segments, (task + 1) * SEGMENTS_PER_TASK);
            for (int segment = task * SEGMENTS_PER_TASK; segment < end; segment++) {
                ours.clear();
                for (List<String> stream : references) {
                    ours.add(stream.get(segment));
                }
                try {
                    reader.read(hypotheses.get(segment), ours, values, segment * width);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("segment " + (segment + 1) + ": " + e.getMessage(), e);
                }
            }
        });
        return new SegmentStatistics(width, values);
    }

    /// How many references the segments have: their common number, or `var`.
    public static String referenceCount(List<List<String>> references) {
        if (references.isEmpty()) {
            return "0";
        }
        int common = -1;
        for (int segment = 0; segment < references.getFirst().size(); segment++) {
            int count = 0;
            for (List<String> stream : references) {
                count += stream.get(segment) == null ? 0 : 1;
            }
            if (common >= 0 && count != common) {
                return "var";
            }
            common = count;
        }
        return Integer.toString(common);
    }

    public int segments() {
        return values.length / width;
    }

    public int width() {
        return width;
    }

    /// A copy of one segment's statistics.
    public double[] row(int segment) {
        return Arrays.copyOfRange(values, segment * width, (segment + 1) * width);
    }

    /// The corpus's statistics, added in the order of the segments.
    public double[] sum() {
        double[] sum = new double[width];
        for (int row = 0; row < values.length; row += width) {
            for (int column = 0; column < width; column++) {
                sum[column] += values[row + column];
            }
        }
        return sum;
    }

    double value(int segment, int column) {
        return values[segment * width + column];
    }

    /// One column in single precision, as NumPy's resampling holds it.
    float[] singles(int column) {
        float[] singles = new float[segments()];
        for (int segment = 0; segment < singles.length; segment++) {
            singles[segment] = (float) value(segment, column);
        }
        return singles;
    }
}
