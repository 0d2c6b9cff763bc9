package dev.glossa.reports.chart;

import java.awt.Graphics2D;
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

/// Marks side by side where bars would stand: the library divides the room, a painter draws.
final class Slots extends BarRenderer {
    private static final long serialVersionUID = 1;

    /// Draws one series of one category; told of every pair, also of those without a value.
    interface Painter {
        void paint(Slot slot, int series, int category);
    }

    private final transient Painter painter;

    /// @param series how many stand in a category
    /// @param widest share of the plot that one mark may fill
    Slots(int series, double widest, Painter painter) {
        this.painter = painter;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setDrawBarOutline(false);
        setItemMargin(series > 1 ? 0.06 : 0);
        setMaximumBarWidth(widest);
        for (int s = 0; s < series; s++) {
            setSeriesPaint(s, Palette.model(s));
        }
    }

    @Override
    public void drawItem(Graphics2D g, CategoryItemRendererState state, Rectangle2D area, CategoryPlot plot, CategoryAxis domain,
            ValueAxis range, CategoryDataset dataset, int series, int category, int pass) {
        int row = state.getVisibleSeriesIndex(series);
        if (row < 0) {
            return;
        }
        PlotOrientation orientation = plot.getOrientation();
        RectangleEdge edge = plot.getRangeAxisEdge();
        g.setFont(Labels.plain(11));
        g.setPaint(Palette.INK);
        painter.paint(new Slot(g, orientation == PlotOrientation.VERTICAL,
                calculateBarW0(plot, orientation, area, domain, state, row, category), state.getBarWidth(),
                value -> range.valueToJava2D(value, area, edge)), series, category);
    }
}
