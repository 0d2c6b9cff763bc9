package dev.glossa.reports.page;

import dev.glossa.reports.Csv;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Interval;
import java.util.List;
import java.util.OptionalDouble;

/// `scores.csv`: every number of a report in full precision, on the scale in which the metric is stored; a signature by the id
/// under which `signatures.csv` has its text.
final class ScoresCsv {
    static final List<String> COLUMNS = List.of("benchmark", "metric", "facet", "group_kind", "group", "model", "value", "low", "high",
            "n", "languages", "scored", "truncated", "unparsed", "failed", "signature");

    private ScoresCsv() {}

    static String of(List<Aggregate> aggregates) {
        Csv csv = new Csv(COLUMNS);
        for (Aggregate aggregate : aggregates) {
            for (Cell c : aggregate.cells()) {
                csv.row(c.benchmark(), c.metric(), c.facet(), c.group().kind().wire(), c.group().name(), c.model(), c.value(),
                        end(c, Interval::low), end(c, Interval::high), c.counts().n(), c.languages(), c.counts().scored(),
                        c.counts().truncated(), c.counts().unparsed(), c.counts().failed(), c.signature());
            }
        }
        return csv.toString();
    }

    private static OptionalDouble end(Cell cell, java.util.function.ToDoubleFunction<Interval> end) {
        return cell.interval().map(i -> OptionalDouble.of(end.applyAsDouble(i))).orElse(OptionalDouble.empty());
    }
}
