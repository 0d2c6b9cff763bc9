package dev.glossa.reports;

import dev.glossa.harness.Language;
import dev.glossa.harness.Task.Question;
import java.util.stream.Stream;

/// The questions behind the answers, where the data is at hand: a run's folder holds no question.
public interface Questions {
    /// No data is at hand: samples are shown without question and reference.
    Questions NONE = (_, _, _) -> Stream.empty();

    /// What a run was asked of a benchmark in one language, in the data's order; nothing where that very data is not at hand.
    /// The caller closes the stream.
    Stream<Question> of(Run run, String benchmark, Language language);
}
