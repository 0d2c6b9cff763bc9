package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.LanguageScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.title.TextTitle;

/// What readers of a chart must know, since it is passed on without its page: that a judge behind it is flagged, and where; that
/// it compares models, never languages.
final class Caveats {
    /// So many languages are named.
    private static final int NAMED = 12;
    private static final int LINE = 18;
    private static final double LETTER = 6.5;

    private Caveats() {}

    /// The charts with a sentence for each of the aggregates whose languages are not on one scale, and whose judge rated a canary
    /// wrongly in some language.
    static List<Chart> on(List<Chart> charts, List<Aggregate> aggregates) {
        List<String> caveats = aggregates.stream().flatMap(a -> Stream.of(LanguageScale.caution(a.table().benchmark(), a.table().metric()), flagged(a)))
                .flatMap(Optional::stream).toList();
        return caveats.isEmpty() ? charts : charts.stream().map(chart -> with(chart, caveats)).toList();
    }

    private static Chart with(Chart chart, List<String> caveats) {
        TextTitle subtitle = (TextTitle) chart.drawing().getSubtitle(0);
        List<String> lines = new ArrayList<>(List.of(subtitle.getText()));
        lines.addAll(caveats);
        subtitle.setText(String.join("\n", lines));
        subtitle.setMaximumLinesToDisplay(Integer.MAX_VALUE);
        return new Chart(chart.name(), chart.title(), chart.alt() + " " + String.join(". ", caveats) + ".", chart.data(), chart.drawing(), chart.width(),
                chart.height() + LINE * caveats.stream().mapToInt(caveat -> 1 + (int) (LETTER * caveat.length() / (chart.width() - 40))).sum());
    }

    private static Optional<String> flagged(Aggregate aggregate) {
        List<String> codes = aggregate.cells().stream().flatMap(cell -> cell.flagged().keySet().stream()).distinct().map(Language::code).sorted().toList();
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        String rest = codes.size() > NAMED ? " and " + (codes.size() - NAMED) + " more" : "";
        return Optional.of("Caution, " + aggregate.table().benchmark() + " " + aggregate.table().metric().name() + ": the judge is flagged in "
                + codes.stream().limit(NAMED).collect(Collectors.joining(", ")) + rest);
    }
}
