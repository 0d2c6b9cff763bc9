package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Run;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Counts;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.LanguageScale;
import dev.glossa.reports.board.Published;
import dev.glossa.reports.health.JudgeHealth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/// Everything that a language's page shows, in print.
///
/// @param detail   what the language is, in words
/// @param glance   a row for each model, a number for each benchmark
/// @param health   whether the judges can be believed in this language
/// @param suspects items that speakers doubt, in words
/// @param agreed   how far speakers' scores are from the metrics', in words
/// @param draws    of the bootstrap behind every interval
record LanguagePage(String own, String name, String tag, String dir, String detail, List<String> benchmarks, List<Row> glance, List<Section> sections,
        HealthPanel health, List<LanguageSamples.Shelf> shelves, List<String> suspects, List<String> agreed, List<Signatures.Entry> signatures, String draws) {

    /// One model's numbers.
    ///
    /// @param model index of its colour
    record Row(String name, int model, boolean published, List<Number> numbers) {}

    /// @param bar where the value and its interval lie on a scale from 0 to 100; empty without a value on such a scale
    record Number(Matrix.Entry entry, Optional<Bar> bar) {
        static final Number NONE = new Number(Matrix.Entry.NONE, Optional.empty());
    }

    record Bar(String value, String low, String width) {}

    /// One benchmark.
    ///
    /// @param remark what a reader must know of its headline; empty for nothing
    /// @param placed whether its headline compares this language with others
    record Section(String benchmark, String remark, boolean placed, List<Matrix.Head> heads, List<Fact> facts) {}

    /// One line of a benchmark's table.
    record Fact(String label, List<Matrix.Entry> entries) {}

    static LanguagePage of(Language language, List<Run> runs, List<Aggregate> aggregates, Signatures signatures, JudgeHealth health, LanguageSamples samples,
            List<Corrections.Line> corrected, Optional<Published> published, int draws) {
        List<String> names = runs.stream().map(Run::name).toList();
        Map<String, List<Aggregate>> byBenchmark = new LinkedHashMap<>();
        aggregates.forEach(a -> byBenchmark.computeIfAbsent(a.table().benchmark(), _ -> new ArrayList<>()).add(a));
        List<Map<String, String>> premiums = runs.stream().map(run -> TokenPremium.of(run, language.code())).toList();
        List<Section> sections = new ArrayList<>();
        byBenchmark.forEach((benchmark, readings) -> sections.add(section(benchmark, readings, language, names, signatures, premiums)));
        String detail = language.code() + " · script " + Visible.line(language.script())
                + language.region().map(r -> " · " + Visible.line(r.name())).orElse("")
                + (language.bin().isPresent() ? " · web presence bin " + language.bin().getAsInt() + " of 5" : "")
                + (language.webPages().isPresent() ? String.format(Locale.ROOT, " · %,d pages in Common Crawl", language.webPages().getAsLong()) : "");
        return new LanguagePage(Visible.line(language.ownName()), Visible.line(language.name()), Matrix.tag(language), language.rightToLeft() ? "rtl" : "ltr", detail,
                byBenchmark.entrySet().stream().map(e -> label(e.getKey(), e.getValue().getFirst())).toList(),
                glance(byBenchmark, language, names, published), sections, HealthPanel.of(health).in(language), samples.shelves(), suspects(corrected), agreed(corrected),
                signatures.all(), String.format(Locale.ROOT, "%,d", draws));
    }

    private static String label(String benchmark, Aggregate headline) {
        String unit = Printed.of(headline.table().metric()).unit();
        return benchmark + "\n" + headline.table().metric().name() + (unit.isEmpty() ? "" : ", " + unit);
    }

    private static List<Row> glance(Map<String, List<Aggregate>> byBenchmark, Language language, List<String> names, Optional<Published> published) {
        List<Row> rows = new ArrayList<>();
        for (int m = 0; m < names.size(); m++) {
            List<Number> numbers = new ArrayList<>();
            for (List<Aggregate> readings : byBenchmark.values()) {
                Metric metric = readings.getFirst().table().metric();
                numbers.add(cell(readings.getFirst(), language, names.get(m)).map(c -> number(c, metric)).orElse(Number.NONE));
            }
            rows.add(new Row(Visible.line(names.get(m), 60), m % 8, false, numbers));
        }
        published.ifPresent(results -> results.models().forEach(model -> {
            List<Number> numbers = byBenchmark.values().stream().map(readings -> printed(results, readings.getFirst(), model, language)).toList();
            if (!numbers.stream().allMatch(Number.NONE::equals)) {
                rows.add(new Row(model, rows.size() % 8, true, numbers));
            }
        }));
        return List.copyOf(rows);
    }

    private static Number printed(Published results, Aggregate headline, String model, Language language) {
        Metric metric = headline.table().metric();
        OptionalDouble value = results.value(new Published.Reading(headline.table().benchmark(), metric.name(), headline.facet()), model, language);
        Printed printed = Printed.of(metric);
        return value.isEmpty() ? Number.NONE : new Number(new Matrix.Entry(Printed.number(printed.value(value.getAsDouble()), 0), "",
                Double.toString(printed.value(value.getAsDouble())), "published"), bar(metric, value.getAsDouble(), Optional.empty()));
    }

    private static Number number(Cell cell, Metric metric) {
        return new Number(Matrix.entry(cell, Printed.of(metric)), cell.value().isPresent() ? bar(metric, cell.value().getAsDouble(), cell.interval()) : Optional.empty());
    }

    private static Optional<Bar> bar(Metric metric, double value, Optional<Interval> interval) {
        Printed printed = Printed.of(metric);
        if (metric.scale() == Metric.Scale.RAW || printed.value(value) < 0 || printed.value(value) > 100) {
            return Optional.empty();
        }
        Interval range = interval.map(printed::interval).orElse(new Interval(printed.value(value), printed.value(value)));
        return Optional.of(new Bar(plain(printed.value(value)), plain(Math.max(0, range.low())), plain(Math.min(100, range.high()) - Math.max(0, range.low()))));
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static Optional<Cell> cell(Aggregate aggregate, Language language, String model) {
        return aggregate.cell(Group.Kind.LANGUAGE, language.code(), model);
    }

    private static Section section(String benchmark, List<Aggregate> readings, Language language, List<String> names, Signatures signatures,
            List<Map<String, String>> premiums) {
        Aggregate headline = readings.getFirst();
        List<String> models = headline.models();
        Printed printed = Printed.of(headline.table().metric());
        List<Fact> facts = new ArrayList<>();
        for (Aggregate reading : readings) {
            Printed own = Printed.of(reading.table().metric(), reading.facet());
            String label = words(reading);
            facts.add(new Fact(label + (own.unit().isEmpty() ? "" : ", " + own.unit()),
                    models.stream().map(model -> cell(reading, language, model).map(c -> Matrix.entry(c, own)).orElse(Matrix.Entry.NONE)).toList()));
        }
        boolean placed = LanguageScale.isOne(headline.table().metric());
        if (placed) {
            language.region().ifPresent(region -> facts.add(new Fact("Place among languages of " + Visible.line(region.name()), models.stream()
                    .map(model -> words(Places.of(headline, model, language, l -> l.region().equals(language.region()), printed))).toList())));
            language.bin().ifPresent(bin -> facts.add(new Fact("Place among web presence bin " + bin, models.stream()
                    .map(model -> words(Places.of(headline, model, language, l -> l.bin().equals(language.bin()), printed))).toList())));
        }
        facts.add(new Fact("Answers cut off at the token limit", shares(headline, language, models, Counts::truncated)));
        facts.add(new Fact("Answers without a readable judgment", shares(headline, language, models, Counts::unparsed)));
        facts.add(new Fact("Questions without an answer", shares(headline, language, models, Counts::failed)));
        List<Matrix.Entry> tokens = models.stream().map(model -> words(premiums.get(names.indexOf(model)).getOrDefault(benchmark, ""))).toList();
        if (tokens.stream().anyMatch(t -> !t.text().isEmpty())) {
            facts.add(new Fact("Tokens of a prompt, English = 1", tokens));
        }
        facts.removeIf(fact -> fact.entries().stream().allMatch(e -> e.text().isEmpty() && e.counts().isEmpty()));
        String remark = headline.reserved().containsKey(language) ? Visible.line(headline.reserved().get(language))
                : headline.table().metric().scale() == Metric.Scale.POINTS ? "chrF and its like depend on how a language is written: places among other languages say little."
                : LanguageScale.caution(benchmark, headline.table().metric(), "no place among them is told.").orElse("");
        return new Section(benchmark, remark, placed, Matrix.heads(headline, names, signatures), facts);
    }

    /// A reading as its table names it; language fidelity in words, since its names say nothing to a speaker.
    private static String words(Aggregate reading) {
        String name = reading.table().metric().name() + (reading.facet().isEmpty() ? "" : ": " + Visible.line(reading.facet()));
        String said = switch (name) {
            case "lpr", "lpr-icu" -> "Answers wholly in this language";
            case "lpr: english", "lpr-icu: english" -> "Answers mostly in English";
            case "lpr: own-script", "lpr-icu: own-script" -> "Letters in this language's script";
            case "lpr: latin-script", "lpr-icu: latin-script" -> "Letters in the Latin script, where it is foreign";
            case "lpr: other-scripts", "lpr-icu: other-scripts" -> "Letters in other scripts";
            case "lpr: switches", "lpr-icu: switches" -> "Foreign spans per answer";
            case "lpr: counted", "lpr-icu: counted", "line-acc: counted", "line-acc-icu: counted" -> "Answers long enough to tell";
            case "line-acc", "line-acc-icu" -> "Lines in this language";
            case "wpr", "wpr-icu" -> "Answers without English words";
            default -> "";
        };
        return said.isEmpty() ? name : said + " (" + name + ")";
    }

    private static List<Matrix.Entry> shares(Aggregate headline, Language language, List<String> models, ToLongFunction<Counts> state) {
        return models.stream().map(model -> cell(headline, language, model).map(Cell::counts).filter(c -> c.n() > 0)
                .map(c -> words(Printed.number(100.0 * state.applyAsLong(c) / c.n(), 1) + " % (" + state.applyAsLong(c) + " of " + c.n() + ")")).orElse(Matrix.Entry.NONE)).toList();
    }

    private static Matrix.Entry words(String text) {
        return new Matrix.Entry(text, "", "", "");
    }

    private static List<String> suspects(List<Corrections.Line> corrected) {
        return Corrections.suspected(corrected).entrySet().stream().map(e -> e.getKey().id() + ", " + e.getKey().part() + ": "
                + e.getValue().size() + (e.getValue().size() == 1 ? " report" : " reports")
                + e.getValue().stream().map(Corrections.Line::comment).filter(c -> !c.isEmpty()).findFirst().map(c -> ", “" + Visible.line(c, 200) + "”").orElse("")).toList();
    }

    private static List<String> agreed(List<Corrections.Line> corrected) {
        Map<String, List<double[]>> byModel = new LinkedHashMap<>();
        corrected.stream().filter(line -> line.label().isPresent() && line.score().matches("[0-9.]+")).forEach(line ->
                byModel.computeIfAbsent(line.model() + ", " + line.metric(), _ -> new ArrayList<>()).add(new double[] {line.label().getAsDouble(), Double.parseDouble(line.score())}));
        return byModel.entrySet().stream().map(e -> Visible.line(e.getKey()) + ": " + e.getValue().size() + (e.getValue().size() == 1 ? " label" : " labels") + ", mean "
                + Printed.number(e.getValue().stream().mapToDouble(p -> p[0]).average().orElseThrow(), 1) + " where the metric says "
                + Printed.number(e.getValue().stream().mapToDouble(p -> p[1]).average().orElseThrow(), 1)).toList();
    }
}
