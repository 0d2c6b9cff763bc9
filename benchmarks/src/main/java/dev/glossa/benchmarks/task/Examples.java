package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.task.TaskFile.Shots;
import dev.glossa.harness.Language;
import dev.glossa.harness.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The worked examples that stand before a language's questions: the same before each of them.
final class Examples {
    static final Examples NONE = new Examples(Map.of(), _ -> Stream.empty(), null, 0, 0);

    private final Map<Language, List<DataFile>> files;
    private final Function<Language, Stream<Row>> rows;
    private final Shots shots;
    private final int count;
    private final long seed;
    private final Map<Language, String> shown = new ConcurrentHashMap<>();

    Examples(Map<Language, List<DataFile>> files, Function<Language, Stream<Row>> rows, Shots shots, int count, long seed) {
        this.files = files;
        this.rows = rows;
        this.shots = shots;
        this.count = count;
        this.seed = seed;
    }

    Map<Language, List<DataFile>> files() {
        return files;
    }

    /// The examples as text, each with its answer and followed by the separator.
    String of(Language language, Asking asking) {
        return count == 0 ? "" : shown.computeIfAbsent(language, l -> text(l, asking));
    }

    private String text(Language language, Asking asking) {
        List<Map<String, Object>> examples = new ArrayList<>();
        try (Stream<Row> all = rows.apply(language)) {
            Stream<Map<String, Object>> fitting = all.flatMap(row -> asking.variables(language, row).stream());
            (shots.seeded() ? drawn(fitting) : fitting.limit(count)).forEach(examples::add);
        }
        if (examples.size() < count) {
            throw new IllegalArgumentException("%s: %d examples where %d are asked for".formatted(files.get(language).getFirst().name(), examples.size(), count));
        }
        StringBuilder text = new StringBuilder();
        examples.forEach(variables -> text.append(asking.user(variables)).append(shots.answer().render(variables)).append(shots.separator()));
        return text.toString();
    }

    /// Those with the smallest seeded digests, whatever their place in the file.
    private Stream<Map<String, Object>> drawn(Stream<Map<String, Object>> all) {
        record Ranked(String digest, Map<String, Object> variables) {}
        PriorityQueue<Ranked> kept = new PriorityQueue<>(Comparator.comparing(Ranked::digest).reversed());
        all.forEach(variables -> {
            kept.add(new Ranked(Signature.sha256((seed + "\n" + variables.get("row")).getBytes(StandardCharsets.UTF_8)), variables));
            if (kept.size() > count) {
                kept.poll();
            }
        });
        return kept.stream().sorted(Comparator.comparing(Ranked::digest)).map(Ranked::variables);
    }
}
