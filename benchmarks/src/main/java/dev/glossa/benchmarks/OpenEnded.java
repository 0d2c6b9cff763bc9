package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Columns;
import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.DataFolder.Found;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One data set of open-ended requests: a request is the whole prompt, and a judge rates the answer.
///
/// @param dataset    id on the hub
/// @param folders    further names of a folder for the data set
/// @param column     of the request
/// @param keys       columns that may hold the item's key
/// @param attributes columns to group by
/// @param layout     how languages are spread over files
record OpenEnded(String dataset, List<String> folders, String column, ItemKeys keys, List<String> attributes, Layout layout) {
    /// How languages are spread over files.
    sealed interface Layout {
        /// A config for each language.
        ///
        /// @param codes column of the language table with the configs' names
        record PerLanguage(String codes) implements Layout {}

        /// A config for all of them, with columns `language` (ISO 639-3) and `script` (ISO 15924).
        ///
        /// @param codes column of the language table with what stands in `language`
        record Together(String config, String codes) implements Layout {}

        /// One file of English.
        record English(String file) implements Layout {}
    }

    /// How a benchmark asks these requests.
    record Setup(String benchmark, int revision, Asking asking, Options options, Lite lite) {}

    /// The task on this data set, if the data holds it.
    Optional<Task> open(Setup setup, List<DataFolder> tried) {
        DataFolder folder = DataFolder.of(setup.options().data(), dataset, folders);
        tried.add(folder);
        return folder.first(columns(), search -> files(search, setup.options().languages())).map(found -> task(setup, found));
    }

    private Task task(Setup setup, Found found) {
        Signature signature = Signature.EMPTY.with("benchmark", setup.benchmark()).with("rev", setup.revision())
                .with("data", found.source()).with("split", "test");
        if (layout instanceof Layout.Together(String config, var _)) {
            signature = signature.with("config", config);
        }
        return new AdaptedTask(setup.benchmark(), found.files(), language -> Rows.of(found.files().get(language), columns()),
                (language, row) -> question(setup, language, row), List.of("rubric"), attributes,
                signature.with("prompt", Signature.digest("{" + column + "}")).with(setup.asking().signature())).with(setup.lite());
    }

    private Columns columns() {
        List<String> required = layout instanceof Layout.Together ? List.of(column, "language", "script") : List.of(column);
        return Columns.of(required, Stream.concat(keys.columns().stream(), attributes.stream()).toList());
    }

    private Optional<Task.Question> question(Setup setup, Language language, Row row) {
        if (layout instanceof Layout.Together(var _, String codes) && !isIn(language, codes, row)) {
            return Optional.empty();
        }
        String text = row.filled(column);
        Map<String, String> found = new LinkedHashMap<>();
        attributes.forEach(name -> row.optional(name).filter(value -> !value.isBlank()).ifPresent(value -> found.put(name, value)));
        Sample sample = new Sample(setup.benchmark(), language, keys.of(row), text, new Target.Open(), found);
        return Optional.of(new Task.Question(sample, setup.asking().prompt(text)));
    }

    private Map<Language, List<DataFile>> files(Search search, Languages languages) {
        return switch (layout) {
            case Layout.PerLanguage(String codes) -> LanguageFiles.in(search, languages,
                    language -> LanguageFiles.codes(language, codes), code -> LanguageFiles.config(code, "test"));
            case Layout.Together(String config, String codes) -> {
                List<DataFile> found = search.find(LanguageFiles.config(config, "test"));
                yield found.isEmpty() ? Map.of() : held(found, languages, codes);
            }
            case Layout.English(String file) -> {
                List<DataFile> found = search.find(List.of(file));
                yield found.isEmpty() ? Map.of() : Map.of(languages.get("en"), found);
            }
        };
    }

    /// The languages that stand in the rows of a file for all of them.
    private static Map<Language, List<DataFile>> held(List<DataFile> files, Languages languages, String codes) {
        Set<List<String>> written = new LinkedHashSet<>();
        try (Stream<Row> rows = Rows.of(files, Columns.of(List.of("language", "script"), List.of()))) {
            rows.forEach(row -> written.add(List.of(row.text("language"), row.text("script"))));
        }
        Map<Language, List<DataFile>> held = new LinkedHashMap<>();
        languages.all().stream().filter(language -> written.stream().anyMatch(w -> isIn(language, codes, w.getFirst(), w.getLast())))
                .forEach(language -> held.put(language, files));
        return held;
    }

    private static boolean isIn(Language language, String codes, Row row) {
        return isIn(language, codes, row.text("language"), row.text("script"));
    }

    /// Language and script must fit: `arb` is there in Arabic and in Latin letters, `zho` in both Chinese scripts.
    private static boolean isIn(Language language, String codes, String written, String script) {
        Optional<String> code = language.codeIn(codes)
                .or(() -> language.varietyOf().isPresent() ? Optional.empty() : Optional.of(language.iso639_3()));
        return language.script().equals(script) && code.filter(written::equals).isPresent();
    }

    /// The first of some data sets that is there.
    static Task first(List<OpenEnded> editions, Setup setup) {
        List<DataFolder> tried = new ArrayList<>();
        return editions.stream().flatMap(edition -> edition.open(setup, tried).stream()).findFirst()
                .orElseThrow(() -> DataFolder.missing(setup.benchmark(), tried));
    }
}
