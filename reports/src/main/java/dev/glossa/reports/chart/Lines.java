package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Interval;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// Lines over ordered categories, each value with its interval: changes over web-presence bins (Figure 16's form), or
/// checkpoints one after the other.
///
/// @param axis       what the values are, with their unit
/// @param category   what a category is, as the CSV's column has it
/// @param series     names of the lines
/// @param colours    index of each line's colour
/// @param points     by line and category; empty where there is no value
/// @param pages      Common Crawl pages by category for a dashed line over a logarithmic axis on the right; empty for none
/// @param last       the largest value there can be
record Lines(String name, String title, String subtitle, String axis, String category, List<String> categories, List<String> series,
        List<Integer> colours, List<List<Optional<Point>>> points, List<Double> pages, double last, int decimals) {
    private static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke BAND = new BasicStroke(1.1f);

    record Point(double value, Optional<Interval> interval) {}

    Chart chart() {
        List<Point> all = points.stream().flatMap(List::stream).flatMap(Optional::stream).toList();
        double least = all.stream().mapToDouble(Point::value).min().orElse(0);
        double most = all.stream().mapToDouble(Point::value).max().orElse(1);
        // A few items have intervals beside which no line would be seen: those are cut off at the edge.
        double reach = Math.max(30, 4 * (most - least));
        double low = all.stream().mapToDouble(p -> Math.max(least - reach, p.interval().map(Interval::low).orElse(p.value()))).min().orElse(0);
        double high = all.stream().mapToDouble(p -> Math.min(most + reach, p.interval().map(Interval::high).orElse(p.value()))).max().orElse(1);
        double room = Math.max(1e-6, high - low) * 0.08;
        Ruler range = new Ruler(axis, low >= 0 ? 0 : Double.NEGATIVE_INFINITY, high <= last ? last : Double.POSITIVE_INFINITY);
        range.setRange(low - room, high + room);
        // One place for all lines: they pass each other where they have the same value, a little apart for their whiskers.
        Slots slots = new Slots(1, 1, (slot, _, c) -> paint(slot, c));
        CategoryPlot plot = Theme.plot(PlotOrientation.VERTICAL, List.of(""), categories, range, slots);
        plot.getDomainAxis().setCategoryMargin(0);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(0.86f);
        plot.setFixedLegendItems(Theme.legend(series.stream().map(Labels::model).toList(), i -> Palette.model(colours.get(i))));
        if (!pages.isEmpty()) {
            Theme.addPages(plot, pages);
        }
        int width = Math.clamp(200L + categories.size() * Math.max(pages.isEmpty() ? 84L : 130L, 10L * series.size()), 640, 1240);
        return new Chart(name, title, alt(), data(), Theme.chart(title, subtitle, plot), width, 440 + Theme.legendHeight(series, width));
    }

    private void paint(Slot slot, int c) {
        for (int s = 0; s < series.size(); s++) {
            Optional<Point> here = points.get(s).get(c);
            if (here.isEmpty()) {
                continue;
            }
            double across = across(slot, s, 0);
            slot.g().setPaint(Palette.model(colours.get(s)));
            slot.g().setStroke(LINE);
            Optional<Point> before = c == 0 ? Optional.empty() : points.get(s).get(c - 1);
            before.ifPresent(point -> slot.line(across - slot.width(), point.value(), across, here.get().value()));
            slot.g().setStroke(BAND);
            here.get().interval().ifPresent(i -> slot.line(across, i.low(), across, i.high()));
            slot.g().fill(slot.dot(across, here.get().value(), 3.6));
        }
    }

    private double across(Slot slot, int s, int step) {
        return slot.middle() + (s - (series.size() - 1) / 2.0) * Math.min(6, slot.width() / 3 / series.size()) - step * slot.width();
    }

    private Csv data() {
        List<String> header = new ArrayList<>(List.of("series", category, "value", "low", "high"));
        if (!pages.isEmpty()) {
            header.add("mean_pages");
        }
        Csv csv = new Csv(header);
        for (int s = 0; s < series.size(); s++) {
            for (int c = 0; c < categories.size(); c++) {
                Optional<Point> point = points.get(s).get(c);
                Optional<Interval> interval = point.flatMap(Point::interval);
                List<Object> row = new ArrayList<>(List.of(series.get(s), categories.get(c).replace('\n', ' '), end(point.map(Point::value)),
                        end(interval.map(Interval::low)), end(interval.map(Interval::high))));
                if (!pages.isEmpty()) {
                    row.add(pages.get(c));
                }
                csv.row(row.toArray());
            }
        }
        return csv;
    }

    private static OptionalDouble end(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private String alt() {
        return title + ". " + axis + ". " + IntStream.range(0, series.size()).mapToObj(s -> Labels.model(series.get(s)) + ": "
                + IntStream.range(0, categories.size()).filter(c -> points.get(s).get(c).isPresent())
                        .mapToObj(c -> categories.get(c).lines().findFirst().orElse("") + " " + Printed.number(points.get(s).get(c).get().value(), decimals))
                        .collect(Collectors.joining(", "))).collect(Collectors.joining("; ")) + ".";
    }
}
