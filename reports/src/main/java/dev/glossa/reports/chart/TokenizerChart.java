package dev.glossa.reports.chart;

import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;

/// Figure 3's form: what text costs each tokenizer, by script. A standing bar for each script holds a segment for each
/// tokenizer, the cheapest at the bottom; bars are sorted by their total (protocol, section 8).
public final class TokenizerChart {
    /// A script and its cost.
    ///
    /// @param name               as readers know it, such as `Devanagari`
    /// @param languages          how many languages the mean is over
    /// @param tokensPerCharacter by tokenizer: tokens per code point; empty where a tokenizer was not measured
    public record Script(String name, int languages, List<OptionalDouble> tokensPerCharacter) {
        public Script {
            tokensPerCharacter = List.copyOf(tokensPerCharacter);
            tokensPerCharacter.stream().filter(OptionalDouble::isPresent).forEach(v -> {
                if (!(v.getAsDouble() >= 0 && Double.isFinite(v.getAsDouble()))) {
                    throw new IllegalArgumentException(name + ": " + v.getAsDouble() + " tokens per character are none");
                }
            });
        }

        private boolean complete() {
            return tokensPerCharacter.stream().allMatch(OptionalDouble::isPresent);
        }

        private double total() {
            return tokensPerCharacter.stream().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).sum();
        }
    }

    private static final String TITLE = "Tokens per character by script";

    private TokenizerChart() {}

    /// @param name       of the files, without an ending
    /// @param tokenizers in the order of their colours
    /// @param scripts    in any order: a script whose total lacks a tokenizer comes last
    /// @throws IllegalArgumentException when there is nothing to draw, or a script has not one value for each tokenizer
    public static Chart of(String name, List<String> tokenizers, List<Script> scripts) {
        if (tokenizers.isEmpty() || scripts.isEmpty()) {
            throw new IllegalArgumentException("a chart of tokenizers needs a tokenizer and a script at least");
        }
        for (Script script : scripts) {
            if (script.tokensPerCharacter().size() != tokenizers.size()) {
                throw new IllegalArgumentException(script.name() + ": " + script.tokensPerCharacter().size() + " values for "
                        + tokenizers.size() + " tokenizers");
            }
        }
        List<Script> sorted = scripts.stream().sorted(Comparator.comparing((Script s) -> !s.complete()).thenComparingDouble(Script::total)).toList();
        List<String> categories = sorted.stream().map(s -> Visible.line(s.name(), 24) + "\n(" + s.languages() + ")").toList();
        double highest = sorted.stream().mapToDouble(Script::total).max().orElseThrow();
        Ruler axis = new Ruler("tokens per character, stacked", Double.POSITIVE_INFINITY);
        axis.setRange(0, Math.max(1e-3, highest) * 1.06);
        Slots slots = new Slots(1, 0.08, (slot, _, c) -> stack(slot, sorted.get(c)));
        CategoryPlot plot = Theme.plot(PlotOrientation.VERTICAL, List.of(""), categories, axis, slots);
        plot.getDomainAxis().setTickLabelFont(Labels.plain(10)); // "Devanagari" in one piece
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(1.2f);
        plot.setFixedLegendItems(Theme.legend(tokenizers.stream().map(Labels::model).toList(), Palette::model));
        int width = Math.clamp(140L + 64L * sorted.size(), 640, 1540);
        return new Chart(name, TITLE, alt(tokenizers, sorted), data(tokenizers, sorted),
                Theme.chart(TITLE, "Fewer is better. Mean over a script's languages, whose number stands in brackets; the cheapest tokenizer is at the bottom", plot),
                width, 420 + 36 * tokenizers.size() + Theme.legendHeight(tokenizers, width));
    }

    private static void stack(Slot slot, Script script) {
        List<Integer> order = IntStream.range(0, script.tokensPerCharacter().size()).boxed()
                .filter(t -> script.tokensPerCharacter().get(t).isPresent())
                .sorted(Comparator.comparingDouble(t -> script.tokensPerCharacter().get(t).getAsDouble())).toList();
        double base = 0;
        for (int tokenizer : order) {
            double value = script.tokensPerCharacter().get(tokenizer).getAsDouble();
            Rectangle2D box = slot.box(slot.start(), slot.width(), base, base + value);
            Color fill = Palette.model(tokenizer);
            slot.g().setPaint(fill);
            slot.g().fill(box);
            slot.g().setPaint(Palette.PAPER);
            slot.g().setStroke(Theme.THIN);
            slot.g().draw(box);
            slot.g().setPaint(Palette.on(fill));
            slot.printIn(Printed.number(value, 2), box);
            base += value;
        }
        slot.g().setPaint(Palette.QUIET);
        slot.print(Printed.number(base, 2), base, 4);
    }

    private static String alt(List<String> tokenizers, List<Script> scripts) {
        return TITLE + ". " + scripts.stream().map(script -> Visible.line(script.name(), 24) + ": "
                + IntStream.range(0, tokenizers.size()).filter(t -> script.tokensPerCharacter().get(t).isPresent())
                        .mapToObj(t -> Labels.model(tokenizers.get(t)) + " " + Printed.number(script.tokensPerCharacter().get(t).getAsDouble(), 2))
                        .collect(Collectors.joining(", "))).collect(Collectors.joining("; ")) + ".";
    }

    private static Csv data(List<String> tokenizers, List<Script> scripts) {
        Csv csv = new Csv(List.of("script", "languages", "tokenizer", "tokens_per_character"));
        for (Script script : scripts) {
            for (int t = 0; t < tokenizers.size(); t++) {
                csv.row(script.name(), script.languages(), tokenizers.get(t), script.tokensPerCharacter().get(t));
            }
        }
        return csv;
    }
}
