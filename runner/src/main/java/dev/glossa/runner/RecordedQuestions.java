package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.Manifest;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The questions of some runs, for readers of their samples: from wherever any of the runs was asked, or from where the user
/// says, if it is the very data that the run was asked from. Data that is not there costs the questions, not the report.
final class RecordedQuestions implements Questions {
    /// A benchmark's task by how it was opened and from where.
    private record Opened(String benchmark, Map<String, String> options, String place) {}

    private final Map<Opened, Task> opened = new LinkedHashMap<>();

    /// @param data where the data is now; null for where it was
    RecordedQuestions(List<Run> runs, Languages languages, String data, PrintWriter err) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Run run : runs) {
            for (Manifest.TaskEntry entry : run.manifest().tasks()) {
                Opened from = new Opened(entry.name(), entry.options(), RecordedBenchmark.place(run.directory(), entry, data));
                if (opened.containsKey(from)) {
                    continue;
                }
                try {
                    opened.put(from, RecordedBenchmark.open(run.directory(), entry, data, languages));
                } catch (IllegalArgumentException e) {
                    missing.putIfAbsent(entry.name(), e.getMessage());
                }
            }
        }
        opened.keySet().forEach(from -> missing.remove(from.benchmark()));
        missing.forEach((benchmark, why) -> err.println(benchmark + ": samples are shown without their questions, since the data is not at hand ("
                + why.lines().findFirst().orElse("") + "); name it: --data DIR"));
    }

    @Override
    public Stream<Task.Question> of(Run run, String benchmark, Language language) {
        String asked = run.manifest().task(benchmark).map(task -> task.data(language.code())).orElse("");
        return opened.entrySet().stream().filter(from -> from.getKey().benchmark().equals(benchmark)).map(Map.Entry::getValue)
                .filter(task -> task.languages().contains(language) && Manifest.TaskEntry.data(task.digests(language)).equals(asked))
                .findFirst().map(task -> task.questions(language)).orElse(Stream.empty());
    }
}
