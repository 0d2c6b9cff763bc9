package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Translation from English into 66 targets (protocol, section 5.4).
public final class Flores implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 512;

    /// Appendix D of the paper, with one blank line before the source.
    private static final String TEMPLATE = "Translate all the following {source_language} to {target_language}. "
            + "Do NOT write anything else, only the translation. Let's go:\n\n{source_text}";

    /// One publisher's form of the data.
    ///
    /// @param codes  column of the language table with the publisher's codes
    /// @param column of the sentence; empty for text files with one sentence a line
    private record Edition(String dataset, List<String> folders, String codes, Optional<String> column) {}

    private static final List<Edition> EDITIONS = List.of(
            new Edition("openlanguagedata/flores_plus", List.of(), "flores_plus", Optional.of("text")),
            new Edition("facebook/flores", List.of(), "flores200", Optional.of("sentence")),
            new Edition("Muennighoff/flores200", List.of(), "flores200", Optional.of("sentence")),
            new Edition("flores200", List.of("flores", "floresp-v2.0-rc.3", "flores200_dataset"), "flores200", Optional.empty()));

    @Override
    public String name() {
        return "flores";
    }

    @Override
    public String description() {
        return "translation from English, corpus chrF against the reference";
    }

    @Override
    public Task open(Options options) {
        Asking.allow(name(), options, Map.of("split", "devtest (the protocol's) or dev"));
        String split = options.variant().getOrDefault("split", "devtest");
        if (!split.equals("devtest") && !split.equals("dev")) {
            throw new IllegalArgumentException(name() + ": no split '" + split + "'; there are devtest and dev");
        }
        Asking asking = Asking.of(name(), options, MAX_TOKENS);
        DataFolder last = null;
        for (Edition edition : EDITIONS) {
            DataFolder folder = DataFolder.of(options.data(), edition.dataset(), edition.folders().toArray(String[]::new));
            last = folder;
            Map<Language, List<DataFile>> found = new LinkedHashMap<>();
            for (Language language : options.languages().all()) {
                language.codeIn(edition.codes()).map(code -> folder.find(candidates(edition, code, split)))
                        .filter(files -> !files.isEmpty()).ifPresent(files -> found.put(language, files));
            }
            if (!found.isEmpty()) {
                return task(edition, folder, found, split, asking, options);
            }
        }
        throw last.missing(name());
    }

    private Task task(Edition edition, DataFolder folder, Map<Language, List<DataFile>> found, String split, Asking asking, Options options) {
        Language english = options.languages().get("en");
        List<DataFile> sources = found.get(english);
        if (sources == null) {
            throw new IllegalArgumentException(name() + ": the English sentences are missing beside "
                    + found.values().iterator().next().getFirst().name() + "; every translation starts from eng_Latn");
        }
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        found.forEach((language, targets) -> {
            if (!language.equals(english)) {
                List<DataFile> both = new ArrayList<>(targets);
                both.addAll(sources);
                files.put(language, both);
            }
        });
        if (files.isEmpty()) {
            throw new IllegalArgumentException(name() + ": only English is there; a translation needs a target language");
        }
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", folder.source()).with("split", split)
                .with("prompt", Signature.digest(TEMPLATE)).with(asking.signature());
        return new AdaptedTask(name(), files, language -> paired(edition, sources, found.get(language)),
                (language, row) -> Optional.of(question(english, language, row, asking)), List.of("chrf"), List.of(), signature);
    }

    private static List<String> candidates(Edition edition, String code, String split) {
        return edition.column().isPresent() ? Candidates.config(code, split)
                : List.of(split + "/" + code + "." + split, code + "." + split, split + "." + code, code + "/" + split + ".txt");
    }

    /// Source and target sentences side by side; lists of different lengths are refused where they part.
    private static Stream<Row> paired(Edition edition, List<DataFile> sources, List<DataFile> targets) {
        String column = edition.column().orElse("line");
        Stream<Row> from = rows(edition, sources);
        Stream<Row> to = rows(edition, targets);
        Iterator<Row> source = from.iterator();
        Iterator<Row> target = to.iterator();
        Iterator<Row> pairs = new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (source.hasNext() != target.hasNext()) {
                    throw new IllegalArgumentException("%s and %s: one has more sentences than the other; they must be of one release"
                            .formatted(sources.getFirst().name(), targets.getFirst().name()));
                }
                return source.hasNext();
            }

            @Override
            public Row next() {
                Row left = source.next();
                Row right = target.next();
                Optional<String> leftId = left.optional("id");
                if (leftId.isPresent() && right.optional("id").isPresent() && !leftId.equals(right.optional("id"))) {
                    throw new IllegalArgumentException(right.where() + ": id " + right.text("id") + " stands beside id " + leftId.get() + " of the source");
                }
                Map<String, String> cells = new LinkedHashMap<>();
                cells.put("source", left.filled(column));
                cells.put("target", right.filled(column));
                right.optional("domain").ifPresent(domain -> cells.put("domain", domain));
                return new Row(right.where(), right.number(), cells);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pairs, Spliterator.ORDERED), false)
                .onClose(from::close).onClose(to::close);
    }

    private static Stream<Row> rows(Edition edition, List<DataFile> files) {
        return edition.column().map(column -> Rows.of(files, List.of(column))).orElseGet(() -> Rows.lines(files));
    }

    private Task.Question question(Language english, Language target, Row row, Asking asking) {
        String source = row.text("source");
        Map<String, String> attributes = row.optional("domain").map(domain -> Map.of("domain", domain)).orElse(Map.of());
        Sample sample = new Sample(name(), target, SampleId.row(row.number()), source, new Target.References(List.of(row.text("target"))), attributes);
        // One pass, so that a source that holds a placeholder stays as it is.
        String prompt = TEMPLATE.replace("{source_language}", english.name()).replace("{target_language}", printed(target));
        return new Task.Question(sample, asking.prompt(prompt.substring(0, prompt.length() - "{source_text}".length()) + source));
    }

    /// The name in the prompt: English, and for Chinese with its script.
    private static String printed(Language language) {
        return language.code().equals("zh") ? "Chinese (Simplified)" : language.name();
    }
}
