package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// A table of coloured cells with their values in print: languages as rows, and benchmarks or checkpoints as columns.
///
/// @param rows    names, as they are drawn
/// @param keys    of the rows, as the CSV has them
/// @param columns names
/// @param values  by row and column, as printed
/// @param colours by column, what a value looks like
record HeatMap(String name, String title, String subtitle, String row, List<String> rows, List<String> keys, String column, List<String> columns,
        List<List<OptionalDouble>> values, List<Scale> colours, int decimals) {

    /// A column's colours.
    ///
    /// @param low       value of the first colour
    /// @param high      value of the last; it may be below the first
    /// @param diverging whether zero is a colour of its own
    record Scale(double low, double high, boolean diverging) {
        Color of(double value) {
            if (diverging) {
                double reach = Math.max(Math.abs(low), Math.abs(high));
                double share = reach == 0 ? 0 : Math.clamp(value / reach, -1, 1);
                return Palette.mixed(Palette.PAPER, share < 0 ? Palette.LOSS : Palette.GAIN, Math.abs(share));
            }
            return Palette.sequential(high != low ? Math.clamp((value - low) / (high - low), 0, 1) : 0.5);
        }
    }

    Chart chart() {
        int wide = Math.max(64, columns.stream().mapToInt(c -> Labels.model(c).length()).max().orElse(8) * 8 + 14);
        int width = Math.clamp(190L + (long) columns.size() * wide, 460, 1400);
        SymbolAxis across = new SymbolAxis("", columns.stream().map(Labels::model).toArray(String[]::new));
        Theme.range(across);
        across.setTickLabelFont(Labels.plain(12));
        across.setGridBandsVisible(false);
        across.setNumberFormatOverride(null);
        across.setRange(-0.5, columns.size() - 0.5);
        across.setVerticalTickLabels(columns.size() * wide + 190 > 1400);
        Slots slots = new Slots(1, 1, (slot, _, r) -> paint(slot, r));
        CategoryPlot plot = Theme.plot(PlotOrientation.HORIZONTAL, List.of(""), rows, across, slots);
        plot.getDomainAxis().setCategoryMargin(0);
        plot.setRangeAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setFixedLegendItems(new LegendItemCollection());
        JFreeChart drawing = Theme.chart(title, subtitle, plot);
        plot.setRangeGridlinesVisible(false);
        plot.setRangeZeroBaselineVisible(false);
        return new Chart(name, title, alt(), data(), drawing, width, 120 + Math.max(4, rows.size()) * 20
                + (across.isVerticalTickLabels() ? 60 : 0));
    }

    private void paint(Slot slot, int r) {
        slot.g().setFont(Labels.plain(11));
        for (int c = 0; c < columns.size(); c++) {
            OptionalDouble value = values.get(r).get(c);
            if (value.isEmpty()) {
                continue;
            }
            Rectangle2D cell = slot.box(slot.start() + 0.5, slot.width() - 1, c - 0.49, c + 0.49);
            Color colour = colours.get(c).of(value.getAsDouble());
            slot.g().setPaint(colour);
            slot.g().fill(cell);
            slot.g().setPaint(Palette.on(colour));
            slot.printIn(print(value.getAsDouble(), c), cell);
        }
    }

    private String print(double value, int column) {
        return (colours.get(column).diverging() && value > 0 ? "+" : "") + Printed.number(value, decimals);
    }

    private Csv data() {
        List<String> header = new ArrayList<>(List.of(row, column, "value"));
        Csv csv = new Csv(header);
        for (int r = 0; r < keys.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                csv.row(keys.get(r), columns.get(c), values.get(r).get(c));
            }
        }
        return csv;
    }

    private String alt() {
        return title + ". " + IntStream.range(0, keys.size()).mapToObj(r -> keys.get(r) + ": " + IntStream.range(0, columns.size())
                .filter(c -> values.get(r).get(c).isPresent())
                .mapToObj(c -> Labels.model(columns.get(c)) + " " + print(values.get(r).get(c).getAsDouble(), c)).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ")) + ".";
    }
}
