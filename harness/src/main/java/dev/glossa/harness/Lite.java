package dev.glossa.harness;

import java.util.Locale;

/// How many items of each language a benchmark's lite suite asks, and how far their number is from that of all items.
///
/// @param items   of each language
/// @param spread  standard deviation of one item's number around the language's, in units of the printed scale
/// @param bounded whether no data can spread further, as with right and wrong; otherwise the spread was measured on recorded
///                answers (`docs/suites.md`)
/// @param number  what is printed, such as `chrF`
public record Lite(int items, double spread, boolean bounded, String number) {
    /// One item is worth 0 or 100 at the most, and then half of each spreads furthest.
    public static Lite ofProportion(int items, String number) {
        return new Lite(items, 50, true, number);
    }

    /// The standard error of a language's number from some of its items against that from all of them, of which the chosen
    /// are drawn without replacement.
    public double error(long chosen, long all) {
        return chosen >= all ? 0 : spread / Math.sqrt(chosen) * Math.sqrt((double) (all - chosen) / (all - 1));
    }

    /// One line for people.
    public String sentence(String benchmark, long chosen, long all) {
        return String.format(Locale.ROOT, "%s: %,d of %,d items in each language; expect a language's %s within %s%.1f of all items' (standard error)",
                benchmark, chosen, all, number, bounded ? "at most " : "", error(chosen, all));
    }
}
