package dev.glossa.reports.chart;

import dev.glossa.reports.Printed;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/// The look that all charts share: dark print on white, light lines only along the values, the legend above the bars where
/// the eye comes from.
final class Theme {
    static final Stroke DASHED = new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);
    static final Stroke THIN = new BasicStroke(0.8f);
    static final Shape DIAMOND = diamond();
    static final String PAGES = "Common Crawl pages (right axis, mean)";
    private static final Shape SWATCH = new Rectangle2D.Double(-5, -5, 10, 10);

    private Theme() {}

    static JFreeChart chart(String title, String subtitle, Plot plot) {
        JFreeChart chart = new JFreeChart(null, Labels.plain(12), plot, true);
        chart.setBackgroundPaint(Palette.PAPER);
        chart.setPadding(new RectangleInsets(10, 12, 10, 14));
        chart.setTitle(text(title, Labels.font(java.awt.Font.BOLD, 16)));
        LegendTitle legend = chart.getLegend();
        chart.removeLegend();
        if (!subtitle.isEmpty()) {
            TextTitle second = text(subtitle, Labels.plain(12));
            second.setPaint(Palette.QUIET);
            chart.addSubtitle(second);
        }
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(Labels.plain(12));
        legend.setItemPaint(Palette.INK);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Palette.PAPER);
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 10));
        legend.setMargin(new RectangleInsets(4, 0, 4, 0));
        chart.addSubtitle(legend);
        plot.setBackgroundPaint(Palette.PAPER);
        plot.setOutlineVisible(false);
        if (plot instanceof CategoryPlot categories) {
            categories.setDomainGridlinesVisible(false);
            categories.setRangeGridlinesVisible(true);
            categories.setRangeGridlinePaint(Palette.GRID);
            categories.setRangeGridlineStroke(THIN);
            categories.setRangeZeroBaselineVisible(true);
            categories.setRangeZeroBaselinePaint(Palette.QUIET);
            categories.setAxisOffset(RectangleInsets.ZERO_INSETS);
            categories.getDomainAxis().setAxisLinePaint(Palette.QUIET);
            categories.getDomainAxis().setTickLabelPaint(Palette.INK);
        }
        return chart;
    }

    /// A plot of series in categories, with a painter of its own.
    static CategoryPlot plot(PlotOrientation orientation, List<String> series, List<String> categories, ValueAxis range,
            CategoryItemRenderer renderer) {
        DefaultCategoryDataset places = new DefaultCategoryDataset();
        for (int c = 0; c < categories.size(); c++) {
            for (int s = 0; s < series.size(); s++) {
                places.addValue(0, new Keyed(s, Labels.model(series.get(s))), new Keyed(c, categories.get(c)));
            }
        }
        CategoryPlot plot = new CategoryPlot(places, categories(orientation == PlotOrientation.VERTICAL, series.size(), categories.size()), range, renderer);
        plot.setOrientation(orientation);
        return plot;
    }

    static CategoryAxis categories(boolean upright, int series, int categories) {
        CategoryAxis axis = new CategoryAxis();
        axis.setTickLabelFont(Labels.plain(12));
        axis.setMaximumCategoryLabelLines(6);
        axis.setMaximumCategoryLabelWidthRatio(upright ? 1f : 0.4f);
        axis.setCategoryMargin(upright ? 0.18 : series > 3 ? 0.16 : 0.24);
        axis.setLowerMargin(upright ? 0.02 : 0.3 / Math.max(1, categories));
        axis.setUpperMargin(axis.getLowerMargin());
        axis.setTickMarksVisible(false);
        return axis;
    }

    /// Adds a dashed line of Common Crawl pages over a logarithmic axis on the right.
    ///
    /// @param pages by category
    static void addPages(CategoryPlot plot, List<Double> pages) {
        DefaultCategoryDataset line = new DefaultCategoryDataset();
        List<?> categories = plot.getCategories();
        for (int c = 0; c < pages.size(); c++) {
            line.addValue(pages.get(c), PAGES, (Comparable<?>) categories.get(c));
        }
        LogAxis right = range(new LogAxis("Common Crawl pages, log scale"));
        right.setSmallestValue(1);
        double low = pages.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double high = pages.stream().mapToDouble(Double::doubleValue).max().orElse(10);
        right.setRange(Math.pow(10, Math.floor(Math.log10(low * 0.8))), Math.pow(10, Math.ceil(Math.log10(high * 1.25))));
        right.setTickUnit(new NumberTickUnit(1));
        right.setNumberFormatOverride(new Magnitude());
        plot.setDataset(1, line);
        plot.setRangeAxis(1, right);
        plot.mapDatasetToRangeAxis(1, 1);
        LineAndShapeRenderer renderer = new LineAndShapeRenderer(true, true);
        renderer.setSeriesPaint(0, Palette.INK);
        renderer.setSeriesStroke(0, DASHED);
        renderer.setSeriesShape(0, DIAMOND);
        plot.setRenderer(1, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        if (plot.getFixedLegendItems() != null) {
            plot.getFixedLegendItems().add(new LegendItem(PAGES, null, null, null, DIAMOND, Palette.INK));
        }
    }

    /// A metric's name as an axis has it.
    static String axis(String metric, Printed printed) {
        return printed.unit().isEmpty() ? metric : metric + ", " + printed.unit();
    }

    /// An axis that shows where values lie, and need not begin at zero.
    static Ruler span(String label, List<Double> values, Printed printed) {
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        // Of values that are all alike an axis shows the place, and not their rounding.
        double room = high - low < 1e-9 ? Math.max(Math.abs(high) * 0.1, printed.last() == 100 ? 5 : 0.05) : (high - low) * 0.09;
        Ruler ruler = new Ruler(label, low >= 0 ? 0 : Double.NEGATIVE_INFINITY, high <= printed.last() ? printed.last() : Double.POSITIVE_INFINITY);
        ruler.setRange(low >= 0 && low < 0.35 * high || low == 0 ? -room : low - room, high + room);
        return ruler;
    }

    /// Squares with names, in this order.
    static LegendItemCollection legend(List<String> names, IntFunction<Color> colour) {
        LegendItemCollection items = new LegendItemCollection();
        for (int i = 0; i < names.size(); i++) {
            items.add(new LegendItem(names.get(i), null, null, null, SWATCH, colour.apply(i)));
        }
        return items;
    }

    /// The height of a legend of these names, in pixels.
    static int legendHeight(List<String> names, int width) {
        int letters = names.stream().mapToInt(name -> Labels.model(name).length() * 7 + 28).sum();
        return 18 * (1 + letters / (width - 40));
    }

    /// A key of a series or category: two may have one name when it is shortened.
    record Keyed(int index, String name) implements Comparable<Keyed> {
        @Override
        public int compareTo(Keyed other) {
            return Integer.compare(index, other.index);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static TextTitle text(String text, java.awt.Font font) {
        TextTitle title = new TextTitle(text, font);
        title.setPaint(Palette.INK);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setMargin(new RectangleInsets(0, 2, 3, 2));
        title.setExpandToFitSpace(true);
        return title;
    }

    static <A extends ValueAxis> A range(A axis) {
        axis.setLabelFont(Labels.plain(12));
        axis.setLabelPaint(Palette.QUIET);
        axis.setTickLabelFont(Labels.plain(11));
        axis.setTickLabelPaint(Palette.INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        if (axis instanceof NumberAxis number) {
            number.setNumberFormatOverride(new Plain());
        }
        return axis;
    }

    private static Shape diamond() {
        Path2D path = new Path2D.Float();
        path.moveTo(0, -5);
        path.lineTo(5, 0);
        path.lineTo(0, 5);
        path.lineTo(-5, 0);
        path.closePath();
        return path;
    }

    /// Ticks as a reader writes them, in no locale.
    static final class Plain extends Format {
        private static final long serialVersionUID = 1;

        @Override
        String text(double value) {
            String text = String.format(Locale.ROOT, "%.4f", value);
            return text.replaceFirst("\\.?0+$", "").replaceFirst("^-0$", "0").replace('-', '−');
        }
    }

    /// Powers of ten: 10k, 1M, 100M.
    static final class Magnitude extends Format {
        private static final long serialVersionUID = 1;

        @Override
        String text(double value) {
            for (int power = 3; power >= 1; power--) {
                double unit = Math.pow(1000, power);
                if (value >= unit * 0.999) {
                    return String.format(Locale.ROOT, "%.0f", value / unit) + " kMG".charAt(power);
                }
            }
            return String.format(Locale.ROOT, "%.0f", value);
        }
    }

    abstract static class Format extends NumberFormat {
        private static final long serialVersionUID = 1;

        abstract String text(double value);

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(text(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return format((double) number, to, position);
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("numbers are only written");
        }
    }
}
