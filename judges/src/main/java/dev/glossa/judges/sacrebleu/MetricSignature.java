package dev.glossa.judges.sacrebleu;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a score was computed with, as sacreBLEU prints it: `nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0`.
/// Two scores are comparable when their signatures are equal.
///
/// @param entries names and values in the order in which they are printed
public record MetricSignature(SequencedMap<String, String> entries) {

    /// The release whose numbers this port reproduces.
    public static final String VERSION = "2.6.0";

    private static final List<String> ORDER = List.of("nrefs", "bs", "ar", "seed", "test", "lang", "origlang", "subset", "case");
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("nrefs", "#"), Map.entry("seed", "rs"), Map.entry("test", "t"), Map.entry("lang", "l"), Map.entry("origlang", "o"),
            Map.entry("subset", "S"), Map.entry("case", "c"), Map.entry("eff", "e"), Map.entry("smooth", "s"), Map.entry("space", "s"),
            Map.entry("norm", "nr"), Map.entry("punct", "pn"), Map.entry("asian", "as"), Map.entry("version", "v"));

    public MetricSignature {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /// @param own the metric's own entries, pairs of name and value
    static MetricSignature of(String references, String... own) {
        SequencedMap<String, String> entries = new LinkedHashMap<>();
        entries.put("nrefs", references);
        for (int i = 0; i < own.length; i += 2) {
            entries.put(own[i], own[i + 1]);
        }
        entries.put("version", VERSION);
        return new MetricSignature(entries);
    }

    /// This signature with one entry more, in sacreBLEU's place for it.
    public MetricSignature with(String name, String value) {
        SequencedMap<String, String> given = new LinkedHashMap<>(entries);
        given.put(name, value);
        SequencedMap<String, String> ordered = new LinkedHashMap<>();
        for (String known : ORDER) {
            if (given.containsKey(known)) {
                ordered.put(known, given.get(known));
            }
        }
        given.forEach(ordered::putIfAbsent);
        ordered.putLast("version", given.get("version"));
        return new MetricSignature(ordered);
    }

    /// The same with abbreviated names. TER abbreviates `tok` where BLEU does not.
    public String brief() {
        boolean ter = entries.containsKey("punct");
        return entries.entrySet().stream()
                .map(e -> (ter && e.getKey().equals("tok") ? "t" : SHORT.getOrDefault(e.getKey(), e.getKey())) + ":" + e.getValue())
                .collect(Collectors.joining("|"));
    }

    @Override
    public String toString() {
        return entries.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).collect(Collectors.joining("|"));
    }
}
