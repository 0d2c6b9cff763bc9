package dev.glossa.runner;

import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.harness.gguf.TinyModels.Architecture;
import dev.glossa.harness.gguf.TinyModels.Size;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Every stage on small things: two random models and a random judge in the embedded engine, the bundled samples, a report.
/// Each step is a command that the user could type, and is shown.
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Every stage on small things: bundled samples, two tiny random models and a tiny random judge in the embedded engine, a report. "
                + "Its scores mean nothing.")
final class DemoCommand implements Callable<Integer> {
    /// Seeds of the models: most would do; with some, a model has nothing to say.
    private static final long FIRST = 8, SECOND = 2, JUDGE = 3;
    /// As small as their architectures allow: what they cost is attention to long prompts, most of them in single bytes.
    private static final Size LLAMA = new Size(2, 64, 2, 1, 128, 0, true);
    private static final Size COHERE2 = new Size(4, 32, 1, 1, 64, 0, true);
    private static final Size JUDGING = new Size(1, 32, 1, 1, 64, 0, true);

    @Spec
    CommandSpec command;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "glossa-demo", description = "Folder for models, runs and report. glossa-demo by default.")
    Path out;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "2", description = "Items per language and benchmark. 2 by default; the samples have 8.")
    int limit;

    @Mixin
    BackendOptions backends;

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        Path models = out.resolve("models");
        Path first = TinyModels.write(folder(models).resolve("tiny-llama.gguf"), Architecture.LLAMA, FIRST, LLAMA);
        Path second = TinyModels.write(models.resolve("tiny-aya.gguf"), Architecture.COHERE2, SECOND, COHERE2);
        Path judge = TinyModels.write(models.resolve("tiny-judge.gguf"), Architecture.LLAMA, JUDGE, JUDGING, replyKeys());
        err.println("Two tiny models and a tiny judge with random weights answer the samples that travel with Glossa. Scores mean nothing here.");
        List<Path> runs = List.of(out.resolve("runs/tiny-llama"), out.resolve("runs/tiny-aya"));
        int code = run(first, runs.get(0), "tiny-llama (random)", judge);
        code = code != 0 ? code : run(second, runs.get(1), "tiny-aya (random)", judge);
        Path report = out.resolve("report");
        return code != 0 ? code : execute("report", runs.get(0).toString(), runs.get(1).toString(), "--out", report.toString());
    }

    private int run(Path model, Path run, String name, Path judge) {
        int code = execute("run", "--model", "llama:" + model + "?ctx=8192", "--name", name, "--data", "bundled", "--limit", Integer.toString(limit),
                "--max-tokens", "48", "--date", "2026-08-23", "--secret", "demo", "--out", run.toString());
        return code != 0 ? code : execute("score", run.toString(), "--judge", "llama:" + judge + "?ctx=8192",
                "--judge-max-tokens", "400", "--judge-rationale", "12", "--canaries", "1", "--judge-twice", "1");
    }

    private int execute(String... arguments) {
        return new Steps(command, backends).execute(List.of(arguments));
    }

    /// The keys of a rubric reply with what may stand around them: byte by byte, they would be most of a reply.
    private static List<String> replyKeys() {
        List<String> pieces = new ArrayList<>();
        for (String criterion : List.of("instruction_following", "naturalness", "coherence", "accuracy")) {
            for (String part : List.of("_rationale", "_score")) {
                for (String form : List.of("\"%s\"", "\"%s\":", "\"%s\": ", ",\"%s\":", ", \"%s\": ", "%s\": ")) {
                    pieces.add(form.formatted(criterion + part));
                }
            }
        }
        return pieces;
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be written; choose another --out", e);
        }
    }
}
