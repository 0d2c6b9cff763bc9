package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.List;

/// A metric of sacreBLEU: a segment gives statistics, statistics add, and a sum of them gives a score.
///
/// So a sentence score, a corpus score, a bootstrap resample and a paired test are the same function of one, all or some segments'
/// statistics. Instances are immutable and may be shared by threads.
public sealed interface CorpusMetric permits Bleu, ChrF, Ter {

    /// The name beside a score, such as `BLEU`, `chrF2++` or `TER`.
    String name();

    /// How many numbers a segment's statistics have.
    int width();

    /// What summed statistics say, with the parts that are printed beside the score.
    MetricScore pool(double[] statistics);

    /// What the score was computed with.
    ///
    /// @param references how many references each segment had, or `var`
    MetricSignature signature(String references);

    /// A reader of segments with scratch memory of its own: one for each thread.
    SegmentReader reader();

    /// The statistics of one segment.
    ///
    /// @param references at least one; null stands for a reference that this segment lacks, while "" is a real and empty one
    default double[] statistics(String hypothesis, List<String> references) {
        double[] statistics = new double[width()];
        reader().read(hypothesis, references, statistics, 0);
        return statistics;
    }

    /// The score of summed statistics, 0-100 for BLEU and chrF, 0 and up for TER.
    default double score(double[] statistics) {
        return pool(statistics).score();
    }

    /// The score of one segment.
    default double score(String hypothesis, List<String> references) {
        return score(statistics(hypothesis, references));
    }

    /// The score of a corpus.
    ///
    /// @param references one list for each reference stream, as long as `hypotheses`; null entries are missing references
    default MetricScore corpus(List<String> hypotheses, List<List<String>> references) {
        return pool(SegmentStatistics.of(this, hypotheses, references).sum());
    }

    default MetricSignature signature(int references) {
        return signature(Integer.toString(references));
    }

    /// Reads segments into statistics.
    interface SegmentReader {
        /// Writes the statistics of one segment to `into`, from `offset` on.
        void read(String hypothesis, List<String> references, double[] into, int offset);

        /// The same for one segment of a corpus.
        ///
        /// @param references one list for each reference stream
        default void read(List<String> hypotheses, List<List<String>> references, int segment, double[] into, int offset) {
            List<String> ours = new ArrayList<>(references.size());
            for (List<String> stream : references) {
                ours.add(stream.get(segment));
            }
            read(hypotheses.get(segment), ours, into, offset);
        }
    }
}
