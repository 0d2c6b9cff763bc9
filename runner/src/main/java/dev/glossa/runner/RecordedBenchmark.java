package dev.glossa.runner;

import dev.glossa.benchmarks.task.TaskFiles;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import java.util.Map;

/// A benchmark of a run, opened again as its manifest says: from the task file that the run keeps, or by name.
final class RecordedBenchmark {
    /// Under it and the benchmark's name, a manifest's provenance keeps where a task file's own data was.
    static final String DATA = "data.";

    private RecordedBenchmark() {}

    /// @param data where the data is now; null for where it was
    static Task open(RunDirectory directory, Manifest.TaskEntry entry, String data, Languages languages) {
        String place = place(directory, entry, data);
        Benchmark benchmark = directory.task(entry.name()).map(file -> TaskFiles.open(file).benchmark())
                .orElseGet(() -> Registry.benchmarks().find(entry.name()));
        return benchmark.open(RecordedOptions.read(entry.options(), AskingOptions.data(place.isEmpty() ? null : place), languages));
    }

    /// The folder that its data is opened from; empty for the Hugging Face cache.
    ///
    /// @param data where the data is now; null for where it was
    static String place(RunDirectory directory, Manifest.TaskEntry entry, String data) {
        Map<String, String> provenance = directory.manifest().provenance();
        return data != null ? data : provenance.getOrDefault(DATA + entry.name(), provenance.getOrDefault("data", ""));
    }
}
