package dev.glossa.reports.page;

import dev.glossa.harness.io.Json;
import dev.glossa.reports.Csv;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.Ranks;
import dev.glossa.reports.board.Board;
import dev.glossa.reports.board.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A leaderboard's numbers for programs and for text: `scores.csv`, with the columns of a report and what only a leaderboard
/// knows; `scores.json`; `scores.md`.
final class BoardFiles {
    private static final List<String> OWN = List.of("source", "eligible", "rank_best", "rank_worst", "mark");

    private BoardFiles() {}

    static String csv(Board board) {
        List<String> columns = new ArrayList<>(ScoresCsv.COLUMNS);
        columns.addAll(OWN);
        Csv csv = new Csv(columns);
        board.standings().forEach(s -> csv.row(s.reading().benchmark(), s.reading().metric(), s.reading().facet(), s.group().kind().wire(), s.group().name(), s.model(),
                s.value(), end(s, Interval::low), end(s, Interval::high), s.counts().n(), s.languages(), s.counts().scored(), s.counts().truncated(),
                s.counts().unparsed(), s.counts().failed(), s.signature(), source(s), s.group().languages().size(), place(s, Ranks.Range::best),
                place(s, Ranks.Range::worst), s.mark()));
        return csv.toString();
    }

    private static OptionalDouble end(Standing s, ToDoubleFunction<Interval> end) {
        return s.interval().map(i -> OptionalDouble.of(end.applyAsDouble(i))).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble place(Standing s, ToIntFunction<Ranks.Range> end) {
        return s.rank().map(r -> OptionalDouble.of(end.applyAsInt(r))).orElse(OptionalDouble.empty());
    }

    private static String source(Standing s) {
        return s.published() ? "published" : "measured";
    }

    static String json(Board board, BoardPage page) {
        ObjectNode root = Json.object();
        root.put("eligible_rule", page.rule());
        ObjectNode eligible = root.putObject("eligible");
        board.eligible().forEach((benchmark, languages) -> {
            ArrayNode codes = eligible.putArray(benchmark);
            languages.forEach(l -> codes.add(l.code()));
        });
        ArrayNode notes = root.putArray("notes");
        page.notes().forEach(notes::add);
        ObjectNode signatures = root.putObject("signatures");
        page.signatures().forEach(s -> signatures.put(s.id(), new dev.glossa.harness.Signature(s.parts()).toString()));
        ArrayNode numbers = root.putArray("numbers");
        for (Standing s : board.standings()) {
            ObjectNode number = numbers.addObject().put("benchmark", s.reading().benchmark()).put("metric", s.reading().metric());
            put(number, "facet", s.reading().facet());
            number.put("group_kind", s.group().kind().wire()).put("group", s.group().name()).put("model", s.model()).put("source", source(s));
            s.value().ifPresent(value -> number.put("value", value));
            s.interval().ifPresent(i -> number.put("low", i.low()).put("high", i.high()));
            s.rank().ifPresent(r -> number.put("rank_best", r.best()).put("rank_worst", r.worst()));
            number.put("languages", s.languages()).put("eligible", s.group().languages().size());
            if (!s.published()) {
                number.put("n", s.counts().n()).put("scored", s.counts().scored()).put("truncated", s.counts().truncated())
                        .put("unparsed", s.counts().unparsed()).put("failed", s.counts().failed());
            }
            put(number.put("signature", s.signature()), "mark", s.mark());
            put(number, "note", s.note());
        }
        return Json.MAPPER.writeValueAsString(root) + "\n";
    }

    private static void put(ObjectNode node, String key, String text) {
        Optional.of(text).filter(t -> !t.isEmpty()).ifPresent(t -> node.put(key, t));
    }

    /// All groups but single languages, which would be too long a text.
    static String markdown(BoardPage page) {
        StringBuilder out = new StringBuilder("# Leaderboard\n\nMeans are over " + page.rule() + ". A range after a number is its 95 % interval; a rank range holds every place "
                + "that the model may have. `*` marks numbers that may not be compared with the others of their column.\n");
        BoardPage.Column.cautions(page.columns()).forEach(caution -> out.append('\n').append(Markdown.escaped(caution)).append('\n'));
        String group = "";
        for (BoardPage.Line line : page.lines()) {
            if (line.group().kind().equals("language")) {
                continue;
            }
            if (!line.group().name().equals(group)) {
                group = line.group().name();
                out.append("\n## ").append(Markdown.escaped(group)).append("\n\n| Model |");
                page.columns().forEach(c -> out.append(' ').append(Markdown.escaped(c.benchmark() + "<br>" + c.metric() + (c.unit().isEmpty() ? "" : ", " + c.unit()))).append(" |"));
                out.append("\n| --- |").append(" --- |".repeat(page.columns().size())).append('\n');
            }
            out.append("| ").append(Markdown.escaped(line.model() + (line.published() ? " (published)" : ""))).append(" |");
            line.numbers().forEach(n -> out.append(' ').append(Markdown.escaped(cell(n))).append(" |"));
            out.append('\n');
        }
        if (!page.notes().isEmpty()) {
            out.append("\n## Published results\n\n");
            page.notes().forEach(note -> out.append("* ").append(Markdown.escaped(note)).append('\n'));
        }
        return out.toString();
    }

    private static String cell(BoardPage.Number n) {
        if (n.entry().text().isEmpty()) {
            return "–";
        }
        return n.entry().text() + (n.mark().isEmpty() ? "" : "*") + (n.entry().range().isEmpty() ? "" : " [" + n.entry().range() + "]")
                + (n.rank().isEmpty() ? "" : "<br>rank " + n.rank()) + (n.mark().isEmpty() ? "" : "<br>" + n.mark());
    }
}
