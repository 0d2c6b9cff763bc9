package dev.glossa.reports.chart;

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
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.CategoryItemRenderer;
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
