package dev.glossa.harness;

import java.util.List;

/// What scores completions; open for the time of one stage, and holds whatever model it needs.
public interface Scorer extends AutoCloseable {
    /// Everything about the scoring that could change a number: metric parameters, judge, its prompt's digest, revisions.
    Signature signature();

    /// How many answers one call likes to get.
    default int batchSize() {
        return 1;
    }

    /// How many calls may run at once.
    default int parallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// One score for each answer, in their order; a score depends on its own answer alone.
    List<Score> score(List<Answered> batch) throws InterruptedException;

    /// How many items of each language it wants canaries of; 0 for none.
    default int canaryItems() {
        return 0;
    }

    /// Canaries of one such item: answers whose worth is known, to be scored beside the model's. What their scores say is
    /// [Metric#misjudged]'s to tell.
    default List<Canary> canaries(Canary.Material material) {
        return List.of();
    }

    @Override
    default void close() {}
}
