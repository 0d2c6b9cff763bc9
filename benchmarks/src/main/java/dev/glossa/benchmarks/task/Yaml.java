package dev.glossa.benchmarks.task;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What stands in a YAML file, and where. A scalar is text: what it means is decided by the key that it stands under, so
/// that the language code `no` is never a truth value and `0123` never a number.
sealed interface Yaml {
    Position at();

    /// @param block whether it stands below its key's line, as `|` and `>` texts do
    record Text(String value, boolean block, Position at) implements Yaml {}

    record Items(List<Yaml> items, Position at) implements Yaml {}

    record Keys(SequencedMap<String, Entry> entries, Position at) implements Yaml {}

    /// @param at where the key stands
    record Entry(Position at, Yaml value) {}

    /// What kind of thing it is, as messages name it.
    default String kind() {
        return switch (this) {
            case Text(String value, boolean _, Position _) -> value.isEmpty() ? "nothing" : "'" + (value.length() <= 40 ? value : value.substring(0, 40) + "…") + "'";
            case Items _ -> "a list";
            case Keys _ -> "keys and values";
        };
    }

    /// The same in one line, whatever the order of the keys, the comments and the way of writing: equal for files that say
    /// the same.
    default String canonical() {
        return switch (this) {
            case Text(String value, boolean _, Position _) -> quoted(value);
            case Items(List<Yaml> items, Position _) -> items.stream().map(Yaml::canonical).toList().toString();
            case Keys(Map<String, Entry> entries, Position _) -> {
                Map<String, String> sorted = new TreeMap<>();
                entries.forEach((key, entry) -> sorted.put(quoted(key), entry.value().canonical()));
                yield sorted.toString();
            }
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
