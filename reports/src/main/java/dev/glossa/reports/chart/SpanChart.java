package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Group;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// Figure 8's form: the lowest, the mean and the highest language of each region, as a whisker with a dot for each model.
final class SpanChart {
    private static final BasicStroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private SpanChart() {}

    static Chart of(Aggregate aggregate, List<Group> regions) {
        Printed printed = Printed.of(aggregate.table().metric());
        String benchmark = aggregate.table().benchmark();
        String metric = aggregate.table().metric().name();
        List<String> models = aggregate.models();
        List<List<Values>> values = regions.stream().map(region -> models.stream().map(model -> Values.of(aggregate, region, model)).toList()).toList();
        String title = benchmark + ": " + metric + ", from the lowest to the highest language of each region";
        int decimals = printed.last() == 100 ? 1 : 3;
        Slots slots = new Slots(models.size(), 0.09, (slot, s, c) -> {
            Values of = values.get(c).get(s);
            if (!of.isEmpty()) {
                slot.g().setPaint(Palette.model(s));
                slot.g().setStroke(LINE);
                slot.whisker(of.lowest().value(), of.highest().value(), Math.min(7, slot.width() / 2.5));
                slot.g().fill(slot.dot(slot.middle(), of.mean(), Math.min(5.5, Math.max(3, slot.width() / 3))));
                slot.g().setPaint(Palette.QUIET);
                slot.g().setFont(Labels.plain(10));
                slot.print(of.lowest().language().code(), of.lowest().value(), -4);
                if (of.each().size() > 1) {
                    slot.print(of.highest().language().code(), of.highest().value(), 4);
                }
            }
        });
        List<String> names = regions.stream().map(r -> r.name() + "\n" + r.languages().size() + (r.languages().size() == 1 ? " language" : " languages")).toList();
        CategoryPlot plot = Theme.plot(PlotOrientation.VERTICAL, models, names, Theme.span(Theme.axis(metric, printed), values.stream()
                .flatMap(List::stream).filter(v -> !v.isEmpty()).flatMap(v -> java.util.stream.Stream.of(v.lowest().value(), v.highest().value())).toList(), printed), slots);
        int width = Math.clamp(150L + (long) regions.size() * (models.size() * 30L + 34L), 640, 1320);
        Csv csv = new Csv(List.of("region", "model", "min_language", "min", "mean", "max", "max_language", "languages"));
        List<String> said = new ArrayList<>();
        for (int c = 0; c < regions.size(); c++) {
            for (int s = 0; s < models.size(); s++) {
                Values of = values.get(c).get(s);
                if (!of.isEmpty()) {
                    csv.row(regions.get(c).name(), models.get(s), of.lowest().language().code(), of.lowest().value(), of.mean(), of.highest().value(),
                            of.highest().language().code(), of.each().size());
                    said.add(regions.get(c).name() + ", " + Labels.model(models.get(s)) + ": " + of.lowest().language().code() + " "
                            + Printed.number(of.lowest().value(), decimals) + ", mean " + Printed.number(of.mean(), decimals) + ", "
                            + of.highest().language().code() + " " + Printed.number(of.highest().value(), decimals));
                }
            }
        }
        return new Chart(benchmark + "-" + metric + "-span", title, title + ". " + String.join("; ", said) + ".", csv,
                Theme.chart(title, "Whiskers span languages and are no intervals; the dot is the mean over languages", plot), width,
                440 + Theme.legendHeight(models, width));
    }
}
