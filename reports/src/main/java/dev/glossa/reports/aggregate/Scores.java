package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.run.ScoreRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The scores of all compared models: a table for each benchmark and metric. Holds numbers, never texts, so that a million
/// scores fit into a few hundred megabytes.
public final class Scores {
    private final List<String> models;
    private final List<Table> tables;

    private Scores(List<String> models, List<Table> tables) {
        this.models = List.copyOf(models);
        this.tables = List.copyOf(tables);
    }

    public List<String> models() {
        return models;
    }

    /// In the order in which benchmarks and metrics were declared.
    public List<Table> tables() {
        return tables;
    }

    public Optional<Table> table(String benchmark, String metric) {
        return tables.stream().filter(t -> t.benchmark().equals(benchmark) && t.metric().name().equals(metric)).findFirst();
    }

    /// Collects scores in any order.
    public static final class Builder {
        private final List<String> models;
        private final Languages languages;
        private final Map<Name, Draft> drafts = new LinkedHashMap<>();
        private final Map<String, Language> found = new HashMap<>();
        private final Map<List<String>, String> unfinished = new HashMap<>();
        private final Map<List<String>, String> data = new HashMap<>();

        private record Name(String benchmark, String metric) {}

        public Builder(List<String> models, Languages languages) {
            this.models = List.copyOf(models);
            this.languages = languages;
        }

        /// Declares a table. Of a table that is declared twice the slices are put together.
        ///
        /// @param slices attributes whose values are reported apart
        public void declare(String benchmark, Metric metric, List<String> slices) {
            drafts.computeIfAbsent(new Name(benchmark, metric.name()), _ -> new Draft(benchmark, metric)).slice(slices);
        }

        /// Tells which data a model was asked from in a language: numbers from different data are not compared.
        ///
        /// @param digest of the data; empty where it is not known
        public void data(int model, String benchmark, String language, String digest) {
            data.put(List.of(models.get(model), benchmark, language), digest);
        }

        /// Adds one score. Of two with one model, sample, repeat and metric, the later counts.
        ///
        /// @param model     index of the model
        /// @param signature what makes this number comparable; the last one added for a model and table counts
        /// @throws IllegalArgumentException when the table was not declared, or the language is unknown
        public void add(int model, SampleId id, int repeat, String metric, Score score, boolean truncated,
                Map<String, String> attributes, String signature) {
            Draft draft = drafts.get(new Name(id.benchmark(), metric));
            if (draft == null) {
                throw new IllegalArgumentException("%s: a score of '%s' where its run declares no such metric".formatted(id, metric));
            }
            Language language = found.computeIfAbsent(id.language(), languages::get);
            draft.add(model, language, id.item(), repeat, score, truncated, attributes, signature);
        }

        /// How many items of a language a model has a row for, under that of a benchmark's metrics that has the most.
        public int items(int model, String benchmark, String language) {
            return drafts.values().stream().filter(draft -> draft.benchmark.equals(benchmark) && draft.columns.containsKey(language))
                    .map(draft -> draft.columns.get(language)[model]).filter(java.util.Objects::nonNull).mapToInt(Column.Builder::items).max().orElse(0);
        }

        /// Tells that a model's run was to have more answers of a language than it has. A language without any is then one that
        /// the model lacks.
        ///
        /// @param answered of `planned` items
        public void unfinished(int model, String benchmark, Language language, long answered, long planned) {
            unfinished.put(List.of(models.get(model), benchmark, language.code()), answered + " of " + planned + " items");
            if (answered == 0) {
                found.put(language.code(), language);
                drafts.values().stream().filter(draft -> draft.benchmark.equals(benchmark))
                        .forEach(draft -> draft.columns.computeIfAbsent(language.code(), _ -> new Column.Builder[models.size()]));
            }
        }

        public Scores build() {
            return build(Flags.NONE);
        }

