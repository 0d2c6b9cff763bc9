package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.AdaptedTask;
import dev.glossa.benchmarks.LanguageFiles;
import dev.glossa.benchmarks.dataset.Columns;
import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.DataFolder.Found;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.benchmarks.task.TaskFile.Codes;
import dev.glossa.benchmarks.task.TaskFile.Shots;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A benchmark that a file describes.
record FileBenchmark(TaskFile file) implements Benchmark {
    /// The rows of a language under one of the data set's codes for it: `sw` may be there as of Kenya and of Tanzania.
    private record Part(String code, List<DataFile> files) {}

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public String description() {
        return file.description();
    }

    @Override
    public Task open(Options options) {
        Decoding decoding = file.decoding().withMaxTokens(options.maxTokens().orElse(file.decoding().maxTokens()))
                .withTemperature(options.temperature().orElse(file.decoding().temperature())).withSeed(options.seed());
        Mode mode = options.mode().orElse(file.prompt().mode());
        int count = options.shots().orElse(file.shots().map(Shots::count).orElse(0));
        if (count > 0 && file.shots().isEmpty()) {
            throw new IllegalArgumentException(name() + ": --shots " + count + " has no examples to show; its file says no 'shots'");
        }
        DataFolder folder = DataFolder.of(options.data(), file.dataset().hub().orElse(name()), List.of(name()),
                file.dataset().revision().map(Yaml.Text::value));
        Map<Language, List<Part>> parts = new LinkedHashMap<>();
        Found found = folder.first(required(TaskFile.CODE), search -> {
            parts.clear();
            parts.putAll(parts(search, options.languages(), file.dataset().files(), file.dataset().split()));
            return files(parts);
        }).orElseThrow(() -> DataFolder.missing(name(), List.of(folder)));
        checkRevision(found);
        return task(found, parts, options.languages(), new Asking(file, mode, decoding, chosen(options.variant())), count, options.seed());
    }

    /// The value of each of the file's options.
    private Map<String, String> chosen(Map<String, String> asked) {
        asked.forEach((option, value) -> {
            if (!file.options().containsKey(option)) {
                throw new IllegalArgumentException(name() + " has no option '" + option + "'; there are " + file.options().keySet());
            }
            if (!file.options().get(option).contains(value)) {
                throw new IllegalArgumentException(name() + ": no " + option + " '" + value + "'; there are " + file.options().get(option));
            }
        });
        Map<String, String> chosen = new LinkedHashMap<>();
        file.options().forEach((name, values) -> chosen.put(name, asked.getOrDefault(name, values.getFirst())));
        return chosen;
    }

