package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What several models scored under one metric of one benchmark, in every language and on every item. An item is the same
/// question in all languages, and so one cluster in every statistic.
public final class Table {
    private final String benchmark;
    private final Metric metric;
    private final List<String> models;
    private final List<Language> languages;
    private final String[] items;
    private final Column[][] columns;
    private final List<Optional<String>> signatures;
    private final List<Slice> slices;
    private final OptionalDouble chance;
    private Flags flags = Flags.NONE;
    private Map<List<String>, String> unfinished = Map.of();

    /// An attribute of the samples whose values are reported apart.
    public record Slice(String attribute, List<String> values) {
        public Slice {
            values = List.copyOf(values);
        }
    }

    /// @param items      keys in ascending order
    /// @param columns    by model and language; null where a model has no row
    /// @param signatures by model; empty where a model has no row
    /// @param chance     see [#chance]
    Table(String benchmark, Metric metric, List<String> models, List<Language> languages, String[] items, Column[][] columns,
            List<Optional<String>> signatures, List<Slice> slices, OptionalDouble chance) {
        this.benchmark = benchmark;
        this.metric = metric;
        this.models = List.copyOf(models);
        this.languages = List.copyOf(languages);
        this.items = items;
        this.columns = columns;
        this.signatures = List.copyOf(signatures);
        this.slices = List.copyOf(slices);
        this.chance = chance;
    }

    /// Lets the table know whom not to trust; before anybody else has it.
    Table flagged(Flags flags) {
        this.flags = flags;
        return this;
    }

    /// Lets the table know what was to be asked and is not, as `3 of 250 items`, by model, benchmark and language; before anybody
    /// else has it.
    Table unfinished(Map<List<String>, String> unfinished) {
        this.unfinished = unfinished;
        return this;
    }

    /// Why a model's numbers in a language are not to be trusted: the judge that gave them is flagged there.
    public Optional<String> flag(int model, Language language) {
        return signatures.get(model).flatMap(signature -> flags.of(signature, language));
    }

    public String benchmark() {
        return benchmark;
    }

    public Metric metric() {
        return metric;
    }

    /// All models compared, whether or not they have scores here.
    public List<String> models() {
        return models;
    }

    /// The languages in which any model has a row, in the order of the language table.
    public List<Language> languages() {
        return languages;
    }

    /// How many different items there are.
    public int items() {
        return items.length;
    }

    public String item(int index) {
        return items[index];
    }

    /// What a model's numbers here mean: an id in the run's `scoring.json`, or the signature itself.
    public Optional<String> signature(int model) {
        return signatures.get(model);
    }

    public List<Slice> slices() {
        return slices;
    }

    /// The value of guessing, the mean over the samples that can be guessed; empty where guessing is worth nothing.
    public OptionalDouble chance() {
        return chance;
    }

    /// The models that have at least one row.
    public int[] present() {
        return java.util.stream.IntStream.range(0, models.size())
                .filter(m -> Arrays.stream(columns[m]).anyMatch(java.util.Objects::nonNull)).toArray();
    }

    Optional<Column> column(int model, int language) {
        return Optional.ofNullable(columns[model][language]);
    }

    Counts counts(int model, int language) {
        Column column = columns[model][language];
        return column == null ? Counts.NONE : column.counts();
    }

    /// Whether two models' numbers in some languages may stand beside each other: they are of one signature, and each language
    /// that both have was asked from the same data.
    boolean comparable(int one, int other, int... among) {
        return signatures.get(one).equals(signatures.get(other)) && Arrays.stream(among).allMatch(l -> l < 0 || columns[one][l] == null || columns[other][l] == null
                || columns[one][l].data().equals(columns[other][l].data()));
    }

    /// Whether two models were asked a language from different data.
    public boolean askedApart(int one, int other, Language language) {
        int l = languages.indexOf(language);
        return l >= 0 && columns[one][l] != null && columns[other][l] != null && !columns[one][l].data().equals(columns[other][l].data());
    }

