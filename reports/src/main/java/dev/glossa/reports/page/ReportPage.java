package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Manifest;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Run;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Disagreement;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.LanguageScale;
import dev.glossa.reports.chart.Chart;
import dev.glossa.reports.health.JudgeHealth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that the report page shows, in print.
///
/// @param draws of the bootstrap behind every interval
/// @param index what the page's script knows of the samples, as JSON; empty where there are none
record ReportPage(List<Model> models, Glance glance, List<Section> sections, List<Signatures.Entry> signatures, HealthPanel health, String draws, String index) {

    /// @param facts what the run says about the model, label to value
    record Model(int index, String name, Map<String, String> facts) {}

    /// The headline number of every benchmark: a row for each model.
    ///
    /// @param cautions what a reader must know of these means
    record Glance(List<Column> columns, List<String> cautions, List<Line> lines, List<Picture> pictures) {
        /// @param section where the benchmark's numbers are
        record Column(String benchmark, String metric, String unit, String section) {}

        record Line(int model, String name, List<Matrix.Entry> entries) {}
    }

    /// One benchmark.
    ///
    /// @param leftOut languages in no mean, in words; empty when there is none
    record Section(String id, String benchmark, List<String> leftOut, List<Part> parts, Disagreements disagreements) {}

    /// One reading of a benchmark.
    ///
    /// @param open    whether readers see it at once: the headline
    /// @param caution what a reader must know of its means; empty where nothing is to be said
    /// @param more charts for readers who ask for them
    record Part(String id, String title, boolean open, String caution, List<Picture> pictures, List<Picture> more, Matrix groups, Matrix languages, Equities equities) {}

    record Picture(String name, String title, String alt, int width, int height) {}

