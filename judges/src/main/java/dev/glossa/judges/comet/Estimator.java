package dev.glossa.judges.comet;

import java.util.List;

/// A model family at work.
sealed interface Estimator extends AutoCloseable permits RegressionEstimator, UnifiedEstimator, ErrorSpanEstimator {
    /// One rating for each segment, in their order.
    List<Rating> rate(List<Segment> segments);

    /// How many sequences have gone through the encoder.
    long passes();

    @Override
    void close();
}
