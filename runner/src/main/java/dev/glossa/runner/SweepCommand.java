package dev.glossa.runner;

import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.backend.http.Weights;
import dev.glossa.harness.run.Selection;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks every checkpoint of a folder the same, each on a server of its own; the same command again goes on where it stopped.
@Command(name = "sweep", mixinStandardHelpOptions = true,
        description = "Ask every checkpoint of a folder the same, each on a server of its own; the same command again goes on where it stopped.")
final class SweepCommand implements Callable<Integer> {
    /// Not seen by `report OUT/*`.
    private static final String SERVERS = ".servers";

    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "Folder of checkpoints: folders with a config.json, or GGUF files.")
    Path folder;

    @Option(names = "--serve", paramLabel = "FILE",
            description = "How a server is started for a checkpoint (docs/serving.md). Without it GGUF files are run by the embedded engine.")
    Path serve;

    @Option(names = "--part", paramLabel = "i/n", defaultValue = "1/1", description = "Of n machines that share the checkpoints, this is the i-th.")
    String part;

    @Mixin
    AskingOptions asking;

    @Mixin
    BackendOptions backends;

    @Option(names = "--date", paramLabel = "D", description = "The day that chat templates see; by default the day that the first run began, for all of them.")
    LocalDate date;

    @Option(names = "--retry-failed", description = "Ask again what failed in an earlier attempt.")
    boolean retryFailed;

    @Option(names = "--score", description = "Score each run when it is complete.")
    boolean score;

    @Option(names = "--judge", paramLabel = "URI", description = "Score each run when it is complete, with this judge.")
    List<String> judges = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of the runs: one for each checkpoint, by its name; logs of servers are in .servers.")
    Path out;

    @Override
    public Integer call() throws InterruptedException {
        Usage.of(command, () -> {
            asking.check();
            Selection.Shard.parse(part);
            judges.forEach(judge -> Registry.backends().find(ModelUri.parse(judge).scheme()));
            return null;
        });
        PrintWriter err = command.commandLine().getErr();
        List<Checkpoint> checkpoints = Checkpoint.in(folder);
        AskingOptions.Plan plan = asking.plan();
        plan.notes().forEach(err::println);
        Selection.Shard mine = Selection.Shard.parse(part);
        LocalDate day = Optional.ofNullable(date).or(() -> begun(checkpoints)).orElseGet(LocalDate::now);
        List<String> failed = new ArrayList<>();
        for (int i = mine.index() - 1; i < checkpoints.size(); i += mine.of()) {
            Checkpoint checkpoint = checkpoints.get(i);
            String where = "[%d/%d] %s: ".formatted(i + 1, checkpoints.size(), checkpoint.name());
            ModelRun run = run(checkpoint, Optional.of(day));
            try {
                // A server is not started only to find that nothing is left to ask.
                if (!retryFailed && serve != null && run.isComplete(asking, plan, Weights.digest(checkpoint.path()))) {
                    err.println(where + "complete");
                } else {
                    err.println(where + checkpoint.path());
                    if (!run.ask(asking, plan, backends, Optional.empty(), retryFailed, err)) {
                        failed.add(checkpoint.name());
                        continue;
                    }
                }
                if ((score || !judges.isEmpty()) && ScoreCommand.of(command, backends, run.out(), judges, Optional.empty()).call() != 0) {
                    failed.add(checkpoint.name());
                }
            } catch (IllegalArgumentException | UncheckedIOException e) {
                err.println(where + e.getMessage());
                failed.add(checkpoint.name());
            }
        }
        if (!failed.isEmpty()) {
            err.println("glossa: %d of %d checkpoints are not done: %s; the same command goes on with them".formatted(failed.size(), checkpoints.size(), String.join(", ", failed)));
        }
        return failed.isEmpty() ? 0 : 1;
    }

    /// The day of the earliest run: prompts are the same for every checkpoint, however long a sweep takes.
    private Optional<LocalDate> begun(List<Checkpoint> checkpoints) {
        return checkpoints.stream().flatMap(one -> run(one, Optional.empty()).begun().stream()).min(Comparator.naturalOrder());
    }

    private ModelRun run(Checkpoint checkpoint, Optional<LocalDate> day) {
        String uri = serve == null ? "llama:" + checkpoint.path()
                : "serve:" + serve + "?model=" + encoded(checkpoint.path()) + "&log=" + encoded(out.resolve(SERVERS).resolve(checkpoint.name() + ".log"));
        return new ModelRun(uri, Optional.of(checkpoint.name()), Optional.empty(), out.resolve(checkpoint.name()), day);
    }

    /// A path as the value of an option in a model's address.
    private static String encoded(Path path) {
        return path.toAbsolutePath().normalize().toString().replace("%", "%25").replace("&", "%26");
    }
}
