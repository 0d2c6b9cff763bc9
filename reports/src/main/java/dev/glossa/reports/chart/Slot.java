package dev.glossa.reports.chart;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/// The place of one series in one category, and how to draw there whichever way the chart lies. Across is the direction of
/// the categories, in pixels; along is that of the values, in values.
///
/// @param upright whether values rise
/// @param start   where the place begins, across
/// @param width   its width, across
/// @param at      pixel of a value
record Slot(Graphics2D g, boolean upright, double start, double width, DoubleUnaryOperator at) {

    double middle() {
        return start + width / 2;
    }

    void line(double across1, double value1, double across2, double value2) {
        double along1 = at.applyAsDouble(value1);
        double along2 = at.applyAsDouble(value2);
        g.draw(upright ? new Line2D.Double(across1, along1, across2, along2) : new Line2D.Double(along1, across1, along2, across2));
    }

    /// A line between two values with a stroke across at each end.
    void whisker(double low, double high, double cap) {
        line(middle(), low, middle(), high);
        line(middle() - cap, low, middle() + cap, low);
        line(middle() - cap, high, middle() + cap, high);
    }

    Rectangle2D box(double from, double width, double value1, double value2) {
        double along1 = at.applyAsDouble(value1);
        double along2 = at.applyAsDouble(value2);
        double first = Math.min(along1, along2);
        double size = Math.abs(along1 - along2);
        return upright ? new Rectangle2D.Double(from, first, width, size) : new Rectangle2D.Double(first, from, size, width);
    }

    Ellipse2D dot(double across, double value, double radius) {
        double along = at.applyAsDouble(value);
        return upright ? new Ellipse2D.Double(across - radius, along - radius, 2 * radius, 2 * radius)
                : new Ellipse2D.Double(along - radius, across - radius, 2 * radius, 2 * radius);
    }

    /// Print beside a value, on the side of the larger ones, or of the smaller ones where `gap` is below zero.
    void print(String text, double value, double gap) {
        Rectangle2D size = g.getFontMetrics().getStringBounds(text, g);
        double along = at.applyAsDouble(value);
        if (upright) {
            g.drawString(text, (float) (middle() - size.getWidth() / 2), (float) (along - gap + (gap < 0 ? size.getHeight() * 0.7 : 0)));
        } else {
            g.drawString(text, (float) (along + gap - (gap < 0 ? size.getWidth() : 0)), (float) (middle() + 4));
        }
    }

    /// Print in the middle of a box, if it has room.
    void printIn(String text, Rectangle2D box) {
        Rectangle2D size = g.getFontMetrics().getStringBounds(text, g);
        if (size.getWidth() <= box.getWidth() + 2 && size.getHeight() * 0.72 <= box.getHeight()) {
            g.drawString(text, (float) (box.getCenterX() - size.getWidth() / 2), (float) (box.getCenterY() + size.getHeight() * 0.3));
        }
    }
}
