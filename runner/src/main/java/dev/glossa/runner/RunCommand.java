package dev.glossa.runner;

import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.run.Spending;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Asks a model and journals what it said; the same command again goes on where it stopped.
@Command(name = "run", mixinStandardHelpOptions = true, description = "Ask a model; the same command again goes on where it stopped.",
        footer = {"", "Models: llama:FILE.gguf?ctx=8192&gpu_layers=99, hf:ORG/REPO/FILE.gguf, https://HOST/v1?model=NAME&key_env=VAR, serve:FILE.yaml, replay:FILE.jsonl."})
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
            judges.forEach(judge -> Registry.backends().find(ModelUri.parse(JudgeOption.parse(judge).uri()).scheme()));
            spending.spending();
            return null;
        });
        if (dryRun) {
            AskingOptions.Plan plan = asking.plan();
            plan.notes().forEach(command.commandLine().getErr()::println);
            Preview.print(plan, Math.max(0, show), command.commandLine().getOut());
            return 0;
        }
        AskingOptions.Plan plan = asking.plan();
        plan.notes().forEach(command.commandLine().getErr()::println);
        ModelRun run = new ModelRun(model, Optional.ofNullable(name), Optional.ofNullable(revision), out, Optional.ofNullable(date));
        Optional<Spending> spent = spending.spending();
        if (!run.ask(asking, plan, backends, spent, retryFailed, command.commandLine().getErr())) {
            return 1;
        }
        return judges.isEmpty() ? 0 : ScoreCommand.of(command, backends, out, judges, spent).call();
    }
}
