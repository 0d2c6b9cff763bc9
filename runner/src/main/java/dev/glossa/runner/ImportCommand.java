package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.run.CompletionRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Turns answers and judgments of other harnesses into a file that `replay:` answers from.
@Command(name = "import", mixinStandardHelpOptions = true,
        description = "Turn answers and judgments of other harnesses into a file for replay:.",
        footer = {"", "Formats: lm-eval (samples_*.jsonl), arena-hard (model_answer/*.jsonl), arena-hard-judgments (model_judgment/*.jsonl),",
            "alpaca-eval (annotations.json). Files may end in .gz.",
            "Then: glossa run --model replay:FILE.jsonl --benchmark … --out RUN"})
final class ImportCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(index = "0", paramLabel = "FORMAT", description = "lm-eval, arena-hard, arena-hard-judgments or alpaca-eval.")
    String format;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files of one model.")
    List<Path> files;

    @Option(names = "--as", paramLabel = "BENCHMARK/LANGUAGE",
            description = "What the answers answer, such as global-mmlu/sw. marenahard/en for arena-hard, alpaca-eval/en for alpaca-eval by default.")
    String as;

    @Option(names = "--key", paramLabel = "FIELD",
            description = "Field of an lm-eval document that holds the item's key; by default sample_id, else the document's number.")
    String key;

    @Option(names = "--gamed", paramLabel = "FILE",
            description = "AlpacaEval's df_gamed.csv (data set tatsu-lab/alpaca_eval on the hub): the win rate at equal length is then the leaderboard's.")
    Path gamed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write; it must not be there yet.")
    Path out;

    @Override
    public Integer call() throws IOException {
        Imported imported = Usage.of(command, () -> Imported.of(format, as, key, gamed));
        if (Files.exists(out)) {
            throw new IllegalArgumentException(out + ": is there already; name another file");
        }
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            write(imported, part);
            Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }

    private void write(Imported imported, Path part) throws IOException {
        Set<Key> keys = new HashSet<>();
        Set<SampleId> samples = new HashSet<>();
        try (BufferedWriter lines = Files.newBufferedWriter(part)) {
            for (Path file : files) {
                imported.read(file, (record, where) -> {
                    if (!keys.add(record.key())) {
                        throw new IllegalArgumentException("%s: %s has an answer already; are these the files of one model and one task?"
                                .formatted(where, record.key()));
                    }
                    samples.add(SampleId.parse(record.key().sample()));
                    append(lines, record);
                });
            }
        }
        command.commandLine().getErr().println("%s: %,d lines for %,d samples%s".formatted(out, keys.size(), samples.size(), imported.summary()));
    }

    private static void append(BufferedWriter lines, CompletionRecord record) {
        try {
            lines.append(record.line()).append('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
