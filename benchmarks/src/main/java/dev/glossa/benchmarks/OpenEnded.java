package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What mDolly and mArenaHard share: a request as the whole prompt, an answer that a judge rates.
///
/// @param dataset    id on the hub
/// @param folders    further names of a folder for the data set
/// @param column     of the request
/// @param codes      our name of the data set's column in the language table; empty where its configs are our codes
/// @param keys       columns that may hold a key that is the same in every language, the best first
/// @param attributes columns to group by
/// @param together   config that holds every language, with columns `language` and `script` to filter on; empty for one config per language
/// @param loose      file of a data set that has English alone; empty for others
record OpenEnded(String dataset, List<String> folders, String column, Optional<String> codes, List<String> keys,
        List<String> attributes, Optional<String> together, Optional<String> loose) {

    /// The task on this data set, if the folder holds it.
    Optional<Task> open(String benchmark, int revision, Options options, int maxTokens, List<DataFolder> tried) {
        Asking asking = Asking.of(benchmark, options, maxTokens);
        DataFolder folder = DataFolder.of(options.data(), dataset, folders.toArray(String[]::new));
        tried.add(folder);
        Map<Language, List<DataFile>> files = loose.isPresent() ? english(folder, options)
                : together.isPresent() ? shared(folder, options) : perLanguage(folder, options);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Signature signature = Signature.EMPTY.with("benchmark", benchmark).with("rev", revision)
                .with("data", folder.source()).with("split", "test")
                .with("prompt", Signature.digest("{" + column + "}")).with(asking.signature());
        return Optional.of(new AdaptedTask(benchmark, files, language -> Rows.of(files.get(language), List.of(column)),
                (language, row) -> question(benchmark, language, row, asking), List.of("rubric"), attributes, signature));
    }

    private Optional<Task.Question> question(String benchmark, Language language, Row row, Asking asking) {
        if (together.isPresent() && !(language.codeIn(codes.orElseThrow()).filter(row.text("language")::equals).isPresent()
                && language.script().equals(row.text("script")))) {
            return Optional.empty();
        }
        String text = row.filled(column);
        String item = keys.stream().flatMap(key -> row.optional(key).stream()).filter(key -> !key.isBlank()).findFirst()
                .orElseGet(() -> SampleId.row(row.number()));
        Map<String, String> found = new LinkedHashMap<>();
        attributes.forEach(name -> row.optional(name).filter(value -> !value.isBlank()).ifPresent(value -> found.put(name, value)));
        Sample sample = new Sample(benchmark, language, numbered(item), text, new Target.Open(), found);
        return Optional.of(new Task.Question(sample, asking.prompt(text)));
    }

    /// A key that is a number reads like a row number.
    private static String numbered(String item) {
        return item.matches("\\d{1,9}") ? SampleId.row(Long.parseLong(item)) : item;
    }

    private Map<Language, List<DataFile>> perLanguage(DataFolder folder, Options options) {
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        for (Language language : options.languages().all()) {
            List<String> candidates = new ArrayList<>();
            for (String code : codes.flatMap(language::codeIn).map(c -> c.split(";")).orElse(new String[] {language.code()})) {
                candidates.addAll(Candidates.config(code, "test"));
            }
            List<DataFile> found = folder.find(candidates);
            if (!found.isEmpty()) {
                files.put(language, found);
            }
        }
        return files;
    }

    private Map<Language, List<DataFile>> english(DataFolder folder, Options options) {
        List<DataFile> found = folder.find(List.of(loose.orElseThrow()));
        return found.isEmpty() ? Map.of() : Map.of(options.languages().get("en"), found);
    }

    private Map<Language, List<DataFile>> shared(DataFolder folder, Options options) {
        List<DataFile> found = folder.find(Candidates.config(together.orElseThrow(), "test"));
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        if (!found.isEmpty()) {
            options.languages().all().stream().filter(language -> language.codeIn(codes.orElseThrow()).isPresent())
                    .forEach(language -> files.put(language, found));
        }
        return files;
    }
}
