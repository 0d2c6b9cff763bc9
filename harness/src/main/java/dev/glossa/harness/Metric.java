package dev.glossa.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A number that a benchmark reports: what scores its samples, and how those scores pool into one. Found through `ServiceLoader`.
public interface Metric {
    /// In lower case, such as `chrf`.
    String name();

    Scale scale();

    /// Whether it can read answers to a sample like this one.
    boolean reads(Sample sample);

    /// Whether it compares an answer with another model's: its scorer then finds that one in [Answered#rival].
    default boolean compares() {
        return false;
    }

    /// Why values in a language are not to be trusted, such as a model that never saw it; empty where they are. Such a
    /// language is scored only on request, says so, and counts in no mean over languages.
    default Optional<String> reservation(Language language) {
        return Optional.empty();
    }

    /// Answers that are right by a sample's own gold answer, in every form that this metric claims to read; none where it
    /// knows none. Each must score 1: a run checks it before it asks anything.
    ///
    /// @param settings what the task tells its metrics ([Task#settings])
    default Function<Sample, List<Completion>> golds(Map<String, String> settings) {
        return _ -> List.of();
    }

    /// Which canaries of one item it rated wrongly, and why in words for people; a canary that is not named was rated as it
    /// should be, or has no score to tell by.
    ///
    /// @param canaries scores by the canary's name, without [Canary#REPEAT]
    default Map<String, String> misjudged(Map<String, Score> canaries) {
        return Map.of();
    }

    /// The value of an answer that was guessed, from 0 to 1, such as a quarter where one of four options is right; empty where
    /// guessing is worth nothing. Scores keep it, so that a report can say which languages are no better.
    default OptionalDouble chance(Sample sample) {
        return OptionalDouble.empty();
    }

    /// What the roles of its judge's calls begin with, up to a colon: the verdicts that its scores rest on.
    default Set<String> calls() {
        return Set.of(name());
    }

    /// Opens what scores; it may load a model, or ask for a judge.
    Scorer scorer(Resources resources);

    /// The pooled value of summed statistics; a mean unless the metric says otherwise. No finite number where they hold nothing
    /// that a value could rest on.
    default double pool(Statistics total) {
        return total.get(0) / total.get(1);
    }

    /// How many sums the statistics of each of its scores have.
    default int width() {
        return 2;
    }

    /// Other readings of the same sums by name, such as one criterion of a rubric.
    default Map<String, ToDoubleFunction<Statistics>> facets() {
        return Map.of();
    }

    /// Whether a larger value is better.
    default boolean ascending() {
        return true;
    }

    /// Which values of a facet are better: as of the metric itself, unless it says otherwise.
    ///
    /// @param facet as [#facets] names it; any other name is the metric itself
    default Direction direction(String facet) {
        return ascending() ? Direction.MORE_IS_BETTER : Direction.LESS_IS_BETTER;
    }

    /// How values of a facet are stored and printed: as the metric's own, unless it says otherwise.
    ///
    /// @param facet as [#facets] names it; any other name is the metric itself
    default Scale scale(String facet) {
        return scale();
    }

    /// Which of two values is better. Where neither is, nobody is ranked by it.
    enum Direction {
        MORE_IS_BETTER, LESS_IS_BETTER, NEITHER
    }

    /// How values are stored and printed.
    enum Scale {
        /// Stored from 0 to 1, printed as percent.
        PROPORTION,
        /// Stored and printed from 0 to 100, as sacreBLEU does.
        POINTS,
        /// Stored and printed as the model gives it.
        RAW,
        /// A mean number of something, from 0 on; stored and printed as it is.
        COUNT
    }

    /// What a scorer may ask the stage for.
    interface Resources {
        /// The judge model under this role; its calls are journaled, and journaled calls are not made again.
        ///
        /// @throws IllegalArgumentException when the user named no judge
        Backend judge();

        /// What marks the borders of foreign text in a judge's prompt about this answer: 16 hexadecimal digits that nobody who
        /// wrote the text could know, and that are the same whenever the run is judged again.
        ///
        /// @param texts that must not hold the mark
        String mark(Key key, List<String> texts);

        /// A file or folder that the user named for this purpose, such as a model (`comet`) or a judge prompt (`judge-prompt`).
        Optional<java.nio.file.Path> file(String purpose);

        /// A further option of the user's, such as `judge-language`, else of the task's ([Task#settings]).
        Optional<String> option(String name);

        /// What the run was asked with, where a scorer depends on it: the language table's entry for a code.
        Function<String, Language> languages();
    }
}
