package dev.glossa.reports;

import dev.glossa.harness.Metric;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Interval;
import java.util.Locale;
import java.util.Optional;

/// How a metric's numbers are printed: proportions in percent, others as they are, with no digit that the interval does not
/// support.
///
/// @param factor from the stored value to the printed one
/// @param unit   as an axis names it; may be empty
public record Printed(double factor, String unit) {
    public static Printed of(Metric metric) {
        return of(metric, "");
    }

    /// @param facet empty for the metric itself
    public static Printed of(Metric metric, String facet) {
        return switch (metric.scale(facet)) {
            case PROPORTION -> new Printed(100, "%");
            case POINTS -> new Printed(1, "0–100");
            case RAW, COUNT -> new Printed(1, "");
        };
    }

    /// The end of the scale, as printed; some metrics that are errors, such as TER, go beyond it.
    public double last() {
        return unit.isEmpty() ? Double.POSITIVE_INFINITY : 100;
    }

    public double value(double stored) {
        return stored * factor;
    }

    public Interval interval(Interval stored) {
        return stored.times(factor);
    }

    /// The value in print; a dash where there is none.
    public String text(Cell cell) {
        return cell.value().isPresent() ? text(cell.value().getAsDouble(), cell.interval()) : "–";
    }

    public String text(double stored, Optional<Interval> interval) {
        return number(stored * factor, decimals(interval));
    }

    /// Both ends of the interval, such as `50.1–55.4`; empty where there is none.
    public String range(Optional<Interval> interval) {
        return interval.map(i -> {
            int decimals = decimals(interval);
            return number(i.low() * factor, decimals) + "–" + number(i.high() * factor, decimals);
        }).orElse("");
    }

    /// Decimals that give half the interval's width two digits: 52.8 where it is 2.1, 53 where it is 15.
    public int decimals(Optional<Interval> interval) {
        double half = interval.map(i -> i.width() * factor / 2).orElse(0.0);
        if (half <= 0) {
            return factor == 1 && unit.isEmpty() ? 3 : 1;
        }
        return Math.clamp(1 - (long) Math.floor(Math.log10(half)), 0, 4);
    }

    /// A number with this many decimals, and never a minus before zero.
    public static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.startsWith("-") && text.chars().allMatch(c -> c == '-' || c == '0' || c == '.') ? text.substring(1) : text.replace('-', '−');
    }
}
