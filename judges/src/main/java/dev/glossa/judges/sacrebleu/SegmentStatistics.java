package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.List;

/// The statistics of every segment of a corpus: what corpus scores, intervals and paired tests are computed from.
public final class SegmentStatistics {

    private static final int SEGMENTS_PER_PIECE = 256;

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
        Cores.share((segments + SEGMENTS_PER_PIECE - 1) / SEGMENTS_PER_PIECE, new Cores.Workers() {
            @Override
            public Cores.Worker worker() {
                return new Reading(metric.reader(), hypotheses, references, width, values);
            }
        });
        return new SegmentStatistics(width, values);
    }

    /// One core's part of a corpus.
    private record Reading(CorpusMetric.SegmentReader reader, List<String> hypotheses, List<List<String>> references, int width, double[] values)
            implements Cores.Worker {

        @Override
        public void work(int piece) {
            int end = Math.min(hypotheses.size(), (piece + 1) * SEGMENTS_PER_PIECE);
            for (int segment = piece * SEGMENTS_PER_PIECE; segment < end; segment++) {
                try {
                    reader.read(hypotheses, references, segment, values, segment * width);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("segment " + (segment + 1) + ": " + e.getMessage(), e);
                }
            }
        }
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
