package dev.glossa.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;

/// An axis of values that has no tick where there can be no value: a percentage ends at 100, and what lies above is room for
/// print.
final class Ruler extends NumberAxis {
    private static final long serialVersionUID = 1;

    private final double first;
    private final double last;

    /// @param last the largest value there can be
    Ruler(String label, double last) {
        this(label, Double.NEGATIVE_INFINITY, last);
    }

    /// @param first the smallest value there can be
    /// @param last  the largest
    Ruler(String label, double first, double last) {
        super(label);
        this.first = first;
        this.last = last;
        Theme.range(this);
    }

    @Override
    public List<?> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<?> all = super.refreshTicks(g, state, area, edge);
        return all.stream().filter(tick -> !(tick instanceof ValueTick value) || value.getValue() >= first && value.getValue() <= last).toList();
    }
}
