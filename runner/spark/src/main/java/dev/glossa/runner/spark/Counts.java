package dev.glossa.runner.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/// What tasks of this application have done, of those that were finished.
///
/// @param answers that were journaled, failures among them
/// @param models  opened, such as COMET's, which each executor opens once
record Counts(LongAccumulator answers, LongAccumulator failed, LongAccumulator scores, LongAccumulator models) implements Serializable {
    static final List<String> NAMES = List.of("answers", "failed", "scores", "models opened");

    static Counts of(SparkContext spark) {
        return new Counts(spark.longAccumulator(NAMES.get(0)), spark.longAccumulator(NAMES.get(1)), spark.longAccumulator(NAMES.get(2)), spark.longAccumulator(NAMES.get(3)));
    }

    @Override
    public String toString() {
        return "%,d answers, %,d failed, %,d scores by this job; %,d models opened".formatted(answers.value(), failed.value(), scores.value(), models.value());
    }
}
