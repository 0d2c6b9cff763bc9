package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Columns;
import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.DataFolder.Found;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Translation from English into 66 targets (protocol, section 5.4).
public final class Flores implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 512;

    /// The spread of chrF that `LiteSuiteTest` measures. Strata by domain bring no number closer there, so there are none.
    private static final Lite LITE = new Lite(200, 12.8, false, "chrF");

    /// Appendix D of the paper, with one blank line before the source.
    private static final String INSTRUCTION = "Translate all the following {source_language} to {target_language}. "
            + "Do NOT write anything else, only the translation. Let's go:\n\n";
    private static final String SOURCE = "{source_text}";

    /// One publisher's form of the data.
    ///
    /// @param codes   column of the language table with the publisher's codes
    /// @param column  of the sentence; `line` for text files with one sentence a line
    private record Edition(String dataset, List<String> folders, String codes, String column) {
        static final String LINE = "line";

        Columns columns() {
            return column.equals(LINE) ? Columns.of(List.of(), List.of()) : Columns.of(List.of(column), List.of("id", "domain"));
        }

        Stream<Row> rows(List<DataFile> files) {
            return column.equals(LINE) ? Rows.lines(files) : Rows.of(files, columns());
        }

        /// `swh_Latn` and, for a language that the table does not know from this publisher, what its code would be.
        SequencedSet<String> codes(Language language) {
            SequencedSet<String> all = new LinkedHashSet<>();
            language.codeIn(codes).ifPresent(all::add);
            all.add(language.iso639_3() + "_" + language.script());
            all.add(language.code());
            return all;
        }

        List<String> candidates(String code, String split) {
            return column.equals(LINE)
                    ? List.of(split + "/" + code + "." + split, split + "/" + split + "." + code, code + "." + split, split + "." + code, code + "/" + split + ".txt")
                    : LanguageFiles.config(code, split);
        }
    }

    private static final List<Edition> HUB = List.of(
            new Edition("openlanguagedata/flores_plus", List.of(), "flores_plus", "text"),
            new Edition("facebook/flores", List.of(), "flores200", "sentence"),
            new Edition("Muennighoff/flores200", List.of(), "flores200", "sentence"));

    /// Text files do not say whose they are; three languages have another code in FLORES+.
    private static final List<Edition> TEXT = List.of(
            new Edition("flores200", List.of("flores", "flores200_dataset", "floresp-v2.0-rc.3"), "flores200", Edition.LINE),
            new Edition("flores_plus", List.of("flores", "flores200_dataset", "floresp-v2.0-rc.3"), "flores_plus", Edition.LINE));

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
        String split = Asking.choice(name(), options, "split", Map.of("devtest", "devtest", "dev", "dev")).orElse("devtest");
        Asking asking = Asking.of(name(), options, MAX_TOKENS);
        List<DataFolder> tried = new ArrayList<>();
        return HUB.stream().flatMap(edition -> held(edition, options, split, tried).stream()).findFirst()
                .or(() -> TEXT.stream().flatMap(edition -> held(edition, options, split, tried).stream())
                        .reduce((first, second) -> second.languages() > first.languages() ? second : first))
                .map(held -> task(held.edition(), held.found(), options.languages().get("en"), split, asking))
                .orElseThrow(() -> DataFolder.missing(name(), tried));
    }

    private record Held(Edition edition, Found found) {
        int languages() {
            return found.files().size();
        }
    }

    private static Optional<Held> held(Edition edition, Options options, String split, List<DataFolder> tried) {
        DataFolder folder = DataFolder.of(options.data(), edition.dataset(), edition.folders());
        tried.add(folder);
        return folder.first(edition.columns(), search -> files(edition, search, options.languages(), split))
                .map(found -> new Held(edition, found));
    }

    /// FLORES+ has over two hundred languages: those of the table first, then what else the data's own names tell of.
    private static Map<Language, List<DataFile>> files(Edition edition, Search search, Languages languages, String split) {
        Map<Language, List<DataFile>> files = LanguageFiles.in(search, languages, edition::codes, code -> edition.candidates(code, split));
        if (!files.isEmpty()) {
            files.putAll(LanguageFiles.beyond(search, languages, List.of("", split + "/", "data/"), code -> edition.candidates(code, split)));
        }
        return files;
    }

    private Task task(Edition edition, Found found, Language english, String split, Asking asking) {
        Map<Language, List<DataFile>> sentences = found.files();
        List<DataFile> sources = sentences.get(english);
        if (sources == null) {
            throw new IllegalArgumentException("%s: the English sentences (%s) are missing beside %s; every translation starts from them".formatted(
                    name(), edition.codes(english).getFirst(), sentences.values().iterator().next().getFirst().name()));
        }
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        sentences.forEach((language, targets) -> {
            if (!language.equals(english)) {
                files.put(language, Stream.concat(targets.stream(), sources.stream()).toList());
            }
        });
        if (files.isEmpty()) {
            throw new IllegalArgumentException(sources.getFirst().name() + ": only English is there; a translation needs a target language beside it");
        }
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", found.source()).with("split", split)
                .with("prompt", Signature.digest(INSTRUCTION + SOURCE)).with(asking.signature());
        return new AdaptedTask(name(), files, language -> ParallelRows.of(edition.rows(sources), edition.rows(sentences.get(language)), edition.column()),
                (language, row) -> Optional.of(question(english, language, row, asking)), List.of("chrf"), List.of(), signature).with(LITE);
    }

    private Task.Question question(Language english, Language target, Row row, Asking asking) {
        String source = row.text(ParallelRows.SOURCE);
        Map<String, String> attributes = row.optional("domain").map(domain -> Map.of("domain", domain)).orElse(Map.of());
        Sample sample = new Sample(name(), target, SampleId.row(row.number()), source,
                new Target.References(List.of(row.text(ParallelRows.TARGET))), attributes);
        String instruction = INSTRUCTION.replace("{source_language}", english.name()).replace("{target_language}", printed(target));
        return new Task.Question(sample, asking.prompt(instruction + source));
    }

    /// The name in the prompt: English, and for Chinese with its script.
    private static String printed(Language language) {
        return language.code().equals("zh") ? "Chinese (Simplified)" : language.name();
    }
}
