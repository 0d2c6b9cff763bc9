package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.Nearest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The data sets of the protocol by name.
public final class DataSets {
    private static final List<DataSet> ALL = load();

    private DataSets() {}

    /// In the order of the table.
    public static List<DataSet> all() {
        return ALL;
    }

    /// The data set of this name: the table's own, the hub's id, or the last part of that.
    public static Optional<DataSet> find(String name) {
        return Stream.concat(ALL.stream().filter(one -> one.name().equalsIgnoreCase(name)),
                ALL.stream().filter(one -> one.repository().equalsIgnoreCase(name)
                        || one.repository().substring(one.repository().indexOf('/') + 1).equalsIgnoreCase(name))).findFirst();
    }

    /// The first data set with this id on the hub.
    static Optional<DataSet> of(String repository) {
        return ALL.stream().filter(one -> one.repository().equals(repository)).findFirst();
    }

    /// As [#find], but an unknown name is refused with the nearest known one.
    public static DataSet get(String name) {
        List<String> names = ALL.stream().map(DataSet::name).toList();
        return find(name).orElseThrow(() -> new IllegalArgumentException("no data set named '%s'; %sthere are %s, and any other of the hub by its id ORG/NAME"
                .formatted(name, Nearest.to(name, names).map(near -> "did you mean '" + near + "'? ").orElse(""), names)));
    }

    private static List<DataSet> load() {
        try (Reader in = new InputStreamReader(DataSets.class.getResourceAsStream("/dev/glossa/benchmarks/datasets.csv"), StandardCharsets.UTF_8);
                CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
            List<DataSet> all = new ArrayList<>();
            for (CSVRecord row : rows) {
                all.add(new DataSet(row.get("name"), row.get("repository"), row.get("revision"), List.of(row.get("files").split(";")), text(row, "codes"),
                        text(row, "licence"), text(row, "gated").map("yes"::equals), row.get("republish").equals("yes"), row.get("about")));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> text(CSVRecord row, String column) {
        return Optional.of(row.get(column)).filter(value -> !value.isEmpty());
    }
}
