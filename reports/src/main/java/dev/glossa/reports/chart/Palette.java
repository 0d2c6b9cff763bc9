package dev.glossa.reports.chart;

import java.awt.Color;

/// Colours that readers with any colour vision can tell apart: those of Okabe and Ito ("Color universal design", 2008), the
/// yellow last since it is pale on white. A model has the same colour in every chart of a report.
final class Palette {
    private static final Color[] MODELS = {
        new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73), new Color(0xCC79A7),
        new Color(0x56B4E9), new Color(0xD55E00), new Color(0x595959), new Color(0xF0E442),
    };

    static final Color INK = new Color(0x1A1A1A);
    static final Color QUIET = new Color(0x595959);
    static final Color GRID = new Color(0xDDDDDD);
    static final Color PAPER = Color.WHITE;
    /// What is better and what is worse: blue and vermilion, which stay apart without red and green vision.
    static final Color GAIN = new Color(0x0072B2);
    static final Color LOSS = new Color(0xD55E00);

    /// Dark to light in even steps of lightness, for readers with any colour vision: five colours of viridis (Smith and van
    /// der Walt 2015), between which values are mixed.
    private static final Color[] SEQUENCE = {
        new Color(0x440154), new Color(0x3B528B), new Color(0x21918C), new Color(0x5EC962), new Color(0xFDE725),
    };

    private Palette() {}

    /// @param share from 0, dark, to 1, light
    static Color sequential(double share) {
        double at = share * (SEQUENCE.length - 1);
        int below = Math.min((int) at, SEQUENCE.length - 2);
        return mixed(SEQUENCE[below], SEQUENCE[below + 1], at - below);
    }

    static Color mixed(Color from, Color to, double share) {
        return new Color(mixed(from.getRed(), to.getRed(), share), mixed(from.getGreen(), to.getGreen(), share), mixed(from.getBlue(), to.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    /// From the ninth model on the colours come again, halfway to white.
    static Color model(int index) {
        Color base = MODELS[index % MODELS.length];
        return index < MODELS.length ? base : tint(base);
    }

    /// Ink or paper, whichever stands out on a colour: by relative luminance, as WCAG 2.2 defines contrast.
    static Color on(Color fill) {
        return 1.05 / (luminance(fill) + 0.05) >= (luminance(fill) + 0.05) / (luminance(INK) + 0.05) ? PAPER : INK;
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /// A colour halfway to white, for what is less than certain.
    static Color pale(Color c) {
        return tint(c);
    }

    private static Color tint(Color c) {
        return new Color((c.getRed() + 255) / 2, (c.getGreen() + 255) / 2, (c.getBlue() + 255) / 2);
    }
}
