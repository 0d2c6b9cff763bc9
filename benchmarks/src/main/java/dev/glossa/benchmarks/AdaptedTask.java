package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.harness.Language;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// A task made of the files of each language, a way to read their rows and a way to make a question of a row.
final class AdaptedTask implements Task {
    /// Makes a question of a row, or of none when the row belongs to another language.
    interface Adapter {
        Optional<Question> question(Language language, Row row);
    }

    private final String name;
    private final Map<Language, List<DataFile>> files;
    private final Function<Language, Stream<Row>> rows;
    private final Adapter adapter;
    private final List<String> metrics;
    private final Signature signature;
    private final List<String> slices;
    private final Map<DataFile, String> digests = new ConcurrentHashMap<>();

    /// @param files every file that holds questions of a language, helpers such as an English source included
    /// @param rows  the rows of a language's questions
    AdaptedTask(String name, Map<Language, List<DataFile>> files, Function<Language, Stream<Row>> rows, Adapter adapter,
            List<String> metrics, List<String> slices, Signature signature) {
        this.name = name;
        this.files = new LinkedHashMap<>(files);
        this.rows = rows;
        this.adapter = adapter;
        this.metrics = metrics;
        this.slices = slices;
        this.signature = signature;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Language> languages() {
        return List.copyOf(files.keySet());
    }

    @Override
    public Stream<Question> questions(Language language) {
        if (!files.containsKey(language)) {
            throw new IllegalArgumentException(name + ": no data for " + language.code() + " (" + language.name() + "); there are " + languages());
        }
        boolean[] any = {false};
        Stream<Row> source = rows.apply(language);
        return Stream.concat(source, Stream.of(END)).flatMap(row -> {
            if (row == END) {
                if (!any[0]) {
                    throw new IllegalArgumentException(name + ": no sample for " + language.code() + " in "
                            + files.get(language).stream().map(DataFile::name).toList() + "; an empty file?");
                }
                return Stream.empty();
            }
            Optional<Question> question;
            try {
                question = adapter.question(language, row);
            } catch (IllegalArgumentException e) {
                throw e.getMessage().startsWith(row.where()) ? e : new IllegalArgumentException(row.where() + ": " + e.getMessage(), e);
            }
            any[0] |= question.isPresent();
            return question.stream();
        }).onClose(source::close);
    }

    /// Marks the end of a stream of rows.
    private static final Row END = new Row("", 0, Map.of());

    @Override
    public List<String> metrics() {
        return metrics;
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public List<String> slices() {
        return slices;
    }

    @Override
    public Map<String, String> digests(Language language) {
        Map<String, String> found = new LinkedHashMap<>();
        for (DataFile file : files.get(language)) {
            String[] parts = file.name().replace('\\', '/').split("/");
            String shortName = parts.length < 2 ? file.fileName() : parts[parts.length - 2] + "/" + parts[parts.length - 1];
            found.put(shortName, digests.computeIfAbsent(file, DataFile::sha256));
        }
        return found;
    }
}
