package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.harness.Region;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Difference;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Group.Kind;
import dev.glossa.reports.aggregate.LanguageScale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The charts of one aggregate.
public final class Charts {
    /// Taller than this, the bars of all languages are split by region.
    private static final int TALLEST = 1900;
    /// Up to so many bars, those of languages stand.
    private static final int STANDING = 40;
    /// Of fewer languages, a box is more than what it stands for.
    private static final int FEWEST = 5;

    private Charts() {}

    /// Every chart that the aggregate has numbers for.
    public static List<Chart> of(Aggregate aggregate) {
        List<Chart> charts = new ArrayList<>();
        List<Group> regions = groups(aggregate, Kind.REGION);
        if (!regions.isEmpty()) {
            charts.add(regions(aggregate, regions));
        }
        List<Group> bins = groups(aggregate, Kind.BIN);
        if (!bins.isEmpty()) {
            charts.add(bins(aggregate, bins));
        }
        charts.addAll(languages(aggregate, groups(aggregate, Kind.LANGUAGE)));
        return Caveats.on(charts, List.of(aggregate));
    }

    /// How models lie beside each other: spans of regions, boxes of languages, and against the first model the changes by web
    /// presence and in each language. Where languages are not on one scale, only the last: neither are shares of their values.
    public static List<Chart> between(Aggregate aggregate) {
        List<Chart> charts = new ArrayList<>();
        List<Group> regions = groups(aggregate, Kind.REGION);
        boolean comparable = LanguageScale.isOne(aggregate.table().metric());
        if (comparable && regions.stream().anyMatch(region -> region.languages().size() > 1)) {
            charts.add(SpanChart.of(aggregate, regions));
        }
        groups(aggregate, Kind.OVERALL).stream().findFirst().filter(overall -> comparable && overall.languages().size() >= FEWEST)
                .ifPresent(overall -> charts.add(BoxChart.of(aggregate, overall)));
        List<Group> bins = groups(aggregate, Kind.BIN);
        List<String> changed = aggregate.models().stream().filter(model -> Difference.of(aggregate, Kind.BIN, model).stream()
                .anyMatch(d -> d.relative().isPresent())).toList();
        if (comparable && bins.size() > 1 && !changed.isEmpty()) {
            charts.add(changes(aggregate, bins, changed));
        }
        for (String model : aggregate.models()) {
            List<Difference> languages = Difference.of(aggregate, Kind.LANGUAGE, model);
            if (!languages.isEmpty()) {
                charts.add(DifferenceChart.of(aggregate, model, languages));
            }
        }
        return Caveats.on(charts, List.of(aggregate));
    }

    /// Of several benchmarks, by their headlines: a heat map of languages and benchmarks for each model, and the models' means
    /// over benchmarks by region (Figure 1). A benchmark whose languages are not on one scale has no colours to compare.
    public static List<Chart> across(List<Aggregate> headlines) {
        List<Aggregate> comparable = headlines.stream().filter(a -> LanguageScale.isOne(a.table().metric())).toList();
        List<Chart> charts = new ArrayList<>();
        Composite.of(headlines).ifPresent(charts::add);
        if (comparable.size() > 1) {
            charts.addAll(Heat.of(comparable));
        }
        return Caveats.on(charts, comparable);
    }

    /// Figure 16's form: what each later model changes by web presence, in percent of the first model.
    private static Chart changes(Aggregate aggregate, List<Group> bins, List<String> models) {
        String benchmark = aggregate.table().benchmark();
        String metric = aggregate.table().metric().name();
        String base = Labels.model(aggregate.table().models().getFirst());
        List<List<Optional<Lines.Point>>> points = models.stream().map(model -> bins.stream().map(bin -> aggregate.differences().stream()
                .filter(d -> d.group().equals(bin) && d.model().equals(model)).findFirst().flatMap(Difference::relative)
                .map(change -> new Lines.Point(change.value(), Optional.of(change.interval())))).toList()).toList();
        String title = benchmark + ": change of " + metric + " against " + base + " by web presence";
        return new Lines(benchmark + "-" + metric + "-changes", title, "In percent of the value of " + base + "; above zero is better. Bars: 95 % interval over items",
                "change, %", "bin", bins.stream().map(g -> "bin " + g.name() + "\n" + codes(g)).toList(), models,
                models.stream().map(aggregate.models()::indexOf).toList(), points, bins.stream().map(Charts::pages).toList(), Double.POSITIVE_INFINITY, 1).chart();
    }

