package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Row;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Sentences of two languages side by side, refused where they part: a list that is longer, or ids that differ.
final class ParallelRows implements Iterator<Row> {
    static final String SOURCE = "source";
    static final String TARGET = "target";

    private final Iterator<Row> sources;
    private final Iterator<Row> targets;
    private final String column;
    private String lastSource = "the source";
    private String lastTarget = "the target";

    private ParallelRows(Iterator<Row> sources, Iterator<Row> targets, String column) {
        this.sources = sources;
        this.targets = targets;
        this.column = column;
    }

    /// @param column that holds the sentence in both; closed with the stream
    /// @return rows of the targets with columns `source`, `target` and, where there is one, `domain`
    static Stream<Row> of(Stream<Row> sources, Stream<Row> targets, String column) {
        Iterator<Row> pairs = new ParallelRows(sources.iterator(), targets.iterator(), column);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pairs, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(sources::close).onClose(targets::close);
    }

    @Override
    public boolean hasNext() {
        if (sources.hasNext() != targets.hasNext()) {
            boolean more = sources.hasNext();
            throw new IllegalArgumentException("%s is the last sentence there, but %s goes on; source and target must be of one release"
                    .formatted(more ? lastTarget : lastSource, (more ? sources : targets).next().where()));
        }
        return sources.hasNext();
    }

    @Override
    public Row next() {
        Row source = sources.next();
        Row target = targets.next();
        lastSource = source.where();
        lastTarget = target.where();
        Optional<String> id = source.optional("id");
        if (id.isPresent() && target.optional("id").isPresent() && !id.equals(target.optional("id"))) {
            throw new IllegalArgumentException("%s: id %s stands beside id %s of the source (%s); source and target must be of one release"
                    .formatted(target.where(), target.text("id"), id.get(), source.where()));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(SOURCE, source.filled(column));
        cells.put(TARGET, target.filled(column));
        target.optional("domain").ifPresent(domain -> cells.put("domain", domain));
        return new Row(target.where(), target.number(), cells);
    }
}
