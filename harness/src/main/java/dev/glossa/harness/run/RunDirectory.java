package dev.glossa.harness.run;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/// A run's folder and the only writer of its files: `run.json`, `completions.jsonl`, `judgments.jsonl`, `scores.jsonl`,
/// `scoring.json` and `fingerprint.json`. Journals are only ever appended to; one process at a time holds the folder.
public final class RunDirectory implements AutoCloseable {
    /// Of a line that does not say what was asked.
    static final long UNKNOWN_PROMPT = 0;

    private final Path path;
    private final Optional<FileChannel> lock;

    private RunDirectory(Path path, Optional<FileChannel> lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Creates a run's folder, or opens it to go on.
    ///
    /// @throws IllegalArgumentException when the folder holds a run under another manifest, with every difference
    public static RunDirectory create(Path path, Manifest manifest) {
        try {
            Files.createDirectories(path);
            if (!Files.exists(path.resolve("run.json"))) {
                try (var files = Files.list(path)) {
                    if (files.anyMatch(file -> !file.getFileName().toString().startsWith("."))) {
                        throw new IllegalArgumentException(path + ": holds files, but no run.json; choose a new or empty folder for --out");
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be written: " + Journal.reason(e) + "; choose another --out", e);
        }
        RunDirectory directory = new RunDirectory(path, Optional.of(locked(path)));
        try {
            Path file = path.resolve("run.json");
            if (Files.exists(file)) {
                List<String> differences = directory.manifest().differences(manifest);
                if (!differences.isEmpty()) {
                    throw new IllegalArgumentException(path + ": holds a run that was asked otherwise; choose another --out, or ask the same again:\n  "
                            + String.join("\n  ", differences));
                }
            } else {
                directory.replace("run.json", manifest.json());
            }
            return directory;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /// Opens a run to score it.
    public static RunDirectory open(Path path) {
        check(path);
        return new RunDirectory(path, Optional.of(locked(path)));
    }

    /// Opens a run to read it; needs no right to write.
    public static RunDirectory read(Path path) {
        check(path);
        return new RunDirectory(path, Optional.empty());
    }

    private static void check(Path path) {
        if (!Files.isRegularFile(path.resolve("run.json"))) {
            throw new IllegalArgumentException(path + ": no run (there is no run.json in it); glossa run --out " + path + " makes one");
        }
    }

    public Path path() {
        return path;
    }

    public Manifest manifest() {
        Path file = path.resolve("run.json");
        try {
            return Manifest.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    public Journal<CompletionRecord> completions() {
        return Journal.open(path.resolve("completions.jsonl"), CompletionRecord::line);
    }

    public Journal<CompletionRecord> judgments() {
        return Journal.open(path.resolve("judgments.jsonl"), CompletionRecord::line);
    }

    public Journal<ScoreRecord> scores() {
        return Journal.open(path.resolve("scores.jsonl"), ScoreRecord::line);
    }

    public void readCompletions(Consumer<CompletionRecord> each) {
        Journal.read(path.resolve("completions.jsonl"), CompletionRecord::parse, each);
    }

    public void readJudgments(Consumer<CompletionRecord> each) {
        Journal.read(path.resolve("judgments.jsonl"), CompletionRecord::parse, each);
    }

    /// @throws IllegalArgumentException naming file and line of a score of an asking that the run does not have
    public void readScores(Consumer<ScoreRecord> each) {
        readScores(_ -> Optional.empty(), each);
    }

    /// As [#readScores], of metrics that are known: what pools scores takes their statistics as they are.
    ///
    /// @param metrics the metric of a signature, by its id; empty for signatures whose scores nobody pools
    /// @throws IllegalArgumentException naming file and line of a score of an asking that the run does not have, of another
    ///                                  metric than its signature's, or with other statistics than the metric has
    public void readScores(Function<String, Optional<Metric>> metrics, Consumer<ScoreRecord> each) {
        int repeat = manifest().repeat();
        Journal.read(path.resolve("scores.jsonl"), (line, where) -> {
            ScoreRecord record = ScoreRecord.parse(line, where);
            if (record.key().repeat() >= repeat) {
                throw new IllegalArgumentException("%s: repeat %d, and run.json says that each sample was asked %d time%s, from 0".formatted(
                        where, record.key().repeat(), repeat, repeat == 1 ? "" : "s"));
            }
            metrics.apply(record.signature()).ifPresent(metric -> record.check(metric, where));
            return record;
        }, each);
    }

    /// The completions by key, read from disk when asked for: an index of keys in memory, not of texts.
    public CompletionIndex index() {
        return CompletionIndex.of(path.resolve("completions.jsonl"));
    }

    /// The keys of the answers that are there, with the beginning of the digest of what was asked: a few bytes each, since
    /// there may be millions.
    Map<Key, Long> answered() {
        return answered(new HashSet<>());
    }

    /// @param failed gets the keys whose line says why there is no answer
    Map<Key, Long> answered(Set<Key> failed) {
        Map<Key, Long> prompts = new HashMap<>();
        readCompletions(record -> {
            prompts.put(record.key(), prompt(record));
            if (record.completion() instanceof Completion.Failed) {
                failed.add(record.key());
            } else {
                failed.remove(record.key());
            }
        });
        return prompts;
    }

    static long prompt(CompletionRecord record) {
        return record.promptSha256().map(RunDirectory::prompt).orElse(UNKNOWN_PROMPT);
    }

    /// @param sha256 in hexadecimal
    static long prompt(String sha256) {
        return sha256.matches("[0-9a-f]{16,}") ? Long.parseUnsignedLong(sha256, 0, 16, 16) : UNKNOWN_PROMPT;
    }

    /// What the model said to fixed prompts when the run began; empty where that was not asked.
    Optional<Fingerprint> fingerprint() {
        Path file = path.resolve("fingerprint.json");
        try {
            return Files.exists(file) ? Optional.of(Json.MAPPER.readValue(Files.readString(file), Fingerprint.class)) : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    void write(Fingerprint fingerprint) {
        replace("fingerprint.json", Json.MAPPER.writeValueAsString(fingerprint) + "\n");
    }

    public Scoring scoring() {
        Path file = path.resolve("scoring.json");
        try {
            return Files.exists(file) ? Scoring.parse(Files.readString(file), file.toString()) : Scoring.NONE;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    void write(Scoring scoring) {
        replace("scoring.json", scoring.json());
    }

    /// Keeps a copy of the user's language table, so that every later stage sees the same languages.
    public void keepLanguages(Path table) {
        try {
            replace("languages.csv", Files.readString(table));
        } catch (IOException e) {
            throw new IllegalArgumentException(table + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    /// The languages as the run saw them.
    public dev.glossa.harness.Languages languages() {
        dev.glossa.harness.Languages bundled = dev.glossa.harness.Languages.bundled();
        Path table = path.resolve("languages.csv");
        return Files.exists(table) ? bundled.overlaid(table) : bundled;
    }

    /// Keeps a copy of a task file, so that every later stage reads what was asked.
    public void keepTask(String benchmark, String text) {
        try {
            Files.createDirectories(path.resolve("tasks"));
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve("tasks") + ": cannot be written: " + Journal.reason(e), e);
        }
        replace("tasks/" + benchmark + ".yaml", text);
    }

    /// Keeps what people think of the answers, as a table that reports read; it takes the place of an earlier one.
    public void keepLabels(String table) {
        replace("labels.csv", table);
    }

    /// The task file that a benchmark of this run came from; empty for one that is built in.
    public Optional<Path> task(String benchmark) {
        return Optional.of(path.resolve("tasks").resolve(benchmark + ".yaml")).filter(Files::isRegularFile);
    }

    /// Takes over what another run of the same samples keeps beside its journals and its manifest.
    ///
    /// @throws IllegalArgumentException where both keep it, and not the same
    void adopt(RunDirectory other) {
        List<String> names = new java.util.ArrayList<>(List.of("languages.csv"));
        manifest().tasks().forEach(task -> other.task(task.name()).ifPresent(_ -> names.add("tasks/" + task.name() + ".yaml")));
        try {
            for (String name : names) {
                Path theirs = other.path.resolve(name);
                if (Files.isRegularFile(theirs) && !Files.exists(path.resolve(name))) {
                    Files.createDirectories(path.resolve(name).getParent());
                    replace(name, Files.readString(theirs));
                } else if (Files.isRegularFile(theirs) && Files.mismatch(theirs, path.resolve(name)) >= 0) {
                    throw new IllegalArgumentException(theirs + ": is another than " + path.resolve(name));
                }
            }
            Path labels = other.path.resolve("labels.csv");
            if (Files.isRegularFile(labels)) {
                keepLabels(joined(path.resolve("labels.csv"), labels));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be written: " + Journal.reason(e), e);
        }
        if (fingerprint().isEmpty()) {
            other.fingerprint().ifPresent(this::write);
        }
    }

    /// The lines of two tables that people filled in, each once.
    private static String joined(Path ours, Path theirs) throws IOException {
        List<String> lines = new java.util.ArrayList<>(Files.isRegularFile(ours) ? Files.readAllLines(ours) : List.of());
        List<String> more = Files.readAllLines(theirs);
        if (!lines.isEmpty() && !more.isEmpty() && !lines.getFirst().equals(more.getFirst())) {
            throw new IllegalArgumentException(theirs + ": has other columns than " + ours + "; give them to the merged run: glossa score --labels FILE");
        }
        Set<String> there = new HashSet<>(lines);
        more.stream().filter(there::add).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private void replace(String name, String text) {
        replace(name, (FileChannel channel) -> {
            java.nio.ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return 1;
        });
    }

    /// @return how many lines there are now
    long replace(String name, JournalLines lines) {
        return replace(name, lines::write);
    }

    private interface Writing {
        long to(FileChannel channel) throws IOException;
    }

    /// Writes a file whole or not at all.
    private long replace(String name, Writing writing) {
        Path temporary = path.resolve(name).resolveSibling("." + path.resolve(name).getFileName() + ".tmp");
        try {
            long written;
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                written = writing.to(channel);
                channel.force(true);
            }
            Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(path.resolve(name) + ": cannot be written: " + Journal.reason(e), e);
        }
    }

    private static FileChannel locked(Path path) {
        Path file = path.resolve(".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // told below
            }
            channel.close();
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be written: " + Journal.reason(e) + "; choose another --out", e);
        }
        throw new IllegalArgumentException(path + ": another process is writing this run; wait for it, or choose another --out");
    }

    @Override
    public void close() {
        lock.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

}
