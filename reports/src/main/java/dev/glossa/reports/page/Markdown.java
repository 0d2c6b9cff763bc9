package dev.glossa.reports.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `scores.md`: the same tables for a reader of text, or a pull request.
final class Markdown {
    private Markdown() {}

    static String of(ReportPage page) {
        StringBuilder out = new StringBuilder("# Glossa report\n\n## At a glance\n\n");
        row(out, List.of("Model"), page.glance().columns().stream()
                .map(c -> c.benchmark() + "<br>" + c.metric() + (c.unit().isEmpty() ? "" : ", " + c.unit())).toList());
        rule(out, page.glance().columns().size());
        page.glance().lines().forEach(line -> row(out, List.of(line.name()), line.entries().stream().map(Markdown::entry).toList()));
        page.glance().cautions().forEach(caution -> out.append('\n').append(escaped(caution)).append('\n'));
        health(out, page.health());
        for (ReportPage.Section section : page.sections()) {
            out.append("\n## ").append(escaped(section.benchmark())).append('\n');
            if (!section.leftOut().isEmpty()) {
                out.append("\nIn no mean: ")
                        .append(section.leftOut().stream().map(Markdown::escaped).collect(Collectors.joining("; "))).append(".\n");
            }
            for (ReportPage.Part part : section.parts()) {
                out.append("\n### ").append(escaped(part.title())).append('\n');
                if (!part.caution().isEmpty()) {
                    out.append('\n').append(escaped(part.caution())).append('\n');
                }
                Stream.concat(part.pictures().stream(), part.more().stream()).forEach(p -> out.append("\n![").append(escaped(p.title())).append("](charts/").append(p.name()).append(".png)\n"));
                if (!part.groups().isEmpty()) {
                    table(out, part.groups());
                }
                table(out, part.languages());
                equities(out, part.equities());
            }
            disagreements(out, section.disagreements());
        }
        out.append("\n## Signatures\n\n");
        page.signatures().forEach(s -> out.append("* ").append(s.reference()).append(" (").append(s.benchmark()).append(", ").append(s.metric())
                .append("): ").append(s.parts().entrySet().stream().map(p -> escaped(p.getKey() + ":" + p.getValue())).collect(Collectors.joining(" · ")))
                .append('\n'));
        return out.toString();
    }

    private static void equities(StringBuilder out, Equities equities) {
        if (!equities.isEmpty()) {
            out.append("\nHow evenly languages are served").append(equities.chance().isEmpty() ? "" : "; guessing is worth " + equities.chance()).append("\n\n");
            row(out, List.of("Model"), List.of("Worst", "10th percentile", "Gap to English", "Slope per tenfold pages", "Gini", "At chance"));
            rule(out, 6);
            equities.rows().forEach(r -> row(out, List.of(r.name()), java.util.stream.Stream.of(r.worst() + "<br>" + r.worstName(), r.tenth(), r.gap(),
                    r.slope() + (r.slopeRange().isEmpty() ? "" : "<br>" + r.slopeRange()), r.gini(), r.atChance()).map(cell -> cell.isEmpty() ? "–" : cell).toList()));
        }
    }

    private static void health(StringBuilder out, HealthPanel health) {
        if (!health.isEmpty()) {
            out.append("\n## Can the judges be believed?\n");
        }
        for (HealthPanel.Judge judge : health.judges()) {
            out.append("\n### ").append(escaped(judge.name())).append("\n\n").append(escaped(judge.counts())).append(".\n\n");
            row(out, List.of("Language"), java.util.stream.Stream.of(java.util.stream.Stream.of("verdict"), judge.canaries().stream(),
                    java.util.stream.Stream.of("unreadable", "rated twice", "position flips", "people")).flatMap(s -> s).toList());
            rule(out, judge.canaries().size() + 5);
            judge.rows().forEach(r -> row(out, List.of(r.language() + "<br>" + r.detail()), java.util.stream.Stream.of(
                    java.util.stream.Stream.of(r.told() + r.mistakes().stream().map(m -> "<br>" + m).collect(Collectors.joining())),
                    r.canaries().stream().map(HealthPanel.Mark::text),
                    java.util.stream.Stream.of(r.unparsed(), r.repeats(), r.flips(), r.people())).flatMap(s -> s).toList()));
        }
    }

    private static void disagreements(StringBuilder out, Disagreements disagreements) {
        if (!disagreements.isEmpty()) {
            out.append("\n### Where readings disagree\n\n");
            row(out, List.of("Language"), java.util.stream.Stream.concat(java.util.stream.Stream.of("Readings"),
                    disagreements.heads().stream().map(Disagreements.Head::name)).toList());
            rule(out, disagreements.heads().size() + 1);
            disagreements.rows().forEach(r -> row(out, List.of(r.name() + "<br>" + r.detail()), java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(r.readings()), r.entries().stream().map(e -> e.text() + (e.detail().isEmpty() ? "" : "<br>" + e.detail()))).toList()));
        }
    }

    private static void table(StringBuilder out, Matrix matrix) {
        out.append('\n').append(escaped(matrix.caption())).append("\n\n");
        row(out, List.of("Group"), matrix.heads().stream().map(h -> h.name() + "<br>" + h.signature() + (h.apart().isEmpty() ? "" : " ≠")).toList());
        rule(out, matrix.heads().size());
        matrix.rows().forEach(r -> row(out, List.of(r.name() + "<br>" + r.detail()), r.entries().stream().map(Markdown::entry).toList()));
    }

    private static String entry(Matrix.Entry entry) {
        return entry.counts().isEmpty() ? "not run" : entry.text() + (entry.range().isEmpty() ? "" : " [" + entry.range() + "]") + "<br>" + entry.counts()
                + (entry.flag().isEmpty() ? "" : "<br>⚠ " + entry.flag());
    }

    private static void row(StringBuilder out, List<String> first, List<String> cells) {
        out.append("| ").append(escaped(first.getFirst()));
        cells.forEach(cell -> out.append(" | ").append(escaped(cell)));
        out.append(" |\n");
    }

    private static void rule(StringBuilder out, int columns) {
        out.append("| --- |").append(" --- |".repeat(columns)).append('\n');
    }

    /// Text that Markdown and HTML leave alone; the line break of a table's cell is ours and stays.
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<br>", "\u0000").replace("<", "&lt;").replace(">", "&gt;").replace("\u0000", "<br>")
                .replaceAll("([\\\\`*_{}\\[\\]#|~])", "\\\\$1").replace("\n", " ");
    }
}
