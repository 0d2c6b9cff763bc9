package dev.glossa.benchmarks.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The rows of several files, shard after shard; one file is open at a time.
final class Shards implements Iterator<Row> {
    private final Iterator<DataFile> files;
    private final Function<DataFile, Cursor> open;
    private Cursor cursor;
    private Row next;
    private long number;

    private Shards(List<DataFile> files, Function<DataFile, Cursor> open) {
        this.files = files.iterator();
        this.open = open;
    }

    static Stream<Row> rows(List<DataFile> files, Function<DataFile, Cursor> open) {
        Shards shards = new Shards(files, open);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(shards, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(shards::close);
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                if (cursor == null) {
                    if (!files.hasNext()) {
                        return false;
                    }
                    cursor = open.apply(files.next());
                }
                Optional<Map<String, String>> row = cursor.next();
                if (row.isPresent()) {
                    next = new Row(cursor.where(), ++number, row.get());
                } else {
                    close();
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }

    private void close() {
        try {
            if (cursor != null) {
                cursor.close();
                cursor = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
