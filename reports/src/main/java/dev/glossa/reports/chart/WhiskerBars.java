package dev.glossa.reports.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.category.CategoryDataset;

/// Bars with a whisker for each interval, whose two ends need not be equally far; and with the value in print where the bar
/// is wide enough for it.
final class WhiskerBars extends BarRenderer {
    private static final long serialVersionUID = 1;
    private static final Stroke LINE = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final transient Bars bars;

    WhiskerBars(Bars bars) {
        this.bars = bars;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        setItemMargin(bars.series().size() > 1 ? 0.06 : 0);
        setMaximumBarWidth(0.09);
        for (int s = 0; s < bars.series().size(); s++) {
            setSeriesPaint(s, Palette.model(s));
        }
    }

    @Override
    public void drawItem(Graphics2D g, CategoryItemRendererState state, Rectangle2D area, CategoryPlot plot, CategoryAxis domain,
            ValueAxis range, CategoryDataset dataset, int series, int category, int pass) {
        super.drawItem(g, state, area, plot, domain, range, dataset, series, category, pass);
        Bars.Point point = bars.points().get(category).get(series);
        if (point == null || state.getVisibleSeriesIndex(series) < 0) {
            return;
        }
        PlotOrientation orientation = plot.getOrientation();
        boolean upright = orientation == PlotOrientation.VERTICAL;
        RectangleEdge edge = plot.getRangeAxisEdge();
        double start = calculateBarW0(plot, orientation, area, domain, state, state.getVisibleSeriesIndex(series), category);
        double middle = start + state.getBarWidth() / 2;
        double tip = range.valueToJava2D(point.value(), area, edge);
        g.setStroke(LINE);
        g.setPaint(Palette.INK);
        if (point.interval().isPresent()) {
            double low = range.valueToJava2D(point.interval().get().low(), area, edge);
            double high = range.valueToJava2D(point.interval().get().high(), area, edge);
            double cap = Math.min(4, state.getBarWidth() / 3);
            g.draw(line(upright, middle, low, middle, high));
            g.draw(line(upright, middle - cap, low, middle + cap, low));
            g.draw(line(upright, middle - cap, high, middle + cap, high));
            tip = upright ? Math.min(tip, high) : Math.max(tip, high);
        }
        g.setFont(Labels.plain(11));
        String printed = bars.print(point.value());
        Rectangle2D size = g.getFontMetrics().getStringBounds(printed, g);
        if (upright && size.getWidth() <= state.getBarWidth() + 1) {
            g.drawString(printed, (float) (middle - size.getWidth() / 2), (float) (tip - 3));
        } else if (!upright && size.getHeight() <= state.getBarWidth() + 5) {
            g.drawString(printed, (float) (tip + 4), (float) (middle + 4));
        }
    }

    private static Line2D line(boolean upright, double across1, double along1, double across2, double along2) {
        return upright ? new Line2D.Double(across1, along1, across2, along2) : new Line2D.Double(along1, across1, along2, across2);
    }
}