    private Task task(Found found, Map<Language, List<Part>> parts, Languages languages, Asking asking, int count, long seed) {
        Examples examples = count == 0 ? Examples.NONE : examples(found, parts, languages, count, seed);
        Map<Language, List<DataFile>> all = files(parts);
        examples.files().forEach((language, files) -> all.merge(language, files, (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList()));
        Signature signature = file.signature().with("data", found.source()).with("split", file.dataset().split()).with("task", file.digest())
                .with("mode", asking.mode().name().toLowerCase(Locale.ROOT)).with("shots", count).with(asking.signature());
        if (count > 0 && file.shots().orElseThrow().seeded()) {
            signature = signature.with("shotseed", seed);
        }
        AdaptedTask task = new AdaptedTask(name(), all, language -> rows(parts.get(language)), (language, row) ->
                asking.question(language, row, parts.get(language).getFirst().code(), examples.of(language, asking)),
                file.metrics(), List.copyOf(file.groups().keySet()), signature, file.settings());
        return file.strata().map(task::stratifiedBy).orElse(task);
    }

    private void checkRevision(Found found) {
        file.dataset().revision().filter(revision -> found.place().isOnHub() && !found.place().revision().startsWith(revision.value())).ifPresent(revision -> {
            throw revision.at().error("the cache holds %s at commit %s; the task is of commit %s".formatted(
                    found.dataset(), found.place().revision(), revision.value()));
        });
    }

    /// The languages whose files are there, in the order of the table.
    private Map<Language, List<Part>> parts(Search search, Languages languages, List<String> paths, String split) {
        Map<Language, List<Part>> parts = new LinkedHashMap<>();
        codes(languages).forEach((language, codes) -> {
            for (String code : codes) {
                List<String> candidates = paths.isEmpty() ? LanguageFiles.config(file.dataset().config().replace(TaskFile.CODE, code), split.replace(TaskFile.CODE, code))
                        : paths.stream().map(path -> path.replace(TaskFile.CODE, code)).toList();
                List<DataFile> files = search.find(candidates);
                if (!files.isEmpty()) {
                    parts.computeIfAbsent(language, _ -> new ArrayList<>()).add(new Part(code, files));
                }
            }
        });
        return parts;
    }

    private static Map<Language, List<DataFile>> files(Map<Language, List<Part>> parts) {
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        parts.forEach((language, own) -> files.put(language, new ArrayList<>(own.stream().flatMap(part -> part.files().stream()).distinct().toList())));
        return files;
    }

    /// Each language with the data set's codes for it, in the order of the table.
    private Map<Language, List<String>> codes(Languages languages) {
        return switch (file.languages().codes()) {
            case Codes.One(Yaml.Text code) -> {
                Language language = known(languages, code.value(), code.at());
                yield Map.of(language, List.of(language.code()));
            }
            case Codes.Table(Yaml.Text column) -> {
                Map<Language, List<String>> codes = new LinkedHashMap<>();
                languages.all().forEach(language -> (column.value().equals("code") ? Optional.of(language.code()) : language.codeIn(column.value()))
                        .ifPresent(all -> codes.put(language, List.of(all.split(";")))));
                if (codes.isEmpty()) {
                    throw column.at().error("the language table has no column '%s' with codes; there are %s and 'code'".formatted(column.value(),
                            new TreeSet<>(languages.all().stream().flatMap(language -> language.codes().keySet().stream()).toList())));
                }
                yield codes;
            }
            case Codes.Listed(Map<String, List<String>> listed, Position at) -> {
                Map<Language, List<String>> found = new LinkedHashMap<>();
                listed.forEach((code, own) -> found.put(known(languages, code, at), own));
                Map<Language, List<String>> codes = new LinkedHashMap<>();
                languages.all().stream().filter(found::containsKey).forEach(language -> codes.put(language, found.get(language)));
                yield codes;
            }
        };
    }

    private static Language known(Languages languages, String code, Position at) {
        try {
            return languages.get(code);
        } catch (IllegalArgumentException e) {
            throw at.error(e.getMessage(), e);
        }
    }

    /// The rows of a language, code after code; each knows its code. Not a `flatMap`, whose iterator reads a whole inner
    /// stream ahead.
    private Stream<Row> rows(List<Part> parts) {
        return parts.stream().map(part -> Rows.of(part.files(), columns(part.code())).map(row -> {
            Map<String, String> cells = new LinkedHashMap<>(row.cells());
            cells.put(TaskFile.CODE, part.code());
            return new Row(row.where(), row.number(), cells);
        })).reduce(Stream::concat).orElseThrow();
    }

    private Columns columns(String code) {
        return Columns.of(names(code, false), names(code, true));
    }

    /// What any file must have, for a place whose files could be anyone's.
    private Columns required(String code) {
        return Columns.of(names(code, false).stream().filter(name -> !name.contains(TaskFile.CODE)).toList(), List.of());
    }

    private List<String> names(String code, boolean optional) {
        return file.columns().values().stream().filter(column -> column.optional() == optional).map(column -> column.column().replace(TaskFile.CODE, code)).distinct().toList();
    }

    /// Worked examples, found beside the questions.
    private Examples examples(Found found, Map<Language, List<Part>> parts, Languages languages, int count, long seed) {
        Shots shots = file.shots().orElseThrow();
        Map<Language, List<Part>> sources = parts(found.search(), languages, shots.files(), shots.split());
        parts.forEach((language, own) -> {
            List<Part> source = sources.getOrDefault(language, List.of());
            if (source.isEmpty()) {
                throw new IllegalArgumentException("%s: %d examples need %s, and %s has none beside %s".formatted(name(), count,
                        shots.files().isEmpty() ? "the split " + shots.split() : shots.files(), language.code(), own.getFirst().files().getFirst().name()));
            }
            if (source.stream().flatMap(part -> part.files().stream()).anyMatch(own.stream().flatMap(part -> part.files().stream()).toList()::contains)) {
                throw new IllegalArgumentException("%s: the examples of %s stand in the file of its questions, %s, and would show answers".formatted(
                        name(), language.code(), own.getFirst().files().getFirst().name()));
            }
        });
        sources.keySet().retainAll(parts.keySet());
        return new Examples(files(sources), language -> rows(List.of(sources.get(language).getFirst())), shots, count, seed);
    }
}