    private static String codes(Group group) {
        return group.languages().stream().map(Language::code).collect(Collectors.joining(" "));
    }

    private static double pages(Group group) {
        return group.languages().stream().filter(l -> l.webPages().isPresent()).mapToDouble(l -> l.webPages().getAsLong()).average().orElse(1);
    }

    /// Figure 1's form: grouped bars by region.
    static Chart regions(Aggregate aggregate, List<Group> groups) {
        return bars(aggregate, "regions", "by region", groups, groups.stream().map(Group::name).toList(),
                groups.stream().map(g -> count(g)).toList(), List.of()).upright();
    }

    /// Figure 5's form: grouped bars by web presence, and a line of Common Crawl pages. A bar is the unweighted mean over the
    /// bin's languages, the line their arithmetic mean of pages (protocol, section 3); there is none beside bars whose heights do
    /// not compare.
    static Chart bins(Aggregate aggregate, List<Group> groups) {
        return bars(aggregate, "web-presence", "by web presence", groups,
                groups.stream().map(g -> "bin " + g.name()).toList(),
                groups.stream().map(Charts::codes).toList(),
                LanguageScale.isOne(aggregate.table().metric()) ? groups.stream().map(Charts::pages).toList() : List.of()).upright();
    }

    /// Bars of all languages: standing while they are few, else lying, split by region where one sheet would be too tall.
    static List<Chart> languages(Aggregate aggregate, List<Group> groups) {
        int models = aggregate.models().size();
        if (groups.isEmpty()) {
            return List.of();
        }
        if (groups.size() * models <= STANDING && groups.size() <= 12) {
            return List.of(bars(aggregate, "languages", "by language", groups, labels(groups), List.of(), List.of()).upright());
        }
        if (groups.size() * Bars.rowHeight(models) <= TALLEST) {
            return List.of(bars(aggregate, "languages", "by language", groups, labels(groups), List.of(), List.of()).lying());
        }
        Map<String, List<Group>> byRegion = new LinkedHashMap<>();
        Region.REPORTED.forEach(region -> byRegion.put(region.name(), new ArrayList<>()));
        groups.forEach(group -> byRegion.computeIfAbsent(
                group.languages().getFirst().region().map(Region::name).orElse("no region"), _ -> new ArrayList<>()).add(group));
        List<Chart> charts = new ArrayList<>();
        byRegion.forEach((region, some) -> {
            if (!some.isEmpty()) {
                charts.add(bars(aggregate, "languages-" + new Region(region).slug(), "by language, " + region, some, labels(some),
                        List.of(), List.of()).lying());
            }
        });
        return charts;
    }

    private static Bars bars(Aggregate aggregate, String suffix, String title, List<Group> groups, List<String> names,
            List<String> notes, List<Double> pages) {
        Printed printed = Printed.of(aggregate.table().metric());
        String metric = aggregate.table().metric().name();
        String benchmark = aggregate.table().benchmark();
        Map<Group, Map<String, Cell>> cells = aggregate.cells().stream().collect(Collectors.groupingBy(Cell::group,
                Collectors.toMap(Cell::model, c -> c)));
        List<List<Bars.Point>> points = groups.stream().map(group -> aggregate.models().stream().map(model -> {
            Cell cell = cells.getOrDefault(group, Map.of()).get(model);
            return cell == null || cell.value().isEmpty() ? null
                    : new Bars.Point(printed.value(cell.value().getAsDouble()), cell.interval().map(printed::interval));
        }).toList()).toList();
        String axis = printed.unit().isEmpty() ? metric : metric + ", " + printed.unit();
        return new Bars(benchmark + "-" + metric + "-" + suffix, benchmark + ": " + metric + " " + title,
                "Whiskers: 95 % interval over items" + (groups.getFirst().kind() == Kind.LANGUAGE ? "" : ". Every language weighs the same"),
                axis, printed, names, notes, aggregate.models(), points, pages);
    }

    private static List<Group> groups(Aggregate aggregate, Kind kind) {
        return aggregate.groups().stream().filter(group -> group.kind() == kind).toList();
    }

    private static String count(Group group) {
        return group.languages().size() == 1 ? "1 language" : group.languages().size() + " languages";
    }

    private static List<String> labels(List<Group> groups) {
        return groups.stream().map(group -> Labels.of(group.languages().getFirst(), Labels.plain(12))).toList();
    }
}
