package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.LanguageScale;
import dev.glossa.reports.board.Board;
import dev.glossa.reports.board.Published;
import dev.glossa.reports.board.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that a leaderboard's page shows, in print.
///
/// @param columns  headline numbers
/// @param lines    a row for each model and group, the best first within a group
/// @param readings other readings of each benchmark, overall
/// @param eligible by benchmark, its languages in words
/// @param notes    on published results
/// @param draws    of the bootstrap behind every interval
/// @param rule     which languages means are over
/// @param index    what the page's script knows of the samples, as JSON; empty where there are none
record BoardPage(List<Column> columns, boolean composite, List<Line> lines, List<Readings> readings, Map<String, String> eligible,
        List<String> notes, List<Signatures.Entry> signatures, String draws, String rule, String index) {

    /// @param signature reference to the signature of most of its numbers; empty where all are published
    /// @param caution   what a reader must know of its means; empty where nothing is to be said
    record Column(String benchmark, String metric, String unit, String signature, String caution) {
        /// Each caution once, however many readings of the metric there are.
        static List<String> cautions(List<Column> columns) {
            return columns.stream().map(Column::caution).filter(caution -> !caution.isEmpty()).distinct().toList();
        }
    }

    /// One model in one group.
    ///
    /// @param swatch    index of the model's colour
    /// @param mean      over the benchmarks; no text where one lacks
    /// @param place     orders rows as the page first shows them
    record Line(String model, int swatch, boolean published, Matrix.Row group, Matrix.Entry mean, List<Number> numbers, int place) {}

    /// @param rank as `1–3`; empty where there is none
    /// @param mark why it is not comparable; empty where it is
    record Number(Matrix.Entry entry, String rank, String mark) {
        static final Number NONE = new Number(Matrix.Entry.NONE, "", "");
    }

    /// Further readings of one benchmark over all its languages.
    record Readings(String benchmark, List<Column> columns, List<Line> lines) {}

    static BoardPage of(Board board, Signatures signatures, Optional<Published> published, Languages languages, List<Samples.Shelf> shelves,
            Leaderboard.Options options) {
        List<Board.Column> headlines = board.columns().stream().filter(Board.Column::headline).toList();
        Map<Group, List<Standing>> byGroup = board.standings().stream()
                .collect(Collectors.groupingBy(s -> new Group(s.group().kind(), s.group().name(), List.of()), LinkedHashMap::new, Collectors.toList()));
        boolean composite = headlines.size() > 1 && headlines.stream().allMatch(c -> c.metric().scale() != Metric.Scale.RAW && c.metric().ascending());
        List<Line> lines = new ArrayList<>();
        List<Group> groups = byGroup.keySet().stream().sorted(Comparator.comparing(Group::kind)).toList();
        for (Group group : groups) {
            Matrix.Row row = row(group, byGroup.get(group), languages, lines.size());
            lines.addAll(lines(board, headlines, byGroup.get(group), row, composite));
        }
        List<Readings> readings = new ArrayList<>();
        for (Board.Column headline : headlines) {
            List<Board.Column> others = board.columns().stream()
                    .filter(c -> !c.headline() && c.reading().benchmark().equals(headline.reading().benchmark())).toList();
            List<Standing> overall = byGroup.getOrDefault(new Group(Group.Kind.OVERALL, Group.HEADLINE, List.of()), List.of());
            if (!others.isEmpty() && !overall.isEmpty()) {
                readings.add(new Readings(headline.reading().benchmark(), columns(others, signatures),
                        lines(board, others, overall, row(overall.getFirst().group(), overall, languages, 0), false)));
            }
        }
        Map<String, String> eligible = new LinkedHashMap<>();
        board.eligible().forEach((benchmark, all) -> eligible.put(benchmark, all.size() + (all.size() == 1 ? " language: " : " languages: ")
                + all.stream().map(l -> l.name() + " (" + l.code() + ")").map(Visible::line).collect(Collectors.joining(", "))));
        Set<String> notes = new LinkedHashSet<>();
        published.ifPresent(results -> board.columns().forEach(c -> {
            if (board.standings().stream().anyMatch(s -> s.published() && s.reading().equals(c.reading()))) {
                notes.addAll(results.notes(c.reading(), c.metric(), languages.all()));
            }
        }));
        List<ReportPage.Model> measured = new ArrayList<>();
        board.models().stream().filter(m -> !m.published()).forEach(m -> measured.add(new ReportPage.Model(measured.size(), Visible.line(m.name(), 60), Map.of())));
        return new BoardPage(columns(headlines, signatures), composite, List.copyOf(lines), List.copyOf(readings), eligible, List.copyOf(notes),
                signatures.all(), String.format(Locale.ROOT, "%,d", options.numbers().draws()),
                options.eligible().isPresent() ? "a set fixed beforehand" : "the languages in which any of these runs has scores",
                shelves.isEmpty() ? "" : ReportPage.index(measured, shelves));
    }

    private static List<Column> columns(List<Board.Column> columns, Signatures signatures) {
        return columns.stream().map(c -> new Column(c.reading().benchmark(), c.reading().metric() + (c.reading().facet().isEmpty() ? "" : ": " + Visible.line(c.reading().facet())),
                Printed.of(c.metric(), c.reading().facet()).unit(), c.signature().isEmpty() ? "" : signatures.get(c.signature()).reference(),
                LanguageScale.caution(c.reading().benchmark(), c.metric()).map(caution -> caution + ".").orElse(""))).toList();
    }

    private static Matrix.Row row(Group group, List<Standing> standings, Languages languages, int place) {
        return switch (group.kind()) {
            case LANGUAGE -> Matrix.language(standings.getFirst().group().languages().getFirst(), "", place, List.of());
            case OVERALL, REGION, BIN, SCRIPT, RESOURCE -> {
                Set<Language> members = standings.stream().flatMap(s -> s.group().languages().stream()).collect(Collectors.toSet());
                yield Matrix.group(new Group(group.kind(), group.name(), languages.with(members).all().stream().filter(members::contains).toList()), place, List.of());
            }
        };
    }

    private static List<Line> lines(Board board, List<Board.Column> columns, List<Standing> standings, Matrix.Row row, boolean composite) {
        record Draft(Board.Model model, int swatch, Matrix.Entry mean, List<Number> numbers, double order) {}
        List<Draft> drafts = new ArrayList<>();
        for (int m = 0; m < board.models().size(); m++) {
            Board.Model model = board.models().get(m);
            List<Optional<Standing>> each = columns.stream().map(c -> standings.stream().filter(s -> s.reading().equals(c.reading())
                    && s.model().equals(model.name()) && s.published() == model.published()).findFirst()).toList();
            if (each.stream().allMatch(Optional::isEmpty)) {
                continue;
            }
            List<Number> numbers = new ArrayList<>();
            double order = 0;
            for (int c = 0; c < columns.size(); c++) {
                String facet = columns.get(c).reading().facet();
                Printed printed = Printed.of(columns.get(c).metric(), facet);
                int sign = switch (columns.get(c).metric().direction(facet)) {
                    case MORE_IS_BETTER -> 1;
                    case LESS_IS_BETTER -> -1;
                    case NEITHER -> 0;
                };
                numbers.add(each.get(c).map(s -> number(s, printed)).orElse(Number.NONE));
                // Whole numbers first, then partial ones; within them by how far to its good end each scale they are.
                order += each.get(c).filter(s -> s.value().isPresent()).map(s -> (s.mark().contains("partial") ? 0 : 1000)
                        + share(s.value().getAsDouble(), printed) * sign).orElse(0.0);
            }
            drafts.add(new Draft(model, m, composite ? composite(columns, each) : Matrix.Entry.NONE, numbers, order));
        }
        drafts.sort(Comparator.comparingDouble(Draft::order).reversed());
        List<Line> lines = new ArrayList<>();
        for (Draft d : drafts) {
            lines.add(new Line(Visible.line(d.model().name(), 60), d.swatch() % 8, d.model().published(), row, d.mean(), d.numbers(), row.sort() + lines.size()));
        }
        return lines;
    }

    private static double share(double value, Printed printed) {
        return printed.value(value) / 100;
    }

    /// The unweighted mean over the benchmarks as percent of their scales: Glossa's own, compared with no published number.
    /// Items of different benchmarks are independent, so that half widths add by squares.
    private static Matrix.Entry composite(List<Board.Column> columns, List<Optional<Standing>> each) {
        if (each.stream().anyMatch(s -> s.isEmpty() || s.get().value().isEmpty() || s.get().mark().matches(".*(partial|signature|data|of the paper).*"))) {
            return Matrix.Entry.NONE;
        }
        double sum = 0;
        double squares = 0;
        boolean ranged = true;
        for (int c = 0; c < columns.size(); c++) {
            Printed printed = Printed.of(columns.get(c).metric());
            Standing standing = each.get(c).orElseThrow();
            sum += printed.value(standing.value().getAsDouble());
            double half = standing.interval().map(i -> i.width() * printed.factor() / 2).orElse(Double.NaN);
            ranged &= !Double.isNaN(half);
            squares += half * half;
        }
        double mean = sum / columns.size();
        double half = Math.sqrt(squares) / columns.size();
        Optional<Interval> interval = ranged ? Optional.of(new Interval(mean - half, mean + half)) : Optional.empty();
        Printed plain = new Printed(1, "%");
        return new Matrix.Entry(plain.text(mean, interval), plain.range(interval), Double.toString(mean), "over " + columns.size() + " benchmarks");
    }

    private static Number number(Standing s, Printed printed) {
        // The paper prints two decimals of values from 0 to 1.
        String text = s.value().isEmpty() ? "–" : s.published() && s.group().kind() == Group.Kind.LANGUAGE
                ? Printed.number(printed.value(s.value().getAsDouble()), 0) : printed.text(s.value().getAsDouble(), s.interval());
        boolean flagged = s.note().startsWith(Standing.FLAGGED);
        String counts = s.published() ? "" : (s.group().kind() == Group.Kind.LANGUAGE ? "" : s.languages() + (s.languages() == 1 ? " language; " : " languages; "))
                + Matrix.counts(s.counts()) + (s.note().isEmpty() || flagged ? "" : "; " + s.note().replaceFirst(":.*", ""));
        OptionalDouble sort = s.value();
        return new Number(new Matrix.Entry(text, printed.range(s.interval()), sort.isPresent() ? Double.toString(printed.value(sort.getAsDouble())) : "",
                s.published() && !s.mark().contains("of the paper") && s.group().kind() != Group.Kind.LANGUAGE ? s.languages() + (s.languages() == 1 ? " language" : " languages") : counts,
                flagged ? s.note().replaceFirst("(?s):.*", "") : "", flagged ? s.note().replaceFirst("(?s)^[^:]*: ", "") : ""), s.rank().map(r -> r.text()).orElse(""), s.mark());
    }
}
