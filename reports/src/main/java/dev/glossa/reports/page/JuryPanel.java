package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.jury.JuryReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What the page says of juries: how far their judges agree in each language, and whose word decides the ranks.
record JuryPanel(List<Board> boards) {
    /// @param models of the ranks; empty where there is one model
    record Board(String title, String judges, List<Row> rows, List<String> models, List<Ranks> ranks) {}

    /// @param pairs each pair of judges with its correlations, in words
    record Row(String name, String lang, String dir, String detail, String units, String ordinal, String nominal, List<Pair> pairs) {}

    record Pair(String judges, String values) {}

    /// @param jury    who judges, and over how many languages where these are not all
    /// @param entries of each model of the board, in its order; a dash where the jury has no rating of it
    record Ranks(String jury, List<String> entries) {}

    boolean isEmpty() {
        return boards.isEmpty();
    }

    static JuryPanel of(List<JuryReport> reports, Languages languages) {
        return new JuryPanel(reports.stream().map(report -> board(report, languages)).toList());
    }

    private static Board board(JuryReport report, Languages languages) {
        List<Ranks> ranks = new ArrayList<>();
        report.without().forEach((judge, standing) -> {
            Map<String, String> entries = standing.ranked().stream()
                    .collect(Collectors.toMap(JuryReport.Ranked::model, r -> r.rank() + " (" + Printed.number(100 * r.value(), 1) + ")"));
            ranks.add(new Ranks((judge.isEmpty() ? "all judges" : "without " + Visible.line(judge, 60)) + over(standing),
                    report.models().stream().map(model -> entries.getOrDefault(model, "–")).toList()));
        });
        return new Board(report.benchmark() + ", " + report.metric(), String.join(", ", report.judges().stream().map(j -> Visible.line(j, 60)).toList()),
                report.languages().stream().map(row -> row(row, report, languages)).toList(), report.models().stream().map(m -> Visible.line(m, 60)).toList(), ranks);
    }

    private static String over(JuryReport.Standing standing) {
        int all = standing.eligible();
        return standing.languages().size() == all ? "" : standing.languages().isEmpty() ? " (no language that all models have)"
                : " (" + standing.languages().size() + " of " + all + " languages, those that all models have)";
    }

    private static Row row(JuryReport.Row row, JuryReport report, Languages languages) {
        List<String> unrated = new ArrayList<>();
        for (int j = 0; j < report.judges().size(); j++) {
            if (row.unrated().get(j) > 0) {
                unrated.add(row.unrated().get(j) + " not rated by " + Visible.line(report.judges().get(j), 60));
            }
        }
        String units = row.units() + (unrated.isEmpty() ? "" : ", " + String.join(", ", unrated));
        List<Pair> pairs = row.pairs().stream().map(pair -> new Pair(Visible.line(pair.one(), 40) + " – " + Visible.line(pair.other(), 40),
                "κ " + text(pair.kappa()) + ", r " + text(pair.pearson()) + ", ρ " + text(pair.spearman()) + ", τ " + text(pair.kendall()))).toList();
        if (row.language().isEmpty()) {
            return new Row("All languages", "", "ltr", "together", units, text(row.ordinal()), text(row.nominal()), pairs);
        }
        Language language = languages.get(row.language());
        return new Row(Visible.line(language.ownName()), Matrix.tag(language), language.rightToLeft() ? "rtl" : "ltr", language.name() + " · " + language.code(),
                units, text(row.ordinal()), text(row.nominal()), pairs);
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Printed.number(value.getAsDouble(), 2) : "–";
    }

    /// Every measure in full precision: a line for each language, and one for each pair of judges in it.
    static String csv(List<JuryReport> reports) {
        Csv csv = new Csv(List.of("benchmark", "metric", "language", "judge", "other", "units", "alpha_ordinal", "alpha_nominal", "kappa", "pearson", "spearman", "kendall"));
        for (JuryReport report : reports) {
            for (JuryReport.Row row : report.languages()) {
                String language = row.language().isEmpty() ? "all" : row.language();
                OptionalDouble none = OptionalDouble.empty();
                csv.row(report.benchmark(), report.metric(), language, "", "", row.units(), row.ordinal(), row.nominal(), none, none, none, none);
                row.pairs().forEach(pair -> csv.row(report.benchmark(), report.metric(), language, pair.one(), pair.other(), pair.both(), none, none,
                        pair.kappa(), pair.pearson(), pair.spearman(), pair.kendall()));
            }
        }
        return csv.toString();
    }
}
