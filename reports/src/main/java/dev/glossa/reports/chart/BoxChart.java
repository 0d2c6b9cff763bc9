package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Group;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// Figure 15's form: how each model's languages lie, as a box from the first to the third quartile with the median, whiskers
/// to the last language within one and a half boxes, and every language below the box as a point; the three lowest are named, the lowest first.
final class BoxChart {
    private static final BasicStroke MEDIAN = new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final int NAMED = 3;

    private BoxChart() {}

    static Chart of(Aggregate aggregate, Group overall) {
        Printed printed = Printed.of(aggregate.table().metric());
        String benchmark = aggregate.table().benchmark();
        String metric = aggregate.table().metric().name();
        List<String> models = aggregate.models();
        List<Values> values = models.stream().map(model -> Values.of(aggregate, overall, model)).toList();
        String title = benchmark + ": " + metric + " over " + overall.languages().size() + " languages";
        int decimals = printed.last() == 100 ? 1 : 3;
        Slots slots = new Slots(1, 0.12, (slot, _, c) -> {
            if (!values.get(c).isEmpty()) {
                box(slot, values.get(c), c);
            }
        });
        CategoryPlot plot = Theme.plot(PlotOrientation.VERTICAL, List.of(""), models.stream().map(Labels::model).toList(),
                Theme.span(Theme.axis(metric, printed), values.stream().flatMap(v -> v.each().stream()).map(Values.Of::value).toList(), printed), slots);
        plot.setFixedLegendItems(new org.jfree.chart.LegendItemCollection());
        Csv csv = new Csv(List.of("model", "language", "value"));
        List<String> said = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            String model = models.get(m);
            Values of = values.get(m);
            of.each().forEach(v -> csv.row(model, v.language().code(), v.value()));
            if (!of.isEmpty()) {
                said.add(Labels.model(model) + ": lowest " + of.lowest().language().code() + " " + Printed.number(of.lowest().value(), decimals)
                        + ", quartiles " + Printed.number(of.quantile(0.25), decimals) + ", " + Printed.number(of.quantile(0.5), decimals) + ", "
                        + Printed.number(of.quantile(0.75), decimals) + ", highest " + Printed.number(of.highest().value(), decimals));
            }
        }
        int width = Math.clamp(160L + models.size() * 128L, 640, 1240);
        return new Chart(benchmark + "-" + metric + "-boxes", title, title + ". " + String.join("; ", said) + ".", csv,
                Theme.chart(title, "Box: middle half of the languages, line: median, diamond: mean. Each language below the box is a point", plot), width, 480);
    }

    private static void box(Slot slot, Values of, int model) {
        double first = of.quantile(0.25);
        double third = of.quantile(0.75);
        double reach = 1.5 * (third - first);
        double low = of.each().stream().mapToDouble(Values.Of::value).filter(v -> v >= first - reach).findFirst().orElse(first);
        double high = of.each().reversed().stream().mapToDouble(Values.Of::value).filter(v -> v <= third + reach).findFirst().orElse(third);
        slot.g().setPaint(Palette.INK);
        slot.g().setStroke(Theme.THIN);
        slot.whisker(Math.min(low, first), Math.max(high, third), slot.width() / 5);
        Rectangle2D box = slot.box(slot.start(), slot.width(), first, third);
        slot.g().setPaint(Palette.pale(Palette.model(model)));
        slot.g().fill(box);
        slot.g().setPaint(Palette.model(model));
        slot.g().draw(box);
        slot.g().setPaint(Palette.INK);
        slot.g().setStroke(MEDIAN);
        slot.line(slot.start(), of.quantile(0.5), slot.start() + slot.width(), of.quantile(0.5));
        Rectangle2D mean = slot.dot(slot.middle(), of.mean(), 0.1).getBounds2D();
        slot.g().fill(java.awt.geom.AffineTransform.getTranslateInstance(mean.getCenterX(), mean.getCenterY()).createTransformedShape(Theme.DIAMOND));
        slot.g().setPaint(Palette.QUIET);
        slot.g().setFont(Labels.plain(10.5f));
        slot.print(of.each().stream().limit(NAMED).map(v -> v.language().code()).collect(java.util.stream.Collectors.joining(", ")), of.lowest().value(), -6);
        slot.g().setStroke(Theme.THIN);
        for (int i = 0; i < of.each().size(); i++) {
            Values.Of language = of.each().get(i);
            if (language.value() < first || language.value() > third + reach) {
                // Neighbours stand on both sides of the whisker, so that equal values do not hide each other.
                double across = slot.middle() + (i % 3 - 1) * slot.width() / 5;
                slot.g().setPaint(Palette.model(model));
                slot.g().fill(slot.dot(across, language.value(), 3.2));
                slot.g().setPaint(Palette.QUIET);
                slot.g().draw(slot.dot(across, language.value(), 3.2));
            }
        }
    }
}
