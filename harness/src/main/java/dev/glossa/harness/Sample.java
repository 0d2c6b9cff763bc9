package dev.glossa.harness;

import java.util.Map;
import java.util.TreeMap;

/// One question of a benchmark in one language.
///
/// @param benchmark  the benchmark's name
/// @param language   the language of the answer
/// @param item       key of the question, the same in every language: parallel samples are one cluster in every statistic
/// @param input      the question as a reader would see it, without the instructions that the prompt wraps around it
/// @param target     what the answer is held against
/// @param attributes what reports can group by, such as `subject` or `cultural_sensitivity`
public record Sample(
        String benchmark, Language language, String item, String input, Target target, Map<String, String> attributes) {
    public Sample {
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public Sample(String benchmark, Language language, String item, String input, Target target) {
        this(benchmark, language, item, input, target, Map.of());
    }

    public SampleId id() {
        return new SampleId(benchmark, language.code(), item);
    }
}
