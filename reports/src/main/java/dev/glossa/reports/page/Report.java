package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Folder;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Disagreement;
import dev.glossa.reports.aggregate.Table;
import dev.glossa.reports.arena.Arena;
import dev.glossa.reports.arena.Battles;
import dev.glossa.reports.chart.Chart;
import dev.glossa.reports.chart.Charts;
import dev.glossa.reports.jury.JuryBuilder;
import dev.glossa.reports.jury.JuryReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes the report of some runs: `index.html`, which opens from a disk, `scores.csv`, `equity.csv`, `signatures.csv`,
/// `disagreements.csv`, `scores.md`, `charts/` and `samples/`. The same runs make the same bytes.
public final class Report {
    /// A fit for each draw costs more than a sum: more draws would move no printed digit.
    private static final int ARENA_DRAWS = 1_000;

    private Report() {}

    /// @param numbers          how they are made
    /// @param samples          how many samples per benchmark and language can be looked at; 0 for none
    /// @param arena            how intervals of arenas are made
    public record Options(Aggregate.Options numbers, int samples, Arena.Intervals arena) {
        public static final Options DEFAULT = new Options(Aggregate.Options.DEFAULT, 40);

        public Options(Aggregate.Options numbers, int samples) {
            this(numbers, samples, Arena.Intervals.QUESTIONS);
        }

        public Options {
            if (samples < 0) {
                throw new IllegalArgumentException(samples + " samples per language are fewer than none");
            }
        }
    }

    /// @param runs      in the order in which models are shown
    /// @param metrics   finds a metric by its name; throws for an unknown one
    /// @param questions where the data is at hand
    /// @return the page's path
    public static Path write(List<Run> runs, Function<String, Metric> metrics, Languages languages, Questions questions, Path out, Options options) {
        Folder folder = new Folder(out);
        SampleChoice choice = new SampleChoice(options.samples());
        Battles battles = new Battles(runs);
        JuryBuilder juries = new JuryBuilder(runs, metrics, languages);
        Reading reading = Reading.of(runs, metrics, languages, Reading.Listener.all(List.of(choice, battles, juries)));
        if (reading.scores().tables().isEmpty()) {
            throw new IllegalArgumentException(runs.getFirst().directory().path() + ": no score in it yet; glossa score "
                    + runs.getFirst().directory().path() + " makes some");
        }
        List<Aggregate> aggregates = new ArrayList<>();
        Map<Aggregate, List<Chart>> charts = new java.util.IdentityHashMap<>();
        Map<Aggregate, List<Chart>> between = new java.util.IdentityHashMap<>();
        Map<String, Aggregate> headlines = new LinkedHashMap<>();
        for (Table table : reading.scores().tables()) {
            List<Aggregate> readings = Aggregate.of(table, languages, options.numbers());
            aggregates.addAll(readings);
            charts.put(readings.getFirst(), Charts.of(readings.getFirst()));
            if (headlines.putIfAbsent(table.benchmark(), readings.getFirst()) == null) {
                between.put(readings.getFirst(), Charts.between(readings.getFirst()));
            }
        }
        Folder pictures = folder.in("charts");
        List<Chart> across = Charts.across(List.copyOf(headlines.values()));
        // Drawing is most of a report's time, and no chart knows of another.
        Stream.of(charts.values().stream().flatMap(List::stream), between.values().stream().flatMap(List::stream), across.stream())
                .flatMap(all -> all).toList().parallelStream().forEach(chart -> chart.write(pictures));
        Signatures signatures = new Signatures(aggregates, reading.signatures());
        List<Samples.Shelf> shelves = options.samples() == 0 ? List.of()
                : new Samples(runs, choice, questions, folder.in(Samples.FOLDER)).write(languages(reading));
        List<Disagreement> disagreements = Disagreement.of(reading.scores().tables());
        ReportPage page = ReportPage.of(runs, aggregates, charts, between, across, signatures, shelves, disagreements, reading.health(), options.numbers().draws());
        folder.text("scores.csv", ScoresCsv.of(aggregates));
        folder.text("equity.csv", Equities.csv(aggregates));
        folder.text("disagreements.csv", Disagreements.csv(disagreements));
        folder.text("signatures.csv", signatures.csv());
        if (!reading.health().rows().isEmpty()) {
            folder.text("judge-health.csv", HealthPanel.csv(reading.health()));
        }
        if (reading.health().rows().stream().anyMatch(row -> !row.people().isEmpty())) {
            folder.text("judge-people.csv", HealthPanel.peopleCsv(reading.health()));
        }
        folder.text("scores.md", Markdown.of(page));
        folder.text(Sources.FILE, Sources.of(options.arena() == Arena.Intervals.QUESTIONS ? "report" : "report:" + options.arena().wire(), java.util.Optional.empty(), runs, options.numbers(), options.samples(), false, java.util.Optional.empty()).json());
        Map<Arena, List<Arena.Standing>> standings = new LinkedHashMap<>();
        battles.arenas().forEach(arena -> standings.put(arena, arena.standings(options.arena(), Math.min(options.numbers().draws(), ARENA_DRAWS), options.numbers().seed())));
        List<JuryReport> agreements = juries.reports();
        if (!standings.isEmpty()) {
            folder.text("arena.csv", ArenaPanel.csv(standings, options.arena()));
        }
        if (!agreements.isEmpty()) {
            folder.text("jury.csv", JuryPanel.csv(agreements));
        }
        folder.text("index.html", Site.html(page, ArenaPanel.of(standings, languages, options.arena()), JuryPanel.of(agreements, languages)));
        return out.resolve("index.html");
    }

    static Map<String, List<Language>> languages(Reading reading) {
        Map<String, Set<Language>> found = new LinkedHashMap<>();
        reading.scores().tables().forEach(table ->
                found.computeIfAbsent(table.benchmark(), _ -> new LinkedHashSet<>()).addAll(table.languages()));
        Map<String, List<Language>> languages = new LinkedHashMap<>();
        found.forEach((benchmark, all) -> languages.put(benchmark, List.copyOf(all)));
        return languages;
    }
}
