package dev.glossa.runner;

import dev.glossa.harness.run.Juror;
import dev.glossa.harness.run.Merge;
import dev.glossa.harness.run.Prices;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Selection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A scoring that asks no judge: it is done in a copy of the run's folder, so that what is counted is what would be asked, the
/// calls that the journal answers left out; and the copy is removed.
final class DryScoring implements AutoCloseable {
    private final Path copy;

    private DryScoring(Path copy) {
        this.copy = copy;
    }

    /// @param shard the part that is counted; empty for the whole run
    /// @throws IllegalArgumentException when there is no room for the copy
    static DryScoring of(Path run, Optional<Selection.Shard> shard) {
        try {
            DryScoring dry = new DryScoring(Files.createTempDirectory("glossa-dry-run"));
            try {
                if (shard.isPresent()) {
                    Merge.part(RunDirectory.read(run), shard.get(), dry.folder());
                } else {
                    dry.copy(run);
                }
                return dry;
            } catch (RuntimeException | IOException e) {
                dry.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(run + ": cannot be copied for a dry run: " + e.getMessage(), e);
        }
    }

    private void copy(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
                Path to = copy.resolve(run.relativize(file).toString());
                Files.createDirectories(to.getParent());
                if (file.getFileName().toString().equals("completions.jsonl")) {
                    link(to, file);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    /// Answers are read and never written, so a link will do where there can be one.
    private static void link(Path link, Path file) throws IOException {
        try {
            Files.createSymbolicLink(link, file.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }

    Path folder() {
        return copy;
    }

    /// The mean number of tokens of the replies that judges gave so far; empty where none is known.
    static OptionalInt usual(RunDirectory directory) {
        long[] sums = new long[2];
        directory.readJudgments(record -> {
            if (record.completion() instanceof dev.glossa.harness.Completion.Text text && text.usage().completionTokens().isPresent()) {
                sums[0] += text.usage().completionTokens().getAsInt();
                sums[1]++;
            }
        });
        return sums[1] == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.ceilDiv(sums[0], sums[1]));
    }

    /// What each judge would be asked, by language.
    static void print(List<Juror> jurors, Optional<Prices> prices, boolean measured, PrintWriter out) {
        for (Juror juror : jurors) {
            CountingJudge judge = (CountingJudge) juror.backend();
            Optional<Prices.Price> price = prices.map(table -> table.of(judge.identity().name()));
            out.println(juror.name() + ": " + (judge.isCounted() ? "tokens by its tokenizer" : "tokens guessed, four bytes each, since nobody counts them (--judge-tokenizer FILE)")
                    + "; replies " + (measured ? "as long as those so far" : "as long as they may be") + ", none asked for again");
            String unit = prices.map(Prices::currency).orElse("");
            out.println(String.format(Locale.ROOT, "%-10s %10s %14s %14s", "language", "requests", "tokens read", "written") + (price.isEmpty() ? "" : String.format(Locale.ROOT, " %12s", unit)));
            for (Map.Entry<String, CountingJudge.Cost> language : judge.byLanguage().entrySet()) {
                line(language.getKey(), language.getValue(), price, out);
            }
            line("all", judge.total(), price, out);
        }
        out.flush();
    }

    private static void line(String language, CountingJudge.Cost cost, Optional<Prices.Price> price, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "%-10s %,10d %,14d %,14d", language, cost.requests(), cost.read(), cost.written())
                + price.map(of -> String.format(Locale.ROOT, " %,12.4f", cost.money(of))).orElse(""));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(copy + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
