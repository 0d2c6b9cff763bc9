package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Difference;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Interval;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// Figures 6 and 7's form: what one model differs by from another in each language, as lying bars on both sides of zero,
/// sorted. The name of a language stands on the other side of zero.
final class DifferenceChart {
    private static final List<String> LEGEND = List.of("better", "worse", "pale: the interval holds 0");

    private DifferenceChart() {}

    /// @param differences of one model, one for each language; not empty
    static Chart of(Aggregate aggregate, String model, List<Difference> differences) {
        Printed printed = Printed.of(aggregate.table().metric());
        String base = Labels.model(aggregate.table().models().getFirst());
        String benchmark = aggregate.table().benchmark();
        String metric = aggregate.table().metric().name();
        List<Difference> sorted = differences.stream().sorted(Comparator.comparingDouble((Difference d) -> -d.difference().value())).toList();
        List<Estimate> points = sorted.stream().map(d -> d.difference().times(printed.factor())).toList();
        // Two values on a scale of 100 cannot differ by more, whatever an interval of few items says.
        double most = printed.last();
        List<Language> languages = sorted.stream().map(d -> d.group().languages().getFirst()).toList();
        long better = sorted.stream().filter(d -> d.difference().value() > 0).count();
        long worse = sorted.stream().filter(d -> d.difference().value() < 0).count();
        String title = benchmark + ": " + metric + " of " + Labels.model(model) + " against " + base;
        String axis = "difference in " + metric + (printed.unit().isEmpty() ? "" : ", points");
        int decimals = printed.last() == 100 ? 1 : 3;
        double widest = points.stream().map(Estimate::interval).mapToDouble(i -> Math.min(most, Math.max(Math.abs(i.low()), Math.abs(i.high())))).max().orElse(1);
        double reach = widest > 1e-9 ? widest : most == 100 ? 1 : 0.01;
        Ruler range = new Ruler(axis, Double.POSITIVE_INFINITY);
        range.setRange(-reach * 1.35, reach * 1.35);
        Slots slots = new Slots(1, 0.5, (slot, _, c) -> paint(slot, points.get(c), most, Labels.of(languages.get(c), Labels.plain(12)), decimals));
        CategoryPlot plot = Theme.plot(PlotOrientation.HORIZONTAL, List.of(""), languages.stream().map(Language::code).toList(), range, slots);
        plot.getDomainAxis().setTickLabelsVisible(false);
        plot.getDomainAxis().setAxisLineVisible(false);
        plot.setFixedLegendItems(Theme.legend(LEGEND, i -> i == 0 ? Palette.GAIN : i == 1 ? Palette.LOSS : Palette.pale(Palette.GAIN)));
        String count = better + " better, " + worse + " worse, " + (sorted.size() - better - worse) + " equal of " + sorted.size();
        return new Chart(benchmark + "-" + metric + "-against-" + aggregate.models().indexOf(model), title,
                title + ". " + count + ". " + text(languages, points, decimals), data(sorted, model, base, points),
                Theme.chart(title, count + ". Whiskers: 95 % interval over items, for each language by itself", plot),
                900, 150 + Theme.legendHeight(LEGEND, 900) + sorted.size() * (sorted.size() > 40 ? 20 : 24));
    }

    private static void paint(Slot slot, Estimate difference, double most, String name, int decimals) {
        double value = difference.value();
        Interval interval = new Interval(Math.max(-most, difference.interval().low()), Math.min(most, difference.interval().high()));
        Color colour = value >= 0 ? Palette.GAIN : Palette.LOSS;
        // Of items that all moved alike the error is not known.
        slot.g().setPaint(interval.holds(0) || difference.error() == 0 ? Palette.pale(colour) : colour);
        Rectangle2D bar = slot.box(slot.start(), slot.width(), 0, value);
        slot.g().fill(bar);
        slot.g().setPaint(Palette.INK);
        slot.g().setStroke(Theme.THIN);
        slot.whisker(interval.low(), interval.high(), Math.min(3, slot.width() / 4));
        String text = (value > 0 ? "+" : "") + Printed.number(value, decimals);
        slot.g().setFont(Labels.plain(10.5f));
        slot.print(text, value >= 0 ? Math.max(value, interval.high()) : Math.min(value, interval.low()), value >= 0 ? 4 : -4);
        slot.g().setFont(Labels.plain(12));
        slot.print(name, value >= 0 ? Math.min(0, interval.low()) : Math.max(0, interval.high()), value >= 0 ? -5 : 5);
    }

    private static String text(List<Language> languages, List<Estimate> points, int decimals) {
        return java.util.stream.IntStream.range(0, points.size())
                .mapToObj(i -> languages.get(i).code() + " " + Printed.number(points.get(i).value(), decimals)).collect(Collectors.joining(", ")) + ".";
    }

    private static Csv data(List<Difference> sorted, String model, String base, List<Estimate> points) {
        Csv csv = new Csv(List.of("language", "model", "base", "difference", "low", "high"));
        for (int i = 0; i < points.size(); i++) {
            csv.row(sorted.get(i).group().name(), model, base, points.get(i).value(), points.get(i).interval().low(), points.get(i).interval().high());
        }
        return csv;
    }
}
