package dev.glossa.judges.fidelity;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How many letters of a text are in which script; marks, digits, punctuation and emoji are in none.
record ScriptHistogram(Map<UnicodeScript, Integer> counts, int total) {
    private static final int SHOWN = 4;

    static ScriptHistogram of(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        int total = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            UnicodeScript script = script(c);
            if (script != UnicodeScript.COMMON) {
                counts.merge(script, 1, Integer::sum);
                total++;
            }
        }
        return new ScriptHistogram(counts, total);
    }

    /// The script of a letter; `COMMON` for whatever is none or belongs to no script.
    static UnicodeScript script(int codePoint) {
        if (!Character.isLetter(codePoint)) {
            return UnicodeScript.COMMON;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.INHERITED || script == UnicodeScript.UNKNOWN ? UnicodeScript.COMMON : script;
    }

    int in(Collection<UnicodeScript> scripts) {
        return scripts.stream().mapToInt(script -> counts.getOrDefault(script, 0)).sum();
    }

    /// The script of most letters, or `unknown` without any.
    String dominant() {
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(e -> e.getKey().name().toLowerCase(java.util.Locale.ROOT)).orElse("unknown");
    }

    /// Shares of the most frequent scripts, such as `latin 75%, ethiopic 25%`.
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<UnicodeScript, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(e -> e.getKey().name().toLowerCase(java.util.Locale.ROOT) + " " + Math.round(100.0 * e.getValue() / total) + "%")
                .collect(Collectors.joining(", "));
    }
}
