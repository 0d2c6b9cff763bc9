package dev.glossa.reports.gate;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Languages;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import dev.glossa.reports.Visible;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What stands behind the sample ids of a verdict: the question, where the data is at hand, and both answers. Only samples of
/// violated rules are read, and of data that is not to be republished none: verdicts are for pull requests.
public final class SampleTexts {
    /// Without any text.
    public static final SampleTexts NONE = new SampleTexts(Map.of(), _ -> false);
    private static final int LONGEST = 400;

    /// @param question empty where the data is not at hand
    record Text(Optional<String> question, Optional<String> base, Optional<String> candidate) {}

    private record Place(String benchmark, String language) {}

    /// By candidate and sample.
    private final Map<String, Map<String, Text>> texts;

    private final Predicate<String> marked;

    private SampleTexts(Map<String, Map<String, Text>> texts, Predicate<String> marked) {
        this.texts = texts;
        this.marked = marked;
    }

    /// Whether a benchmark's texts are left out, since its data is not to be republished.
    boolean isMarked(String benchmark) {
        return marked.test(benchmark);
    }

    Optional<Text> of(Verdict verdict, String sample) {
        return Optional.ofNullable(texts.getOrDefault(verdict.candidate(), Map.of()).get(sample));
    }

    /// Whether there is anything to read.
    public static boolean any(List<Verdict> verdicts) {
        return verdicts.stream().flatMap(v -> v.findings().stream()).anyMatch(SampleTexts::shown);
    }

    static boolean shown(Finding finding) {
        return finding.status() == Status.VIOLATED && !(finding.lost().isEmpty() && finding.won().isEmpty());
    }

    /// @param runs   the base first, then every candidate in the order of the verdicts
    /// @param marked whether the items of a benchmark are not to be republished: nothing of their text is read
    public static SampleTexts of(List<Run> runs, List<Verdict> verdicts, Questions questions, Languages languages, Predicate<String> marked) {
        Map<String, Map<String, Text>> texts = new HashMap<>();
        Map<String, Optional<String>> asked = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        verdicts.forEach(v -> ids(v, marked).forEach(wanted::add));
        wanted.stream().map(SampleId::parse).map(id -> new Place(id.benchmark(), id.language())).distinct().forEach(place -> {
            try (Stream<Question> all = questions.of(runs.getFirst(), place.benchmark(), languages.get(place.language()))) {
                all.filter(q -> wanted.contains(q.sample().id().toString())).forEach(q -> asked.put(q.sample().id().toString(), Optional.of(shortened(q.sample().input()))));
            }
        });
        try (CompletionIndex base = runs.getFirst().directory().index()) {
            for (int v = 0; v < verdicts.size(); v++) {
                try (CompletionIndex candidate = runs.get(v + 1).directory().index()) {
                    Map<String, Text> found = texts.computeIfAbsent(verdicts.get(v).candidate(), _ -> new HashMap<>());
                    ids(verdicts.get(v), marked).distinct().forEach(id -> found.put(id, new Text(asked.getOrDefault(id, Optional.empty()), answer(base, id), answer(candidate, id))));
                }
            }
        }
        return new SampleTexts(texts, marked);
    }

    private static Stream<String> ids(Verdict verdict, Predicate<String> marked) {
        return verdict.findings().stream().filter(f -> shown(f) && !marked.test(f.rule().benchmark())).flatMap(f -> Stream.concat(f.lost().stream(), f.won().stream()));
    }

    private static Optional<String> answer(CompletionIndex index, String id) {
        return index.find(Key.of(SampleId.parse(id))).map(CompletionRecord::completion).map(completion -> switch (completion) {
            case Completion.Text text -> shortened(text.text());
            case Completion.Likelihoods likelihoods -> "log-likelihoods " + likelihoods.values();
            case Completion.Failed(String reason) -> "failed: " + shortened(reason);
        });
    }

    private static String shortened(String text) {
        return Visible.line(text, LONGEST);
    }
}
