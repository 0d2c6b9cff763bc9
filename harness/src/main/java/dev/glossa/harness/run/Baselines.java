package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/// The models that a run's answers are compared with, and what they answered: one for all questions, or one for each
/// category. Answers are read from another run's folder or from a file of completions.
public final class Baselines implements AutoCloseable {
    /// The attribute of a sample that chooses among baselines.
    private static final String CATEGORY = "category";

    /// @param name     as tables print it
    /// @param manifest of the run; empty for a file
    /// @param digests  of what it answered, by benchmark, as far as somebody asked for them
    record Baseline(String name, CompletionIndex answers, Optional<Manifest> manifest, Map<String, String> digests) {
        Baseline(String name, CompletionIndex answers, Optional<Manifest> manifest) {
            this(name, answers, manifest, new HashMap<>());
        }

        /// The name, and a digest of what decides a comparison: weights, how a benchmark was asked, and its answers.
        String label(String benchmark) {
            return Baselines.labelled(name) + digests.computeIfAbsent(benchmark, this::digest);
        }

        /// Answers count in the order of their keys, so that a run and its shards merged, or a file in another order, have the
        /// same; neither when nor how fast they came counts, and why one is missing does not either.
        private String digest(String benchmark) {
            MessageDigest digest = sha256();
            ArrayNode asked = Json.MAPPER.createArrayNode().add(manifest.flatMap(m -> m.model().digest()).orElse(""))
                    .add(manifest.flatMap(m -> m.task(benchmark)).map(Manifest.TaskEntry::signature).orElse(""));
            digest.update(Json.MAPPER.writeValueAsBytes(asked));
            answers.keys().stream().filter(key -> key.role().isEmpty() && key.sample().startsWith(benchmark + "/")).sorted()
                    .map(key -> answers.find(key).orElseThrow()).filter(record -> !(record.completion() instanceof Completion.Failed))
                    .forEach(record -> digest.update(Json.MAPPER.writeValueAsBytes(answer(record))));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        }

        private static ArrayNode answer(CompletionRecord record) {
            ArrayNode answer = Json.MAPPER.createArrayNode().add(record.key().sample()).add(record.key().repeat());
            switch (record.completion()) {
                // A length may be counted in tokens.
                case Completion.Text text -> answer.add(text.text()).add(text.finish().name()).add(text.usage().completionTokens().orElse(-1));
                case Completion.Likelihoods likelihoods -> likelihoods.values().forEach(answer::add);
                case Completion.Failed _ -> throw new IllegalStateException("no answer");
            }
            return answer;
        }
    }

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

    /// The baselines that a benchmark's signature names, found among some runs; empty when one of them is not there.
    ///
    /// @param text as the signature has them
    public static Optional<Baselines> among(String text, String benchmark, List<Path> runs) {
        Map<String, Baseline> byCategory = new LinkedHashMap<>();
        List<String> parts = List.of(text.split(","));
        for (Path run : runs) {
            String name = name(run).map(Baselines::labelled).orElse("");
            // Digests take a reading of all answers: only of those that have the name.
            if (name.isEmpty() || parts.stream().noneMatch(part -> part.startsWith(name) || part.contains("=" + name))) {
                continue;
            }
            Baseline baseline = open(run);
            String label = baseline.label(benchmark);
            List<String> categories = parts.stream().filter(part -> part.equals(label) || part.endsWith("=" + label))
                    .map(part -> part.substring(0, Math.max(0, part.length() - label.length() - 1))).filter(category -> !byCategory.containsKey(category)).toList();
            categories.forEach(category -> byCategory.put(category, baseline));
            if (categories.isEmpty()) {
                baseline.answers().close();
            }
        }
        Baselines found = new Baselines(byCategory, Optional.empty());
        if (found.text(benchmark).equals(text)) {
            return Optional.of(found);
        }
        found.close();
        return Optional.empty();
    }

    private static Baseline open(Path place) {
        if (Files.isDirectory(place)) {
            RunDirectory run = RunDirectory.read(place);
            Manifest manifest = run.manifest();
            return new Baseline(manifest.name(), run.index(), Optional.of(manifest));
        }
        if (!Files.isRegularFile(place)) {
            throw new IllegalArgumentException(place + ": no baseline; it is a run's folder or a JSONL file of completions (glossa import makes one)");
        }
        return new Baseline(place.getFileName().toString().replaceFirst("\\.jsonl$", ""), CompletionIndex.ofFile(place), Optional.empty());
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

    /// The baselines as a benchmark's signature has them.
    String text(String benchmark) {
        List<String> parts = new ArrayList<>();
        if (unread.isEmpty()) {
            byCategory.forEach((category, baseline) -> parts.add((category.isEmpty() ? "" : category + "=") + baseline.label(benchmark)));
        }
        return unread.orElseGet(() -> String.join(",", parts.stream().sorted().toList()));
    }

    /// Of a run; empty for one that cannot be read.
    private static Optional<String> name(Path run) {
        try {
            return Optional.of(RunDirectory.read(run).manifest().name());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What a digest follows.
    private static String labelled(String name) {
        return name.replaceAll("[|\\s,]", "_") + "@";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        byCategory.values().forEach(baseline -> baseline.answers().close());
    }
}
