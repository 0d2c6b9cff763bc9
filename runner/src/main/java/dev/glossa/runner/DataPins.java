package dev.glossa.runner;

import dev.glossa.harness.hub.Commit;
import dev.glossa.harness.hub.Snapshot;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Which commit of each data set a group of people agreed on: a CSV with the columns `repository,commit`, in the order of
/// the repositories, so that it can be kept under version control.
///
/// @param commits repository to commit
record DataPins(SortedMap<String, String> commits) {
    static final DataPins NONE = new DataPins(Collections.emptySortedMap());

    /// The pins of a file; none where there is no such file yet.
    static DataPins read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        SortedMap<String, String> commits = new TreeMap<>();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).setTrim(true).get().parse(in)) {
            if (!rows.getHeaderNames().equals(java.util.List.of("repository", "commit"))) {
                throw new IllegalArgumentException(file + ": its first line is repository,commit; there is " + String.join(",", rows.getHeaderNames()));
            }
            for (CSVRecord row : rows) {
                String where = file + ", line " + rows.getCurrentLineNumber();
                if (!row.isConsistent() || !Commit.isHash(row.get("commit"))) {
                    throw new IllegalArgumentException("%s: '%s' is no commit of 40 hexadecimal digits".formatted(where, row.isConsistent() ? row.get("commit") : ""));
                }
                if (commits.put(row.get("repository"), row.get("commit")) != null) {
                    throw new IllegalArgumentException(where + ": " + row.get("repository") + " stands twice");
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return new DataPins(commits);
    }

    /// The item at its pin, unless the user names a revision.
    HubItem pinned(HubItem item) {
        Optional<String> commit = Optional.ofNullable(commits.get(item.repository().id()));
        return switch (item) {
            case HubItem.Known(var set, var asked) -> new HubItem.Known(set, asked.or(() -> commit));
            case HubItem.Other(var repository, var asked) -> new HubItem.Other(repository, asked.or(() -> commit));
            case HubItem.Model _ -> item;
        };
    }

    DataPins with(Snapshot snapshot) {
        SortedMap<String, String> more = new TreeMap<>(commits);
        more.put(snapshot.repository().id(), snapshot.commit());
        return new DataPins(more);
    }

    /// Writes the file whole or not at all.
    void write(Path file) {
        StringBuilder text = new StringBuilder("repository,commit\n");
        for (Map.Entry<String, String> pin : commits.entrySet()) {
            text.append(pin.getKey()).append(',').append(pin.getValue()).append('\n');
        }
        Path whole = file.toAbsolutePath();
        Path written = whole.resolveSibling("." + whole.getFileName() + ".tmp");
        try {
            Files.writeString(written, text);
            Files.move(written, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