        /// @param flags whom not to trust where
        public Scores build(Flags flags) {
            return new Scores(models, drafts.values().stream().filter(d -> !d.items.isEmpty()).map(draft -> draft.build().flagged(flags).unfinished(unfinished)).toList());
        }

        private final class Draft {
            final String benchmark;
            final Metric metric;
            final Map<String, Integer> items = new HashMap<>();
            /// By language code.
            final Map<String, Column.Builder[]> columns = new HashMap<>();
            final String[] signatures = new String[models.size()];
            /// Attribute to the index of each of its values.
            final Map<String, Map<String, Integer>> slices = new LinkedHashMap<>();
            private int[] sliceValues = new int[0];
            private double chances;
            private long guessed;

            Draft(String benchmark, Metric metric) {
                this.benchmark = benchmark;
                this.metric = metric;
            }

            void slice(List<String> attributes) {
                if (!items.isEmpty() && !slices.keySet().containsAll(attributes)) {
                    throw new IllegalStateException("slices are declared before the first score");
                }
                attributes.forEach(a -> slices.putIfAbsent(a, new HashMap<>()));
                sliceValues = new int[slices.size()];
            }

            void add(int model, Language language, String item, int repeat, Score score, boolean truncated,
                    Map<String, String> attributes, String signature) {
                guess(attributes.get(ScoreRecord.CHANCE));
                int index = items.computeIfAbsent(item, _ -> items.size());
                Column.Builder[] byModel = columns.computeIfAbsent(language.code(), _ -> new Column.Builder[models.size()]);
                if (byModel[model] == null) {
                    byModel[model] = new Column.Builder("%s, %s/%s, %s".formatted(models.get(model), benchmark, language, metric.name()),
                            slices.size());
                }
                int s = 0;
                for (Map.Entry<String, Map<String, Integer>> slice : slices.entrySet()) {
                    String value = attributes.get(slice.getKey());
                    sliceValues[s++] = value == null || value.isEmpty() ? -1
                            : slice.getValue().computeIfAbsent(value, _ -> slice.getValue().size());
                }
                byModel[model].add(index, repeat, score, truncated, sliceValues);
                signatures[model] = signature;
            }

            /// A score file is outside data: what is no share there is no chance.
            private void guess(String chance) {
                if (chance != null && chance.matches("0?\\.[0-9]+|[01](\\.0*)?")) {
                    chances += Double.parseDouble(chance);
                    guessed++;
                }
            }

            Table build() {
                Map<String, Integer> ordered = new TreeMap<>(items);
                String[] keys = ordered.keySet().toArray(String[]::new);
                int[] place = places(ordered);
                List<Table.Slice> named = new ArrayList<>();
                List<int[]> values = new ArrayList<>();
                slices.forEach((attribute, indices) -> {
                    Map<String, Integer> byValue = new TreeMap<>(indices);
                    named.add(new Table.Slice(attribute, List.copyOf(byValue.keySet())));
                    values.add(places(byValue));
                });
                List<Language> present = languages.with(found.values()).all().stream().filter(l -> columns.containsKey(l.code())).toList();
                Column[][] built = new Column[models.size()][present.size()];
                for (int l = 0; l < present.size(); l++) {
                    Column.Builder[] byModel = columns.get(present.get(l).code());
                    for (int m = 0; m < byModel.length; m++) {
                        built[m][l] = byModel[m] == null ? null : byModel[m].build(place, values,
                                data.getOrDefault(List.of(models.get(m), benchmark, present.get(l).code()), ""));
                        byModel[m] = null;
                    }
                }
                return new Table(benchmark, metric, models, present, keys, built,
                        Arrays.stream(signatures).map(Optional::ofNullable).toList(), named,
                        guessed == 0 ? OptionalDouble.empty() : OptionalDouble.of(chances / guessed));
            }

            private static int[] places(Map<String, Integer> ordered) {
                int[] place = new int[ordered.size()];
                int next = 0;
                for (int index : ordered.values()) {
                    place[index] = next++;
                }
                return place;
            }
        }
    }
}