    static ReportPage of(List<Run> runs, List<Aggregate> aggregates, Map<Aggregate, List<Chart>> charts,
            Map<Aggregate, List<Chart>> between, List<Chart> across, Signatures signatures, List<Samples.Shelf> shelves,
            List<Disagreement> disagreements, JudgeHealth health, int draws) {
        List<String> names = runs.stream().map(Run::name).toList();
        List<Model> models = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            models.add(new Model(r, Visible.line(names.get(r), 60), facts(runs.get(r).manifest())));
        }
        Map<String, List<Aggregate>> byBenchmark = new LinkedHashMap<>();
        aggregates.forEach(a -> byBenchmark.computeIfAbsent(a.table().benchmark(), _ -> new ArrayList<>()).add(a));
        List<Section> sections = new ArrayList<>();
        byBenchmark.forEach((benchmark, readings) -> sections.add(section(benchmark, readings, names, charts, between, signatures,
                Disagreements.of(benchmark, disagreements, names))));
        return new ReportPage(models, glance(byBenchmark, names, pictures(across)), sections, signatures.all(), HealthPanel.of(health),
                String.format(java.util.Locale.ROOT, "%,d", draws), shelves.isEmpty() ? "" : index(models, shelves));
    }

    private static List<Picture> pictures(List<Chart> charts) {
        return charts.stream().map(c -> new Picture(c.name(), c.title(), c.alt(), c.width(), c.height())).toList();
    }

    private static Map<String, String> facts(Manifest manifest) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("identity", Visible.line(manifest.model().name(), 120));
        manifest.model().digest().ifPresent(digest -> facts.put("digest", Visible.line(digest, 80)));
        manifest.model().details().forEach((key, value) -> facts.put(Visible.line(key, 40), Visible.line(value, 120)));
        facts.put("seed", Long.toString(manifest.seed()));
        manifest.limit().ifPresent(limit -> facts.put("limit", limit + " items per language"));
        if (manifest.repeat() > 1) {
            facts.put("repeat", Integer.toString(manifest.repeat()));
        }
        return facts;
    }

    private static Glance glance(Map<String, List<Aggregate>> byBenchmark, List<String> names, List<Picture> pictures) {
        List<Glance.Column> columns = new ArrayList<>();
        List<String> cautions = new ArrayList<>();
        List<List<Matrix.Entry>> entries = new ArrayList<>();
        names.forEach(_ -> entries.add(new ArrayList<>()));
        byBenchmark.forEach((benchmark, readings) -> {
            Aggregate headline = readings.getFirst();
            Printed printed = Printed.of(headline.table().metric());
            columns.add(new Glance.Column(benchmark, headline.table().metric().name(), printed.unit(), "benchmark-" + benchmark));
            LanguageScale.caution(benchmark, headline.table().metric()).ifPresent(caution -> cautions.add(caution + "."));
            for (int m = 0; m < names.size(); m++) {
                String name = names.get(m);
                entries.get(m).add(headline.cell(Group.Kind.OVERALL, Group.HEADLINE, name)
                        .or(() -> headline.cell(Group.Kind.OVERALL, Group.ALL, name))
                        .map(cell -> glance(cell, printed)).orElse(Matrix.Entry.NONE));
            }
        });
        List<Glance.Line> lines = new ArrayList<>();
        for (int m = 0; m < names.size(); m++) {
            lines.add(new Glance.Line(m, Visible.line(names.get(m), 60), List.copyOf(entries.get(m))));
        }
        return new Glance(columns, cautions, lines, pictures);
    }

    private static Matrix.Entry glance(Cell cell, Printed printed) {
        Matrix.Entry entry = Matrix.entry(cell, printed);
        return new Matrix.Entry(entry.text(), entry.range(), entry.sort(), cell.languages() + (cell.languages() == 1 ? " language" : " languages")
                + (cell.group().name().equals(Group.ALL) ? ", none of them published" : "") + "; " + entry.counts(), entry.flag(), entry.why());
    }

    private static Section section(String benchmark, List<Aggregate> readings, List<String> names, Map<Aggregate, List<Chart>> charts,
            Map<Aggregate, List<Chart>> between, Signatures signatures, Disagreements disagreements) {
        List<Part> parts = new ArrayList<>();
        Set<String> leftOut = new LinkedHashSet<>();
        for (Aggregate reading : readings) {
            String id = "part-" + benchmark + "-" + parts.size();
            String title = reading.table().metric().name() + (reading.facet().isEmpty() ? "" : ": " + Visible.line(reading.facet()));
            parts.add(new Part(id, title, parts.isEmpty(), LanguageScale.caution(benchmark, reading.table().metric()).map(caution -> caution + ".").orElse(""),
                    pictures(charts.getOrDefault(reading, List.of())), pictures(between.getOrDefault(reading, List.of())),
                    Matrix.of(id + "-groups", reading, names, signatures, false), Matrix.of(id + "-languages", reading, names, signatures, true),
                    Equities.of(reading, names)));
            if (reading.facet().isEmpty()) {
                reading.reserved().forEach((language, why) -> leftOut.add(language.name() + " (" + language.code() + "), "
                        + reading.table().metric().name() + ": " + Visible.line(why)));
                reading.leftOut().forEach((language, without) -> leftOut.add(language.name() + " (" + language.code() + "), no "
                        + reading.table().metric().name() + " of " + Visible.line(String.join(", ", without))));
            }
        }
        return new Section("benchmark-" + benchmark, benchmark, List.copyOf(leftOut), parts, disagreements);
    }

    static String index(List<Model> models, List<Samples.Shelf> shelves) {
        ObjectNode index = Json.object();
        ArrayNode names = index.putArray("models");
        models.forEach(model -> names.add(model.name()));
        ArrayNode all = index.putArray("shelves");
        for (Samples.Shelf shelf : shelves) {
            Language language = shelf.language();
            all.addObject().put("benchmark", shelf.benchmark()).put("language", language.code()).put("tag", Matrix.tag(language))
                    .put("name", Visible.line(language.name())).put("own", Visible.line(language.ownName()))
                    .put("dir", language.rightToLeft() ? "rtl" : "ltr").put("scripts", shelf.scripts()).put("samples", shelf.samples());
        }
        return Samples.script(Json.MAPPER.writeValueAsString(index));
    }
}
