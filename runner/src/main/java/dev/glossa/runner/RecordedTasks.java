package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.AskedTask;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tasks of a run, opened again as its manifest says and found unchanged.
record RecordedTasks(List<TaskRun> tasks) {

    /// @param data where the data is now; null for where it was
    static RecordedTasks of(RunDirectory directory, String data) {
        Manifest manifest = directory.manifest();
        Languages languages = directory.languages();
        List<TaskRun> tasks = new ArrayList<>();
        for (Manifest.TaskEntry entry : manifest.tasks()) {
            Task task = AskedTask.as(RecordedBenchmark.open(directory, entry, data, languages), Signature.parse(entry.signature()));
            same(directory, entry, task);
            List<Language> asked = new ArrayList<>();
            for (Map.Entry<String, Map<String, String>> language : entry.languages().entrySet()) {
                Language found = languages.get(language.getKey());
                if (!task.languages().contains(found) || !task.digests(found).equals(language.getValue())) {
                    throw new IllegalArgumentException("%s: the data of %s for %s is not what the run was asked with (%s); name it: --data DIR"
                            .formatted(directory.path(), entry.name(), found.code(), language.getValue().keySet()));
                }
                asked.add(found);
            }
            TaskRun run = TaskRun.of(task, asked, manifest.selection(entry), manifest.repeat());
            same(directory, entry, run.task());
            tasks.add(run);
        }
        return new RecordedTasks(tasks);
    }

    private static void same(RunDirectory directory, Manifest.TaskEntry entry, Task task) {
        if (!task.signature().toString().equals(entry.signature())) {
            throw new IllegalArgumentException("%s: %s was asked as\n  %s\nand would now be asked as\n  %s\nName the data of the run: --data DIR"
                    .formatted(directory.path(), entry.name(), entry.signature(), task.signature()));
        }
    }
}