    /// The data of most models of a model's signature in a language, that of the first of them where as many have other data.
    String usualData(int model, int language) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int m = 0; m < columns.length; m++) {
            if (columns[m][language] != null && signatures.get(m).equals(signatures.get(model))) {
                counts.merge(columns[m][language].data(), 1L, Long::sum);
            }
        }
        long most = counts.values().stream().max(Long::compare).orElse(0L);
        return counts.entrySet().stream().filter(e -> e.getValue() == most).findFirst().map(Map.Entry::getKey).orElse("");
    }

    /// What a model has in a language of the items for which any model of its signature has a line there, or which its run was to
    /// ask, such as `3 of 250 items`; empty where it has all of them.
    Optional<String> partial(int model, int language) {
        if (columns[model][language] == null) {
            return Optional.empty();
        }
        BitSet all = new BitSet();
        for (int m = 0; m < columns.length; m++) {
            if (columns[m][language] != null && comparable(m, model, language)) {
                all.or(columns[m][language].asked());
            }
        }
        int own = columns[model][language].asked().cardinality();
        return own < all.cardinality() ? Optional.of(own + " of " + all.cardinality() + " items")
                : Optional.ofNullable(unfinished.get(List.of(models.get(model), benchmark, languages.get(language).code())));
    }

    /// The same table with only the rows whose attribute has a value; items keep their indices.
    Table where(int slice, int value) {
        Column[][] kept = new Column[columns.length][];
        for (int m = 0; m < columns.length; m++) {
            kept[m] = new Column[columns[m].length];
            for (int l = 0; l < columns[m].length; l++) {
                Column all = columns[m][l];
                Column some = all == null ? null : all.where(slice, value);
                kept[m][l] = some == null || some.rows() == 0 ? null : some;
            }
        }
        return new Table(benchmark, metric, models, languages, items, kept, signatures, List.of(), chance).flagged(flags).unfinished(unfinished);
    }

    /// Two models on what both have a score for: the same items in the same languages asked from the same data, repeat by repeat where both were asked
    /// equally often.
    Table paired(int first, int second) {
        int askings = askings(first) == askings(second) ? askings(first) : 1;
        Column[][] kept = new Column[2][languages.size()];
        for (int l = 0; l < languages.size(); l++) {
            Column one = columns[first][l];
            Column other = columns[second][l];
            if (one != null && other != null && one.data().equals(other.data())) {
                kept[0][l] = one.sharedWith(other, askings);
                kept[1][l] = other.sharedWith(one, askings);
            }
        }
        return new Table(benchmark, metric, List.of(models.get(first), models.get(second)), languages, items, kept,
                List.of(signatures.get(first), signatures.get(second)), List.of(), chance).flagged(flags).unfinished(unfinished);
    }

    /// How often a model was asked each sample: 1 unless a run repeats.
    public int askings(int model) {
        int most = 1;
        for (Column column : columns[model]) {
            most = column == null ? most : Math.max(most, Arrays.stream(column.repeat()).max().orElse(0) + 1);
        }
        return most;
    }

    /// A model's repeats as models of their own, where each sample was asked several times.
    Table repeats(int model) {
        int most = askings(model);
        Column[][] kept = new Column[most][languages.size()];
        for (int r = 0; r < most; r++) {
            for (int l = 0; l < languages.size(); l++) {
                kept[r][l] = columns[model][l] == null ? null : columns[model][l].repeat(r);
            }
        }
        return new Table(benchmark, metric, java.util.stream.IntStream.range(0, most).mapToObj(r -> models.get(model) + " #" + r).toList(),
                languages, items, kept, java.util.Collections.nCopies(most, signatures.get(model)), List.of(), chance).flagged(flags).unfinished(unfinished);
    }

    /// A table of some of the models, in the order given.
    Table of(List<Integer> chosen) {
        Column[][] kept = new Column[chosen.size()][];
        List<String> names = new ArrayList<>();
        List<Optional<String>> refs = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = columns[chosen.get(i)];
            names.add(models.get(chosen.get(i)));
            refs.add(signatures.get(chosen.get(i)));
        }
        return new Table(benchmark, metric, names, languages, items, kept, refs, slices, chance).flagged(flags).unfinished(unfinished);
    }
}
