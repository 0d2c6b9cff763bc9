package dev.glossa.reports.board;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Counts;
import dev.glossa.reports.aggregate.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A leaderboard's numbers: models by benchmarks, over fixed sets of languages.
///
/// Every mean of a column and group is over the same eligible languages. A model that lacks some of them has the mean over
/// those it has, marked as partial, and no rank. A number under another signature than most of its column is marked and
/// ranked among its own kind only by nobody: it has no rank either. Published numbers are always marked.
///
/// @param columns   in order, headlines of benchmarks first among their readings
/// @param models    measured ones in the order of the runs, then published ones
/// @param eligible  by benchmark, the languages that its overall mean is over
public record Board(List<Column> columns, List<Model> models, List<Standing> standings, Map<String, List<Language>> eligible) {

    /// @param headline  whether it is its benchmark's first number
    /// @param signature of most of its measured numbers; empty where all are published
    public record Column(Published.Reading reading, Metric metric, boolean headline, String signature) {}

    public record Model(String name, boolean published) {}

    /// @param published    results to set beside the measured ones; empty for none
    /// @param differences  the keys in which two signatures differ
    public static Board of(List<Aggregate> aggregates, List<String> names, Optional<Published> published, Function<String, Metric> metrics,
            Languages languages, BiFunction<String, String, List<String>> differences) {
        Map<Published.Reading, List<Standing>> found = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>();
        for (Aggregate aggregate : aggregates) {
            Published.Reading reading = new Published.Reading(aggregate.table().benchmark(), aggregate.table().metric().name(), aggregate.facet());
            String signature = usual(aggregate);
            boolean headline = columns.stream().noneMatch(c -> c.reading().benchmark().equals(reading.benchmark()));
            columns.add(new Column(reading, aggregate.table().metric(), headline, signature));
            List<Standing> standings = found.computeIfAbsent(reading, _ -> new ArrayList<>());
            aggregate.cells().forEach(cell -> standings.add(measured(reading, cell, aggregate, signature, differences)));
            published.ifPresent(results -> standings.addAll(printed(results, reading, aggregate.groups())));
        }
        if (aggregates.isEmpty() && published.isPresent()) {
            for (Published.Reading reading : published.get().headlines()) {
                List<Language> paper = languages.all().stream().filter(l -> l.paper().contains(reading.benchmark())).toList();
                List<Group> groups = new ArrayList<>(Group.of(reading.benchmark(), languages.all(), paper));
                groups.addAll(Group.by(Group.Kind.LANGUAGE, paper));
                columns.add(new Column(reading, metrics.apply(reading.metric()), true, ""));
                found.put(reading, printed(published.get(), reading, groups));
            }
        }
        List<Standing> all = found.values().stream().flatMap(List::stream).toList();
        List<Model> models = new ArrayList<>();
        names.forEach(name -> models.add(new Model(name, false)));
        published.ifPresent(results -> results.models().stream().filter(name -> all.stream().anyMatch(s -> s.published() && s.model().equals(name)))
                .forEach(name -> models.add(new Model(name, true))));
        Map<String, List<Language>> eligible = new LinkedHashMap<>();
        all.stream().filter(s -> s.group().kind() == Group.Kind.OVERALL && s.group().name().equals(Group.HEADLINE))
                .forEach(s -> eligible.putIfAbsent(s.reading().benchmark(), s.group().languages()));
        return new Board(List.copyOf(columns), List.copyOf(models), all, eligible);
    }

    /// The signature of most models' numbers, of the first model's where as many have another.
    private static String usual(Aggregate aggregate) {
        Map<String, Long> counts = aggregate.models().stream()
                .map(model -> aggregate.cells().stream().filter(c -> c.model().equals(model)).findFirst().map(Cell::signature).orElseThrow())
                .collect(Collectors.groupingBy(s -> s, LinkedHashMap::new, Collectors.counting()));
        long most = counts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        return counts.entrySet().stream().filter(e -> e.getValue() == most).findFirst().orElseThrow().getKey();
    }

    private static Standing measured(Published.Reading reading, Cell cell, Aggregate aggregate, String signature,
            BiFunction<String, String, List<String>> differences) {
        int of = cell.group().languages().size();
        List<String> marks = new ArrayList<>();
        if (!cell.signature().equals(signature)) {
            marks.add("other signature: " + String.join(", ", differences.apply(signature, cell.signature())));
        }
        if (cell.languages() < of) {
            marks.add("partial: " + cell.languages() + " of " + of + " languages");
        }
        Optional.of(cell.mark()).filter(mark -> !mark.isEmpty()).ifPresent(marks::add);
        boolean ranked = marks.isEmpty() && cell.value().isPresent();
        return new Standing(reading, cell.group(), cell.model(), false, cell.value(), cell.interval(),
                ranked ? Optional.ofNullable(aggregate.ranks().getOrDefault(cell.group(), Map.of()).get(cell.model())) : Optional.empty(),
                cell.languages(), cell.counts(), cell.signature(), String.join("; ", marks), cell.note().isEmpty() ? flag(cell) : cell.note());
    }

    /// What stands beside a number whose judge rated a canary wrongly, and after a colon where and how.
    private static String flag(Cell cell) {
        if (cell.flagged().isEmpty()) {
            return "";
        }
        String where = cell.group().kind() == Group.Kind.LANGUAGE ? ""
                : " in " + cell.flagged().size() + " of " + cell.languages() + (cell.languages() == 1 ? " language" : " languages");
        return Standing.FLAGGED + where + ": " + String.join("; ", cell.flagged().entrySet().stream().map(e -> e.getKey().name() + ", " + e.getValue()).toList());
    }

    private static List<Standing> printed(Published results, Published.Reading reading, List<Group> groups) {
        List<Standing> standings = new ArrayList<>();
        for (String model : results.models()) {
            for (Group group : groups) {
                double[] each = group.languages().stream().map(l -> results.value(reading, model, l)).filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble).toArray();
                OptionalDouble mean = java.util.Arrays.stream(each).average();
                int of = group.languages().size();
                String mark = each.length < of ? "published, partial: " + each.length + " of " + of + " languages" : "published";
                if (mean.isEmpty() && group.kind() == Group.Kind.OVERALL && group.name().equals(Group.HEADLINE) && !results.isPerLanguage(reading)) {
                    mean = results.average(reading, model);
                    mark = "published mean over all languages of the paper";
                    each = mean.isPresent() ? new double[of] : each;
                }
                if (mean.isPresent()) {
                    standings.add(new Standing(reading, group, model, true, mean, Optional.empty(), Optional.empty(), each.length, Counts.NONE,
                            Published.SIGNATURE, mark, ""));
                }
            }
        }
        return standings;
    }
}
