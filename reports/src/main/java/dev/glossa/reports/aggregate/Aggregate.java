package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One reading of one benchmark, as every model stands in it: overall, by region, bin and script, and in each language.
///
/// A mean over languages holds only languages in which every model has a value, so that models are compared over the same
/// ones. A value that rests on too few of its samples to be printed is none there; a model of which no mean at all can be
/// printed takes no language from the others. Within a language, sums are pooled over samples; over languages, every language weighs the same (protocol, 4.2).
///
/// @param facet    see [Cell#facet]
/// @param models   those with any sample here, in the order of the runs
/// @param cells    by group, then by model
/// @param compared languages in which every model has a value
/// @param leftOut  languages in no mean, each with the models that lack it
/// @param reserved languages in no mean, each with why the metric's values there are not to be trusted
/// @param ranks    by group and model, the places that models of one signature and the same data with a value over all items in every language of
///                 the group may hold among each other
/// @param differences of the metric itself, by group and model: from the first model of the report, where both have numbers of one
///                 signature from the same data in print
public record Aggregate(
        Table table,
        String facet,
        List<String> models,
        List<Cell> cells,
        List<Language> compared,
        Map<Language, List<String>> leftOut,
        Map<Language, String> reserved,
        Map<Group, Map<String, Ranks.Range>> ranks,
        List<Difference> differences) {

    /// How numbers are made.
    ///
    /// @param draws       of the bootstrap
    /// @param seed        of the bootstrap
    /// @param maxUnscored the largest share of a number's samples that may be failed or unparsed, from 0 to 1; above it the
    ///                    number is not printed
    public record Options(int draws, long seed, double maxUnscored) {
        public static final Options DEFAULT = new Options(10_000, 20_260_221, 0.10);

        public Options {
            if (draws < 100) {
                throw new IllegalArgumentException(draws + " draws are too few for an interval; 10000 are usual, 100 the least");
            }
            if (!(maxUnscored >= 0 && maxUnscored <= 1)) {
                throw new IllegalArgumentException("a share of " + maxUnscored + " unscored samples is none; it is from 0 to 1");
            }
        }
    }

    /// The metric itself, each of its facets, and the metric on each slice of the samples, in this order.
    public static List<Aggregate> of(Table table, Languages languages, Options options) {
        return of(table, languages, options, Optional.empty());
    }

    /// As above over a fixed set of languages: a model that lacks some of them has the mean over those it has, which its cell
    /// tells by holding fewer languages than its group, and no rank.
    ///
    /// @param eligible languages that means are over; empty for those in which every model has a value
    public static List<Aggregate> of(Table table, Languages languages, Options options, Optional<List<Language>> eligible) {
        List<Aggregate> aggregates = new ArrayList<>();
        Metric metric = table.metric();
        Map<String, ToDoubleFunction<Statistics>> readings = new LinkedHashMap<>();
        readings.put("", metric::pool);
        metric.facets().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(f -> readings.put(f.getKey(), f.getValue()));
        aggregates.addAll(readings(table, readings, languages, options, eligible));
        for (int s = 0; s < table.slices().size(); s++) {
            Table.Slice slice = table.slices().get(s);
            for (int v = 0; v < slice.values().size(); v++) {
                String facet = slice.attribute() + "=" + slice.values().get(v);
                aggregates.addAll(readings(table.where(s, v), Map.of(facet, metric::pool), languages, options, eligible));
            }
        }
        return aggregates;
    }

    public Optional<Cell> cell(Group.Kind kind, String group, String model) {
        return cells.stream().filter(c -> c.group().kind() == kind && c.group().name().equals(group) && c.model().equals(model)).findFirst();
    }

    /// The groups there are, in order.
    public List<Group> groups() {
        return cells.stream().map(Cell::group).distinct().toList();
    }

    private static List<Aggregate> readings(Table table, Map<String, ToDoubleFunction<Statistics>> readings, Languages languages,
            Options options, Optional<List<Language>> eligible) {
        Resampling resampling = Resampling.of(table, List.copyOf(readings.values()), options.draws(), options.seed());
        Noise[] noise = Noise.ofRepeats(table, options.seed());
        List<Aggregate> aggregates = new ArrayList<>();
        int r = 0;
        for (Map.Entry<String, ToDoubleFunction<Statistics>> reading : readings.entrySet()) {
            aggregates.add(new Reading(table, reading.getKey(), reading.getValue(), r++, resampling, noise, options).aggregate(languages, eligible));
        }
        return aggregates;
    }

    /// One function of the sums, in the making.
    private static final class Reading {
        private final Table table;
        private final String facet;
        private final int index;
        private final Resampling resampling;
        private final Options options;
        private final int[] present;
        private final Noise[] noise;
        /// By model and language; NaN where the model has no value there, or none that may be printed.
        private final double[][] values;
        /// By model and language, whether too many samples are without a score for its value to be printed.
        private final boolean[][] refused;
        /// By model and language, the items that the value rests on.
        private final BitSet[][] items;
        /// By model and language, how many scored samples it does not rest on.
        private final long[][] unjudged;
        /// By model and language, what it has of the items there are, in words.
        private final List<List<Optional<String>>> partial;

        Reading(Table table, String facet, ToDoubleFunction<Statistics> read, int index, Resampling resampling, Noise[] noise, Options options) {
            this.table = table;
            this.facet = facet;
            this.index = index;
            this.resampling = resampling;
            this.options = options;
            this.noise = noise;
            this.present = table.present();
            this.values = new double[table.models().size()][table.languages().size()];
            this.refused = new boolean[values.length][table.languages().size()];
            this.items = new BitSet[values.length][table.languages().size()];
            this.unjudged = new long[values.length][table.languages().size()];
            this.partial = IntStream.range(0, values.length).mapToObj(m -> IntStream.range(0, table.languages().size()).mapToObj(l -> table.partial(m, l)).toList()).toList();
            for (int m = 0; m < values.length; m++) {
                for (int l = 0; l < values[m].length; l++) {
                    Optional<Column> column = table.column(m, l).filter(c -> c.clusters() > 0);
                    double value = column.map(c -> read.applyAsDouble(c.total())).filter(Double::isFinite).orElse(Double.NaN);
                    refused[m][l] = !Double.isNaN(value) && table.counts(m, l).unscoredShare() > options.maxUnscored();
                    values[m][l] = refused[m][l] ? Double.NaN : value;
                    items[m][l] = column.map(c -> c.items(read)).orElseGet(BitSet::new);
                    unjudged[m][l] = column.map(c -> c.unjudged(read)).orElse(0L);
                }
            }
        }

        Aggregate aggregate(Languages known, Optional<List<Language>> eligible) {
            List<Language> languages = table.languages();
            List<Language> compared = new ArrayList<>();
            Map<Language, List<String>> leftOut = new LinkedHashMap<>();
            Map<Language, String> reserved = new LinkedHashMap<>();
            boolean[] broken = broken();
            for (int l = 0; l < languages.size(); l++) {
                int at = l;
                List<String> without = Arrays.stream(present).filter(m -> Double.isNaN(values[m][at]) && !(refused[m][at] && broken[m]))
                        .mapToObj(table.models()::get).toList();
                Optional<String> reservation = table.metric().reservation(languages.get(l));
                if (reservation.isPresent()) {
                    reserved.put(languages.get(l), reservation.get());
                } else if (without.isEmpty()) {
                    compared.add(languages.get(l));
                } else {
                    leftOut.put(languages.get(l), without);
                }
            }
            List<Language> means = eligible.<List<Language>>map(fixed -> fixed.stream().filter(l -> !reserved.containsKey(l)).toList()).orElse(compared);
            List<Group> groups = new ArrayList<>(Group.of(table.benchmark(), known.all(), means));
            languages.forEach(language -> groups.add(Group.of(language)));
            List<Cell> cells = new ArrayList<>();
            Map<Group, Map<String, Ranks.Range>> ranks = new LinkedHashMap<>();
            for (Group group : groups) {
                int[] at = group.languages().stream().mapToInt(languages::indexOf).toArray();
                for (int m : present) {
                    if (group.kind() != Group.Kind.LANGUAGE || table.column(m, at[0]).isPresent()) {
                        cells.add(cell(group, m, at, eligible.isPresent()));
                    }
                }
                ranks.put(group, ranks(at));
            }
            return new Aggregate(table, facet, Arrays.stream(present).mapToObj(table.models()::get).toList(), List.copyOf(cells),
                    List.copyOf(compared), leftOut, reserved, ranks, facet.isEmpty() ? differences(groups, cells) : List.of());
        }

        /// The models that have too many samples without a score in the languages that would be compared otherwise.
        private boolean[] broken() {
            int[] common = IntStream.range(0, table.languages().size()).filter(l -> table.languages().get(l).varietyOf().isEmpty()
                    && table.metric().reservation(table.languages().get(l)).isEmpty() && Arrays.stream(present).allMatch(m -> told(m, l))).toArray();
            boolean[] broken = new boolean[values.length];
            for (int m : present) {
                broken[m] = counts(m, common).unscoredShare() > options.maxUnscored();
            }
            return broken;
        }

        private boolean isPartial(int model, int[] languages) {
            return Arrays.stream(languages).anyMatch(l -> l >= 0 && partial.get(model).get(l).isPresent());
        }

        private boolean told(int model, int language) {
            return language >= 0 && (refused[model][language] || !Double.isNaN(values[model][language]));
        }

        private Counts counts(int model, int[] languages) {
            return Arrays.stream(languages).filter(l -> l >= 0).mapToObj(l -> table.counts(model, l).withUnjudged(unjudged[model][l])).reduce(Counts.NONE, Counts::plus);
        }

        /// Every later model against the first one.
        private List<Difference> differences(List<Group> groups, List<Cell> cells) {
            if (present.length < 2 || present[0] != 0) {
                return List.of();
            }
            Set<List<Object>> printed = cells.stream().filter(c -> c.value().isPresent()).map(c -> List.<Object>of(c.group(), c.model()))
                    .collect(Collectors.toSet());
            double sign = table.metric().ascending() ? 1 : -1;
            List<Difference> differences = new ArrayList<>();
            for (Group group : groups) {
                int[] at = group.languages().stream().mapToInt(table.languages()::indexOf).toArray();
                if (!printed.contains(List.<Object>of(group, table.models().getFirst())) || held(0, at).length < at.length) {
                    continue;
                }
                float[] base = at.length == 1 ? resampling.of(index, 0, at[0]) : resampling.mean(index, 0, at);
                double from = Arrays.stream(at).mapToDouble(l -> values[0][l]).average().orElseThrow();
                for (int m : present) {
                    if (m == 0 || !printed.contains(List.<Object>of(group, table.models().get(m))) || held(m, at).length < at.length
                            || isPartial(0, at) || isPartial(m, at) || !table.comparable(0, m, at)) {
                        continue;
                    }
                    float[] drawn = (at.length == 1 ? resampling.of(index, m, at[0]) : resampling.mean(index, m, at)).clone();
                    for (int d = 0; d < drawn.length; d++) {
                        drawn[d] = (float) (sign * (drawn[d] - (double) base[d]));
                    }
                    int model = m;
                    double to = Arrays.stream(at).mapToDouble(l -> values[model][l]).average().orElseThrow();
                    Estimate difference = Estimate.of(sign * (to - from), drawn, Math.min(clusters(0, at), clusters(m, at)))
                            .with(noise[0].ofValue(at.length, table.askings(0)), noise[0].freedom())
                            .with(noise[m].ofValue(at.length, table.askings(m)), noise[m].freedom());
                    differences.add(new Difference(group, table.models().get(m), from, difference));
                }
            }
            return List.copyOf(differences);
        }

        /// Those of some languages in which a model has a value.
        private int[] held(int model, int[] languages) {
            return Arrays.stream(languages).filter(l -> l >= 0 && !Double.isNaN(values[model][l])).toArray();
        }

        /// The models of each signature, asked from the same data, that have a value in all of these languages, ranked among each other.
        private Map<String, Ranks.Range> ranks(int[] languages) {
            Metric.Direction direction = table.metric().direction(facet);
            if (direction == Metric.Direction.NEITHER) {
                return Map.of();
            }
            Map<List<String>, List<Integer>> alike = new LinkedHashMap<>();
            for (int m : present) {
                if (held(m, languages).length == languages.length && !isPartial(m, languages)) {
                    alike.computeIfAbsent(Stream.concat(table.signature(m).stream(), data(m, languages)).toList(), _ -> new ArrayList<>()).add(m);
                }
            }
            Map<String, Ranks.Range> ranks = new LinkedHashMap<>();
            for (List<Integer> models : alike.values()) {
                double[] means = models.stream().mapToDouble(m -> Arrays.stream(languages).mapToDouble(l -> values[m][l]).average().orElseThrow()).toArray();
                List<float[]> drawn = models.stream().map(m -> languages.length == 1
                        ? resampling.of(index, m, languages[0]) : resampling.mean(index, m, languages)).toList();
                List<Ranks.Range> ranges = Ranks.of(means, drawn, models.stream().mapToInt(m -> clusters(m, languages)).min().orElseThrow(),
                        direction == Metric.Direction.MORE_IS_BETTER);
                for (int i = 0; i < ranges.size(); i++) {
                    ranks.put(table.models().get(models.get(i)), ranges.get(i));
                }
            }
            return ranks;
        }

        /// @param fixed whether a mean may be over some of its languages, and say so
        private Cell cell(Group group, int model, int[] languages, boolean fixed) {
            int[] held = held(model, languages);
            int[] told = group.kind() == Group.Kind.LANGUAGE ? languages : Arrays.stream(languages).filter(l -> told(model, l)).toArray();
            String note = note(model, languages, told, held, fixed);
            boolean printed = note.isEmpty();
            int[] meant = printed ? held : told;
            double[] each = Arrays.stream(held).mapToDouble(l -> values[model][l]).toArray();
            double mean = Arrays.stream(each).sum() / each.length;
            int clusters = clusters(model, meant);
            return new Cell(table.benchmark(), table.metric().name(), facet, group, table.models().get(model),
                    printed ? OptionalDouble.of(mean) : OptionalDouble.empty(),
                    printed ? interval(model, held, mean, clusters)
                            .map(i -> i.with(mean, noise[model].ofValue(held.length, table.askings(model)), noise[model].freedom()).within(scale(mean))) : Optional.empty(),
                    meant.length, printed && LanguageScale.isOne(table.metric()) ? spread(each) : OptionalDouble.empty(), clusters, counts(model, meant),
                    table.signature(model).orElse(""), note, flagged(model, meant), partial(model, meant), otherData(model, meant));
        }

        /// Why there is no value; empty where there is one.
        private String note(int model, int[] languages, int[] told, int[] held, boolean fixed) {
            Counts counts = counts(model, told);
            if (counts(model, languages).scored() == 0) {
                return "no sample is scored";
            }
            if (counts.unscoredShare() > options.maxUnscored()) {
                return "not printed: " + (counts.unparsed() + counts.failed()) + " of " + counts.n() + " samples are failed or unparsed";
            }
            if (held.length == 0 && Arrays.stream(told).noneMatch(l -> refused[model][l])) {
                return "no answer has anything to judge";
            }
            return held.length == told.length || fixed && held.length > 0 ? ""
                    : "not printed: too many samples are failed or unparsed in " + (told.length - held.length) + " of " + told.length + " languages";
        }

        private Map<Language, String> partial(int model, int[] languages) {
            Map<Language, String> found = new LinkedHashMap<>();
            for (int l : languages) {
                partial.get(model).get(l).ifPresent(of -> found.put(table.languages().get(l), of));
            }
            return found;
        }

        private Stream<String> data(int model, int[] languages) {
            return Arrays.stream(languages).mapToObj(l -> table.column(model, l).map(Column::data).orElse(""));
        }

        private List<Language> otherData(int model, int[] languages) {
            return Arrays.stream(languages).filter(l -> table.column(model, l).filter(c -> !c.data().equals(table.usualData(model, l))).isPresent())
                    .mapToObj(table.languages()::get).toList();
        }

        private Map<Language, String> flagged(int model, int[] languages) {
            Map<Language, String> flagged = new LinkedHashMap<>();
            for (int l : languages) {
                table.flag(model, table.languages().get(l)).ifPresent(why -> flagged.put(table.languages().get(l), why));
            }
            return flagged;
        }

        private Optional<Interval> interval(int model, int[] languages, double mean, int clusters) {
            boolean proportion = table.metric().scale(facet) == Metric.Scale.PROPORTION && mean >= 0 && mean <= 1;
            if (languages.length == 1 && proportion) {
                Column column = table.column(model, languages[0]).orElseThrow();
                // Not for a facet, which may read the same sums in another way.
                if (column.binary() && mean == column.total().get(0) / clusters) {
                    return Optional.of(Interval.wilson(mean * clusters, clusters));
                }
            }
            float[] drawn = languages.length == 1 ? resampling.of(index, model, languages[0]) : resampling.mean(index, model, languages);
            Optional<Interval> interval = clusters < Interval.FEW
                    ? Optional.of(Estimate.of(mean, drawn, clusters).interval().within(scale(mean)))
                    : Interval.percentile(Interval.sorted(drawn), clusters);
            // Where every item is alike, no resample differs. A proportion of 0 of 6 is not known to be 0 all the same; of
            // other values nothing can be said.
            boolean alike = clusters < 2 || interval.filter(i -> i.width() < 1e-6).isPresent();
            return !alike ? interval : proportion && clusters > 1 ? Optional.of(Interval.wilson(mean * clusters, clusters)) : Optional.empty();
        }

        /// Where values of the reading lie; everywhere, when this one lies outside.
        private Interval scale(double value) {
            Interval scale = switch (table.metric().scale(facet)) {
                case PROPORTION -> new Interval(0, 1);
                case POINTS -> new Interval(0, 100);
                case COUNT -> new Interval(0, Double.POSITIVE_INFINITY);
                case RAW -> Interval.ALL;
            };
            return scale.holds(value) ? scale : Interval.ALL;
        }

        private int clusters(int model, int[] languages) {
            BitSet all = new BitSet();
            for (int l : languages) {
                all.or(items[model][l]);
            }
            return all.cardinality();
        }

        private static OptionalDouble spread(double[] values) {
            if (values.length < 2) {
                return OptionalDouble.empty();
            }
            double mean = Arrays.stream(values).sum() / values.length;
            return OptionalDouble.of(Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1)));
        }
    }
}
