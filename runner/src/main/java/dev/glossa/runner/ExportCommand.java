package dev.glossa.runner;

import dev.glossa.harness.run.RunDirectory;
import dev.glossa.reports.publish.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a scored run as other harnesses write theirs.
@Command(name = "export", mixinStandardHelpOptions = true, description = "Write a scored run as other harnesses write theirs.",
        footer = {"", "lm-eval: one results file. inspect: a folder with one .eval log for each benchmark and language.",
            "hub: a folder .eval_results for the model's repository on the Hugging Face hub, a YAML file for each benchmark.",
            "Questions and references are left out, since some test sets ask not to be republished; the ids lead to them. So are their",
            "texts within answers to them, which needs the data, and what scorers noted of these."})
final class ExportCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "RUN", description = "Folder of a scored run.")
    Path run;

    @Option(names = "--to", required = true, paramLabel = "lm-eval|inspect|hub", description = "Whose form.")
    String to;

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "File (lm-eval) or folder (inspect, hub) to write; it must not be there yet.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "With inspect: where the data is now; by default where it was when the run was asked.")
    String data;

    @Override
    public Integer call() throws Exception {
        if (!List.of("lm-eval", "inspect", "hub").contains(to)) {
            throw new ParameterException(command.commandLine(), "--to " + to + ": there are lm-eval, inspect and hub");
        }
        if (Files.exists(out)) {
            throw new IllegalArgumentException(out + ": is there already; name another place");
        }
        RunDirectory directory = RunDirectory.read(run);
        List<ExportedTask> tasks = ExportedTask.of(directory);
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(run + ": has no scores; score it first: glossa score " + run);
        }
        if (to.equals("lm-eval")) {
            Files.writeString(out, LmEvalResults.json(directory.manifest(), tasks));
        } else if (to.equals("hub")) {
            if (HubResults.write(directory.manifest(), tasks, out) == 0) {
                throw new IllegalArgumentException(run + ": none of its data sets is on the hub, so there is nothing to hang results on");
            }
        } else {
            Map<String, Redaction> redactions = redactions(directory, tasks);
            Files.createDirectories(out);
            InspectLog.write(directory, tasks, redactions, out);
        }
        command.commandLine().getErr().println("%s: %,d tasks; questions and references are left out, since some test sets ask not to be republished"
                .formatted(out, tasks.size()));
        return 0;
    }

    /// Of each task whose data is not to be republished, by its name.
    private Map<String, Redaction> redactions(RunDirectory directory, List<ExportedTask> tasks) {
        List<ExportedTask> marked = tasks.stream().filter(task -> MarkedData.isMarked(task.entry().signature())).toList();
        Map<String, Redaction> redactions = new HashMap<>();
        if (!marked.isEmpty()) {
            RecordedTasks recorded = RecordedTasks.of(directory, data);
            marked.forEach(task -> redactions.put(task.name(), RunCopy.texts(recorded, task.entry().name(), task.language())));
        }
        return redactions;
    }
}
