package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.category.DefaultCategoryDataset;

/// Bars of several models in several groups: what Figures 1 and 5 of the paper and the bars of all languages have in common.
///
/// @param axis       what the values are, with their unit
/// @param categories names of the groups
/// @param notes      a second line under each group's name; may be empty
/// @param series     the models
/// @param points     by group and model, as printed; null where there is no value
/// @param pages      Common Crawl pages by group, drawn as a line over a logarithmic axis on the right; empty for none
record Bars(String name, String title, String subtitle, String axis, Printed printed, List<String> categories, List<String> notes,
        List<String> series, List<List<Point>> points, List<Double> pages) {
    /// A value as printed, times the metric's factor.
    record Point(double value, Optional<Interval> interval) {}

    /// A value in print, for labels.
    String print(double value) {
        return Printed.number(value, unscaled().decimals(widest()));
    }

    private Printed unscaled() {
        return new Printed(1, printed.unit());
    }

    private Optional<Interval> widest() {
        return points.stream().flatMap(List::stream).filter(p -> p != null).flatMap(p -> p.interval().stream())
                .reduce((a, b) -> a.width() >= b.width() ? a : b);
    }

    /// Bars that stand, for few groups.
    Chart upright() {
        int perBar = Math.max(9, 26 - 2 * series.size());
        int width = Math.clamp(150L + (long) categories.size() * (series.size() * perBar + 34L), 640, 1240);
        return chart(PlotOrientation.VERTICAL, width, 440 + legendHeight(width));
    }

    /// Bars that lie, for many groups: a line of print for each, however many models.
    Chart lying() {
        int width = 900;
        return chart(PlotOrientation.HORIZONTAL, width, 130 + legendHeight(width) + categories.size() * rowHeight(series.size()));
    }

    /// The height of one group of lying bars, in pixels.
    static int rowHeight(int series) {
        return Math.max(20, series * (series > 3 ? 7 : 10) + 8);
    }

    private int legendHeight(int width) {
        return Theme.legendHeight(pages.isEmpty() ? series : Stream.concat(series.stream(), Stream.of(Theme.PAGES)).toList(), width);
    }

    private Chart chart(PlotOrientation orientation, int width, int height) {
        boolean upright = orientation == PlotOrientation.VERTICAL;
        DefaultCategoryDataset values = new DefaultCategoryDataset();
        for (int c = 0; c < categories.size(); c++) {
            for (int s = 0; s < series.size(); s++) {
                Point point = points.get(c).get(s);
                values.addValue(point == null ? null : point.value(), new Theme.Keyed(s, Labels.model(series.get(s))), label(c));
            }
        }
        CategoryAxis groups = Theme.categories(upright, series.size(), categories.size());
        Ruler range = range();
        CategoryPlot plot = new CategoryPlot(values, groups, range, new WhiskerBars(this));
        plot.setOrientation(orientation);
        if (!pages.isEmpty()) {
            Theme.addPages(plot, pages);
        }
        return new Chart(name, title, alt(), data(), Theme.chart(title, subtitle, plot), width, height);
    }

    private String label(int category) {
        String note = notes.isEmpty() ? "" : notes.get(category);
        return note.isEmpty() ? categories.get(category) : categories.get(category) + "\n" + note;
    }

    /// Zero is on the axis, since a bar's length is its value; the upper end leaves room for whiskers and print.
    private Ruler range() {
        double low = 0;
        double high = 0;
        for (List<Point> group : points) {
            for (Point point : group) {
                if (point != null) {
                    low = Math.min(low, point.interval().map(Interval::low).orElse(point.value()));
                    high = Math.max(high, point.interval().map(Interval::high).orElse(point.value()));
                }
            }
        }
        double room = Math.max(1e-6, high - low) * 0.08;
        Ruler range = new Ruler(axis, high <= printed.last() ? printed.last() : Double.POSITIVE_INFINITY);
        range.setRange(low < 0 ? low - room : 0, high + room <= 0 ? 1 : high + room);
        return range;
    }

    private Csv data() {
        List<String> header = new ArrayList<>(List.of("group", "model", "value", "low", "high"));
        if (!pages.isEmpty()) {
            header.add("mean_pages");
        }
        Csv csv = new Csv(header);
        for (int c = 0; c < categories.size(); c++) {
            for (int s = 0; s < series.size(); s++) {
                Point point = points.get(c).get(s);
                List<Object> row = new ArrayList<>(List.of(categories.get(c), series.get(s),
                        point == null ? OptionalDouble.empty() : OptionalDouble.of(point.value()),
                        end(point, true), end(point, false)));
                if (!pages.isEmpty()) {
                    row.add(pages.get(c));
                }
                csv.row(row.toArray());
            }
        }
        return csv;
    }

    private static OptionalDouble end(Point point, boolean low) {
        return point == null || point.interval().isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(low ? point.interval().get().low() : point.interval().get().high());
    }

    private String alt() {
        StringBuilder alt = new StringBuilder(title).append(". ").append(axis).append(". ");
        for (int c = 0; c < categories.size(); c++) {
            alt.append(categories.get(c)).append(": ");
            List<Point> group = points.get(c);
            alt.append(java.util.stream.IntStream.range(0, series.size()).filter(s -> group.get(s) != null)
                    .mapToObj(s -> Labels.model(series.get(s)) + " " + unscaled().text(group.get(s).value(), group.get(s).interval())
                            + group.get(s).interval().map(i -> " (" + unscaled().range(Optional.of(i)) + ")").orElse(""))
                    .collect(Collectors.joining(", ")));
            alt.append(c + 1 < categories.size() ? "; " : ".");
        }
        return alt.toString();
    }
}
