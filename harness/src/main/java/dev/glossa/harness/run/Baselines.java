package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models that a run's answers are compared with, and what they answered: one for all questions, or one for each
/// category. Answers are read from another run's folder or from a file of completions.
public final class Baselines implements AutoCloseable {
    /// The attribute of a sample that chooses among baselines.
    private static final String CATEGORY = "category";

    /// @param name     as tables print it
    /// @param digest   of what answered: its weights, or the file
    /// @param manifest of the run; empty for a file
    record Baseline(String name, String digest, CompletionIndex answers, Optional<Manifest> manifest) {}

    private final Map<String, Baseline> byCategory;
    private final Optional<String> unread;

    private Baselines(Map<String, Baseline> byCategory, Optional<String> unread) {
        this.byCategory = byCategory;
        this.unread = unread;
    }

    /// @param places category to a run's folder or a JSONL file; the empty category is for all that are not named
    public static Baselines open(Map<String, Path> places) {
        Map<String, Baseline> byCategory = new LinkedHashMap<>();
        places.forEach((category, place) -> byCategory.put(category, open(place)));
        return new Baselines(byCategory, Optional.empty());
    }

    /// Baselines that are not at hand, for a judge whose verdicts are read again: what they answered is blank, and nobody is
    /// to believe what is measured of it.
    ///
    /// @param text as a signature has them
    public static Baselines unread(String text) {
        return new Baselines(Map.of(), Optional.of(text));
    }

    /// The baselines that a signature names, found among some runs; empty when one of them is not there.
    ///
    /// @param text as the signature has them
    public static Optional<Baselines> among(String text, List<Path> runs) {
        Map<String, Baseline> byCategory = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            for (Path run : runs) {
                String label = label(run);
                if (!label.isEmpty() && (part.equals(label) || part.endsWith("=" + label))) {
                    byCategory.computeIfAbsent(part.substring(0, Math.max(0, part.length() - label.length() - 1)), _ -> open(run));
                }
            }
        }
        Baselines found = new Baselines(byCategory, Optional.empty());
        if (found.text().equals(text)) {
            return Optional.of(found);
        }
        found.close();
        return Optional.empty();
    }

    private static Baseline open(Path place) {
        if (Files.isDirectory(place)) {
            RunDirectory run = RunDirectory.read(place);
            Manifest manifest = run.manifest();
            return new Baseline(manifest.name(), digest(manifest), run.index(), Optional.of(manifest));
        }
        if (!Files.isRegularFile(place)) {
            throw new IllegalArgumentException(place + ": no baseline; it is a run's folder or a JSONL file of completions (glossa import makes one)");
        }
        try {
            String name = place.getFileName().toString().replaceFirst("\\.jsonl$", "");
            return new Baseline(name, Signature.sha256(Files.readAllBytes(place)), CompletionIndex.of(place), Optional.empty());
        } catch (IOException e) {
            throw new IllegalArgumentException(place + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    /// @throws IllegalArgumentException when a baseline was asked other questions, or asked them otherwise
    void check(TaskRun task) {
        Signature asked = task.task().signature();
        for (Baseline baseline : byCategory.values()) {
            baseline.manifest().flatMap(manifest -> manifest.task(task.task().name())).ifPresent(entry -> {
                Signature other = Signature.parse(entry.signature());
                for (String key : List.of("data", "split", "prompt")) {
                    String here = asked.parts().get(key);
                    String there = other.parts().get(key);
                    if (here != null && there != null && !here.equals(there)) {
                        throw new IllegalArgumentException("the baseline %s was asked %s with %s '%s', this run with '%s'; compare answers to the same questions"
                                .formatted(baseline.name(), task.task().name(), key, there, here));
                    }
                }
                List<String> apart = task.languages().stream().filter(language -> entry.languages().containsKey(language.code())
                        && !entry.data(language.code()).equals(Manifest.TaskEntry.data(task.task().digests(language)))).map(Language::code).toList();
                if (!apart.isEmpty()) {
                    throw new IllegalArgumentException("the baseline %s was asked %s from other files than this run, in %s; compare answers to the same questions"
                            .formatted(baseline.name(), task.task().name(), String.join(", ", apart)));
                }
            });
        }
    }

    private Optional<Baseline> of(Sample sample) {
        return Optional.ofNullable(byCategory.getOrDefault(sample.attributes().getOrDefault(CATEGORY, ""), byCategory.get("")));
    }

    /// The name of the baseline that a sample's answers are compared with; empty where its category has none.
    Optional<String> name(Sample sample) {
        return of(sample).map(Baseline::name);
    }

    /// An answer beside the baseline's: in the same repeat or, where the baseline was asked less often, in the first.
    Answered beside(Answered answered) {
        if (unread.isPresent()) {
            return answered.beside(new Completion.Text("", Completion.FinishReason.STOP, Optional.empty(), Completion.Usage.of(0, 0), List.of()));
        }
        Key key = answered.key();
        return answered.beside(of(answered.sample()).<Completion>map(baseline ->
                baseline.answers().find(new Key(key.sample(), key.repeat(), "")).or(() -> baseline.answers().find(new Key(key.sample(), 0, "")))
                        .map(CompletionRecord::completion).orElseGet(() -> new Completion.Failed(baseline.name() + " was not asked this")))
                .orElseGet(() -> new Completion.Failed("there is none for the category '" + answered.sample().attributes().getOrDefault(CATEGORY, "") + "'")));
    }

    /// The baselines as a signature has them.
    String text() {
        List<String> parts = new ArrayList<>();
        byCategory.forEach((category, baseline) -> parts.add((category.isEmpty() ? "" : category + "=") + label(baseline.name(), baseline.digest())));
        return unread.orElseGet(() -> String.join(",", parts.stream().sorted().toList()));
    }

    /// Of a run; empty for one that cannot be read.
    private static String label(Path run) {
        try {
            Manifest manifest = RunDirectory.read(run).manifest();
            return label(manifest.name(), digest(manifest));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String label(String name, String digest) {
        return name.replaceAll("[|\\s,]", "_") + "@" + digest.substring(0, Math.min(12, digest.length()));
    }

    private static String digest(Manifest manifest) {
        return manifest.model().digest().map(d -> d.replaceFirst("^sha256:", "")).orElse("undeclared");
    }

    @Override
    public void close() {
        byCategory.values().forEach(baseline -> baseline.answers().close());
    }
}
