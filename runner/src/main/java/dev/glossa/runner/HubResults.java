package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Manifest;
import dev.glossa.reports.aggregate.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Hub's evaluation results: a YAML file for each benchmark, for the folder `.eval_results` of a model's repository. The
/// headline metric in each language is an entry whose `task_id` is the language; a data set that is not on the hub has none.
final class HubResults {
    private HubResults() {}

    /// @return how many entries were written
    static int write(Manifest manifest, List<ExportedTask> tasks, Path folder) throws IOException {
        Map<String, List<String>> byBenchmark = new LinkedHashMap<>();
        int written = 0;
        for (ExportedTask task : tasks) {
            String data = Signature.parse(task.entry().signature()).parts().getOrDefault("data", "");
            Optional<String> headline = task.entry().metrics().stream().filter(task.numbers()::containsKey).findFirst();
            Optional<String> id = id(data.replaceFirst("@[^@]*$", ""));
            if (id.isEmpty() || headline.isEmpty() || !isPrinted(task.numbers().get(headline.get()))) {
                continue;
            }
            byBenchmark.computeIfAbsent(task.entry().name(), _ -> new ArrayList<>()).add(entry(manifest, task, headline.get(), task.numbers().get(headline.get()), id.get(), data.substring(data.indexOf('@') + 1)));
            written++;
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, List<String>> file : byBenchmark.entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".yaml"), String.join("", file.getValue()));
        }
        return written;
    }

    /// Whether a report would print it: not where too many of its samples have no score.
    private static boolean isPrinted(ExportedTask.Number number) {
        return number.value().isPresent() && number.unscored() <= Aggregate.Options.DEFAULT.maxUnscored() * (number.scored() + number.unscored());
    }

    /// A data set's id on the hub, `ORG/NAME`.
    private static Optional<String> id(String source) {
        return DataSets.find(source).map(DataSet::repository).or(() -> Optional.of(source).filter(name -> name.matches("[\\w.-]+/[\\w.-]+")));
    }

    private static String entry(Manifest manifest, ExportedTask task, String metric, ExportedTask.Number number, String id, String revision) {
        double value = number.value().getAsDouble() * (number.metric().scale() == Metric.Scale.PROPORTION ? 100 : 1);
        String notes = "%s in %s; %d samples, %d of them unscored; %s; signature %s".formatted(metric, task.language(), number.scored() + number.unscored(), number.unscored(),
                number.metric().scale() == Metric.Scale.PROPORTION ? "percent" : "as the metric gives it", number.signature());
        return "- dataset:\n    id: " + quoted(id) + "\n    task_id: " + quoted(task.language()) + "\n"
                + (revision.matches("[0-9a-f]{7,64}") ? "    revision: " + quoted(revision) + "\n" : "")
                + "  value: " + value + "\n  date: " + quoted(manifest.date().toString()) + "\n  notes: " + quoted(notes) + "\n";
    }

    /// JSON's strings are YAML's.
    private static String quoted(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }
}
