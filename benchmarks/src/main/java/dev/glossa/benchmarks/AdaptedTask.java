package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.harness.Language;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A task made of the files of each language, a way to read their rows and a way to make a question of a row.
public final class AdaptedTask implements Task {
    /// Makes a question of a row, or of none when the row belongs to another language.
    public interface Adapter {
        Optional<Question> question(Language language, Row row);
    }

    private static final Pattern CLIMBS = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:[/\\\\]|$)");

    private final String name;
    private final Map<Language, List<DataFile>> files;
    private final Function<Language, Stream<Row>> rows;
    private final Adapter adapter;
    private final List<String> metrics;
    private final Signature signature;
    private final List<String> slices;
    private final Map<String, String> settings;
    private final Optional<String> strata;
    private final Optional<Lite> lite;
    private final Map<DataFile, String> digests = new ConcurrentHashMap<>();

    /// @param files every file that holds questions of a language, helpers such as an English source included
    /// @param rows  the rows of a language's questions
    AdaptedTask(String name, Map<Language, List<DataFile>> files, Function<Language, Stream<Row>> rows, Adapter adapter,
            List<String> metrics, List<String> slices, Signature signature) {
        this(name, files, rows, adapter, metrics, slices, signature, Map.of());
    }

    /// @param settings what the metrics are told
    public AdaptedTask(String name, Map<Language, List<DataFile>> files, Function<Language, Stream<Row>> rows, Adapter adapter,
            List<String> metrics, List<String> slices, Signature signature, Map<String, String> settings) {
        this(name, files, rows, adapter, metrics, slices, signature, settings, Optional.empty(), Optional.empty());
    }

    private AdaptedTask(String name, Map<Language, List<DataFile>> files, Function<Language, Stream<Row>> rows, Adapter adapter,
            List<String> metrics, List<String> slices, Signature signature, Map<String, String> settings, Optional<String> strata, Optional<Lite> lite) {
        this.name = name;
        this.files = new LinkedHashMap<>(files);
        this.rows = rows;
        this.adapter = adapter;
        this.metrics = metrics;
        this.slices = slices;
        this.signature = signature;
        this.settings = settings;
        this.strata = strata;
        this.lite = lite;
    }

    /// The same with strata that share a limit.
    ///
    /// @param attribute of the samples
    public AdaptedTask stratifiedBy(String attribute) {
        return new AdaptedTask(name, files, rows, adapter, metrics, slices, signature, settings, Optional.of(attribute), lite);
    }

    /// The same with a lite suite.
    public AdaptedTask with(Lite suite) {
        return new AdaptedTask(name, files, rows, adapter, metrics, slices, signature, settings, strata, Optional.of(suite));
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
        Stream<Row> source = rows.apply(language);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Questions(language, source.iterator()),
                Spliterator.ORDERED | Spliterator.NONNULL), false).onClose(source::close);
    }

    /// The questions of one language's rows, each with a key of its own; none at all is a mistake in the data.
    private final class Questions implements Iterator<Question> {
        private final Language language;
        private final Iterator<Row> source;
        private final Map<String, String> places = new HashMap<>();
        private Question next;

        Questions(Language language, Iterator<Row> source) {
            this.language = language;
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            while (next == null && source.hasNext()) {
                Row row = source.next();
                next = asked(row).orElse(null);
                if (next != null) {
                    if (CLIMBS.matcher(next.sample().item()).find()) {
                        throw new IllegalArgumentException("%s: the id '%s' reads like a path out of a folder; an id without '..' between slashes would do"
                                .formatted(row.where(), next.sample().item()));
                    }
                    String first = places.putIfAbsent(next.sample().item(), row.where());
                    if (first != null) {
                        throw new IllegalArgumentException("%s: the item '%s' stands in %s already; one of the two rows has to go"
                                .formatted(row.where(), next.sample().item(), first));
                    }
                }
            }
            if (places.isEmpty()) {
                throw new IllegalArgumentException("%s: no sample for %s in %s; an empty file?".formatted(
                        name, language.code(), files.get(language).stream().map(DataFile::name).toList()));
            }
            return next != null;
        }

        @Override
        public Question next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Question question = next;
            next = null;
            return question;
        }

        private Optional<Question> asked(Row row) {
            try {
                return adapter.question(language, row);
            } catch (IllegalArgumentException e) {
                throw e.getMessage().startsWith(row.where()) ? e : new IllegalArgumentException(row.where() + ": " + e.getMessage(), e);
            }
        }
    }

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
    public Optional<String> strata() {
        return strata;
    }

    @Override
    public Optional<Lite> lite() {
        return lite;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
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
