package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.AskStage;
import dev.glossa.harness.run.AskedTask;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Spending;
import dev.glossa.harness.run.TaskRun;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Asks a model and journals what it said; the same command again goes on where it stopped.
@Command(name = "run", mixinStandardHelpOptions = true, description = "Ask a model; the same command again goes on where it stopped.",
        footer = {"", "Models: llama:FILE.gguf?ctx=8192&gpu_layers=99, hf:ORG/REPO/FILE.gguf, https://HOST/v1?model=NAME&key_env=VAR, replay:FILE.jsonl."})
final class RunCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Option(names = "--model", paramLabel = "URI", description = "The model.")
    String model;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name in tables; by default what the model calls itself.")
    String name;

    @Option(names = "--revision", paramLabel = "R", description = "What identifies a remote model's weights, such as a commit or a date.")
    String revision;

    @Mixin
    AskingOptions asking;

    @Mixin
    BackendOptions backends;

    @Mixin
    SpendingOptions spending;

    @Option(names = "--date", paramLabel = "D", description = "The day that chat templates see, as 2026-08-23; by default the day the run began.")
    LocalDate date;

    @Option(names = "--retry-failed", description = "Ask again what failed in an earlier attempt.")
    boolean retryFailed;

    @Option(names = "--judge", paramLabel = "URI", description = "Score the run when it is complete, with this judge.")
    List<String> judges = new ArrayList<>();

    @Option(names = "--out", paramLabel = "RUN", description = "Folder of the run.")
    Path out;

    @Option(names = "--dry-run", description = "Read and check everything, show what would be asked, and ask nothing.")
    boolean dryRun;

    @Option(names = "--show", paramLabel = "N", defaultValue = "1", description = "Prompts per language that --dry-run shows. 1 by default.")
    int show;

    @Override
    public Integer call() throws InterruptedException {
        Usage.of(command, () -> {
            asking.check();
            if (dryRun) {
                return null;
            }
            if (model == null || out == null) {
                throw new IllegalArgumentException("Missing required options: " + (model == null ? out == null ? "'--model=URI', '--out=RUN'" : "'--model=URI'" : "'--out=RUN'"));
            }
            Registry.backends().find(ModelUri.parse(model).scheme());
            judges.forEach(judge -> Registry.backends().find(ModelUri.parse(judge).scheme()));
            spending.spending();
            return null;
        });
        if (dryRun) {
            AskingOptions.Plan plan = asking.plan();
            plan.notes().forEach(command.commandLine().getErr()::println);
            Preview.print(plan, Math.max(0, show), command.commandLine().getOut());
            return 0;
        }
        if (!ask()) {
            return 1;
        }
        if (!judges.isEmpty()) {
            ScoreCommand score = new ScoreCommand();
            score.command = command;
            score.backends = backends;
            score.run = out;
            score.judges = judges;
            return score.call();
        }
        return 0;
    }

    /// @return whether any sample has an answer
    private boolean ask() throws InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        AskingOptions.Plan plan = asking.plan();
        plan.notes().forEach(err::println);
        LocalDate day = date != null ? date : begun().orElseGet(LocalDate::now);
        try (Backend backend = backends.open(model, day, Optional.ofNullable(revision))) {
            AskStage.check(backend, plan.tasks());
            Manifest manifest = new Manifest(Manifest.FORMAT, name != null ? name : backend.identity().name(), backend.identity(), entries(backend, plan),
                    asking.limit == null ? OptionalInt.empty() : OptionalInt.of(asking.limit), asking.seed, asking.shard, asking.repeat, day, provenance(plan));
            try (RunDirectory directory = RunDirectory.create(out, manifest); ProgressLine progress = new ProgressLine(err)) {
                if (asking.languagesFile != null) {
                    directory.keepLanguages(asking.languagesFile);
                }
                plan.files().forEach((benchmark, file) -> directory.keepTask(benchmark, file.text()));
                Optional<Spending> spent = spending.spending();
                spent.ifPresent(meter -> directory.readCompletions(record -> meter.count(backend.identity().name(), record.completion())));
                AskStage.Summary summary = AskStage.run(directory, spent.map(meter -> meter.around(backend)).orElse(backend), plan.tasks(), retryFailed, progress);
                progress.clear();
                spent.ifPresent(meter -> err.println(out + ": " + meter));
                err.println("%s: %,d answered%s%s%s".formatted(out, summary.answered(),
                        summary.kept() == 0 ? "" : ", %,d kept from before".formatted(summary.kept()),
                        summary.truncated() == 0 ? "" : ", %,d of them cut off at the token limit".formatted(summary.truncated()),
                        summary.failed() == 0 ? "" : ", %,d failed".formatted(summary.failed())));
                summary.failure().ifPresent(failure -> err.println("%s%s".formatted(summary.isFailure() ? "glossa: nothing was answered: " : "failed, among others: ",
                        failure + "; what failed is asked again with --retry-failed")));
                return !summary.isFailure();
            }
        }
    }

    /// What is asked, with how the backend weighs continuations where that is not the plain way.
    private static List<Manifest.TaskEntry> entries(Backend backend, AskingOptions.Plan plan) {
        List<Manifest.TaskEntry> entries = new ArrayList<>();
        for (int i = 0; i < plan.entries().size(); i++) {
            Manifest.TaskEntry entry = plan.entries().get(i);
            TaskRun run = plan.tasks().get(i);
            entries.add(AskStage.mode(backend, run).map(mode -> entry.asked(AskedTask.ranked(run.task(), mode).signature().toString())).orElse(entry));
        }
        return entries;
    }

    /// The day of the run that is already there.
    private Optional<LocalDate> begun() {
        return Files.isRegularFile(out.resolve("run.json")) ? Optional.of(RunDirectory.read(out).manifest().date()) : Optional.empty();
    }

    private Map<String, String> provenance(AskingOptions.Plan plan) {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("glossa", Version.text());
        provenance.put("model", ModelUri.parse(model).toString());
        provenance.put("suite", asking.suite);
        provenance.put("data", asking.data == null ? "" : asking.data);
        plan.files().forEach((benchmark, file) -> {
            provenance.put("task." + benchmark, Signature.sha256(file.text().getBytes(StandardCharsets.UTF_8)));
            file.localData().filter(_ -> asking.data == null).ifPresent(folder -> provenance.put(RecordedBenchmark.DATA + benchmark, folder.toString()));
        });
        provenance.put("java", Runtime.version().toString());
        return provenance;
    }
}
