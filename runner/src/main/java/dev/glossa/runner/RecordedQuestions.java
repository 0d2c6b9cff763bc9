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

/// The questions of some runs, for readers of their samples: of the first run of each benchmark whose data is still where it
/// was, or where the user says. Data that is not there costs the questions, not the report.
final class RecordedQuestions implements Questions {
    /// A task, and the digests of the files that it was asked from.
    private record Asked(Task task, Map<String, Map<String, String>> digests) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>();

    /// @param data where the data is now; null for where it was
    RecordedQuestions(List<Run> runs, Languages languages, String data, PrintWriter err) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Run run : runs) {
            for (Manifest.TaskEntry entry : run.manifest().tasks()) {
                if (asked.containsKey(entry.name())) {
                    continue;
                }
                try {
                    Task task = RecordedBenchmark.open(run.directory(), entry, data, languages);
                    asked.put(entry.name(), new Asked(task, entry.languages()));
                    missing.remove(entry.name());
                } catch (IllegalArgumentException e) {
                    missing.putIfAbsent(entry.name(), e.getMessage());
                }
            }
        }
        missing.forEach((benchmark, why) -> err.println(benchmark + ": samples are shown without their questions, since the data is not at hand ("
                + why.lines().findFirst().orElse("") + "); name it: --data DIR"));
    }

    @Override
    public Stream<Task.Question> of(String benchmark, Language language) {
        Asked of = asked.get(benchmark);
        boolean same = of != null && of.task().languages().contains(language)
                && of.task().digests(language).equals(of.digests().get(language.code()));
        return same ? of.task().questions(language) : Stream.empty();
    }
}
