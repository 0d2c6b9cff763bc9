package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.Nearest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The columns that a benchmark reads from a data set.
///
/// @param required what every file must have
/// @param optional what is read where a file has it
/// @param others   whether every other column is read too
public record Columns(List<String> required, List<String> optional, boolean others) {
    public Columns {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    public static Columns of(List<String> required, List<String> optional) {
        return new Columns(required, optional, false);
    }

    /// Every column there is, among them these.
    public static Columns all(List<String> required) {
        return new Columns(required, List.of(), true);
    }

    /// Those of a file's columns that are read, in the file's order.
    ///
    /// @throws IllegalArgumentException naming what is missing, what the data set has and what the file has
    Set<String> among(Collection<String> present, DataFile file) {
        List<String> missing = required.stream().filter(column -> !present.contains(column)).toList();
        if (!missing.isEmpty()) {
            String near = missing.size() > 1 ? ""
                    : Nearest.to(missing.getFirst(), present).map(n -> " (is '" + n + "' meant?)").orElse("");
            throw new IllegalArgumentException("%s: no column %s%s; this data set has %s, the file has %s".formatted(
                    file.name(), String.join(", ", missing), near, required, shortened(new TreeSet<>(present).toString())));
        }
        Set<String> read = new LinkedHashSet<>(present);
        read.removeIf(column -> !wants(column));
        return read;
    }

    boolean wants(String column) {
        return others || required.contains(column) || optional.contains(column);
    }

    private static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
