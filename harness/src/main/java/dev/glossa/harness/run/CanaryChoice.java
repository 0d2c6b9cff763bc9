package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which canaries a scorer is given in one task, and what they are made of.
final class CanaryChoice {
    private final TaskRun task;
    private final CompletionIndex answers;
    private final Map<String, Sample> abroad;

    CanaryChoice(TaskRun task, CompletionIndex answers) {
        this.task = task;
        this.answers = answers;
        this.abroad = task.languages().size() == 1 ? abroad(task) : Map.of();
    }

    /// The canaries of some languages, as answers to be scored, language by language.
    List<Answered> of(Metric metric, Scorer scorer, Set<Language> languages) {
        List<Answered> canaries = new ArrayList<>();
        for (Language language : task.languages()) {
            if (!languages.contains(language)) {
                continue;
            }
            List<Sample> items = task.foremost(language).stream().filter(metric::reads).limit(scorer.canaryItems()).toList();
            for (int place = 0; place < items.size(); place++) {
                Sample sample = items.get(place);
                Key key = Key.of(sample.id());
                if (!task.holds(key)) {
                    continue;
                }
                Canary.Material material = new Canary.Material(place, sample, answer(sample), elsewhere(sample), task.seed());
                for (Canary canary : scorer.canaries(material)) {
                    if (!canary.sample().language().equals(language) || !metric.reads(canary.sample())) {
                        throw new IllegalStateException(canary.key(key) + ": " + metric.name() + " cannot score its own canary");
                    }
                    canaries.add(new Answered(canary.sample(), canary.key(key), canary.answer(), canary.rival()));
                }
            }
        }
        return canaries;
    }

    private Optional<Completion> answer(Sample sample) {
        return answers.find(Key.of(sample.id())).map(CompletionRecord::completion);
    }

    private Optional<Canary.Elsewhere> elsewhere(Sample here) {
        Stream<Sample> others = Stream.concat(task.languages().stream().flatMap(language -> task.foremost(language).stream()),
                abroad.values().stream());
        Sample found = others.filter(sample -> sample.item().equals(here.item()) && !sample.language().equals(here.language()))
                .min(java.util.Comparator.comparingInt(sample -> distance(sample.language(), here.language()))).orElse(null);
        return Optional.ofNullable(found).map(sample -> new Canary.Elsewhere(sample, answer(sample)));
    }

    /// English first, then other scripts; the order of the languages decides among equals.
    private static int distance(Language language, Language from) {
        return language.code().equals("en") ? 0 : !language.script().equals(from.script()) ? 1 : 2;
    }

    /// The items of a run of one language in another that the data holds: English, or the first in another script.
    private static Map<String, Sample> abroad(TaskRun run) {
        Language here = run.languages().getFirst();
        Optional<Language> other = run.task().languages().stream().filter(language -> !language.equals(here))
                .min(java.util.Comparator.comparingInt(language -> distance(language, here)));
        Set<String> wanted = run.foremost(here).stream().map(Sample::item).collect(Collectors.toSet());
        Map<String, Sample> found = new LinkedHashMap<>();
        if (other.isPresent()) {
            try (Stream<Task.Question> questions = run.task().questions(other.get())) {
                questions.map(Task.Question::sample).filter(sample -> wanted.contains(sample.item())).limit(wanted.size())
                        .forEach(sample -> found.put(sample.item(), sample));
            }
        }
        return found;
    }
}
