package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.Benchmark.Data;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The places where one data set's files may be: below a user's folder (a Hugging Face cache, a folder per data set, or
/// loose files), or among the bundled samples. Remembers what was looked for, so that a miss can say it.
public final class DataFolder {
    /// One place: a folder on disk, or a prefix of the bundled samples.
    private sealed interface Root {
        record OnDisk(Path path, String revision) implements Root {}

        record Bundled(String prefix) implements Root {}
    }

    private final String dataset;
    private final List<Root> roots;
    private final String described;
    private final Set<String> looked = new LinkedHashSet<>();

    private DataFolder(String dataset, List<Root> roots, String described) {
        this.dataset = dataset;
        this.roots = roots;
        this.described = described;
    }

    /// @param dataset the data set's id on the hub, `ORG/NAME`
    /// @param folders other names under which a folder per data set goes
    public static DataFolder of(Data data, String dataset, String... folders) {
        String name = dataset.substring(dataset.indexOf('/') + 1);
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(folders));
        return switch (data) {
            case Data.Bundled() -> new DataFolder(dataset, names.stream().<Root>map(n -> new Root.Bundled(n + "/")).toList(), "the bundled samples");
            case Data.Folder(Path path) -> {
                if (!Files.isDirectory(path)) {
                    throw new IllegalArgumentException("--data " + path + ": " + (Files.exists(path) ? "not a folder" : "no such folder"));
                }
                List<Root> roots = new ArrayList<>();
                for (Path hub : List.of(path, path.resolve("hub"))) {
                    snapshot(hub.resolve("datasets--" + dataset.replace("/", "--"))).ifPresent(roots::add);
                }
                roots.add(new Root.OnDisk(path.resolve(dataset), "files"));
                names.forEach(n -> roots.add(new Root.OnDisk(path.resolve(n), "files")));
                roots.add(new Root.OnDisk(path, "files"));
                yield new DataFolder(dataset, roots.stream().filter(r -> Files.isDirectory(((Root.OnDisk) r).path())).toList(), path.toString());
            }
        };
    }

    /// The newest snapshot of a Hugging Face cache's data set: the commit that `refs/main` names, or the only one.
    private static Optional<Root> snapshot(Path dataset) {
        try {
            Path main = dataset.resolve("refs/main");
            if (Files.isRegularFile(main)) {
                String commit = Files.readString(main).strip();
                if (commit.matches("[0-9a-f]{6,64}") && Files.isDirectory(dataset.resolve("snapshots").resolve(commit))) {
                    return Optional.of(new Root.OnDisk(dataset.resolve("snapshots").resolve(commit), commit));
                }
            }
            if (Files.isDirectory(dataset.resolve("snapshots"))) {
                try (Stream<Path> snapshots = Files.list(dataset.resolve("snapshots"))) {
                    return snapshots.sorted().reduce((_, last) -> last).map(p -> new Root.OnDisk(p, p.getFileName().toString()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How signatures name this data: `ORG/NAME@COMMIT` from a hub's cache, `ORG/NAME@files`, or `bundled`.
    public String source() {
        return switch (roots.isEmpty() ? null : roots.getFirst()) {
            case null -> dataset + "@files";
            case Root.OnDisk(Path _, String revision) -> dataset + "@" + revision;
            case Root.Bundled _ -> "bundled";
        };
    }

    /// The files of the first candidate that is there. A candidate is a path whose last part may hold `*`; a file may also
    /// carry `.gz`. Several files of one candidate are shards, in the order of their names.
    public List<DataFile> find(List<String> candidates) {
        for (Root root : roots) {
            for (String candidate : candidates) {
                looked.add(candidate);
                List<DataFile> found = matching(root, candidate);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private static List<DataFile> matching(Root root, String candidate) {
        int slash = candidate.lastIndexOf('/');
        String folder = candidate.substring(0, slash + 1);
        Predicate<String> name = Pattern.compile(
                Stream.of(candidate.substring(slash + 1).split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b).orElseThrow()
                        + "(\\.gz)?").asMatchPredicate();
        return switch (root) {
            case Root.OnDisk(Path path, String _) -> {
                Path in = path.resolve(folder);
                if (!Files.isDirectory(in)) {
                    yield List.of();
                }
                try (Stream<Path> files = Files.list(in)) {
                    yield files.filter(f -> name.test(f.getFileName().toString()) && Files.isRegularFile(f)).sorted()
                            .<DataFile>map(DataFile.OnDisk::new).toList();
                } catch (IOException e) {
                    throw new IllegalArgumentException(in + ": cannot be read: " + e.getMessage(), e);
                }
            }
            case Root.Bundled(String prefix) -> BundledIndex.FILES.tailSet(prefix + folder).stream()
                    .takeWhile(file -> file.startsWith(prefix + folder))
                    .filter(file -> name.test(file.substring((prefix + folder).length())))
                    .<DataFile>map(DataFile.Bundled::new).toList();
        };
    }

    /// What to say when nothing was found.
    public IllegalArgumentException missing(String benchmark) {
        List<String> first = looked.stream().limit(8).toList();
        return new IllegalArgumentException("%s: no data in %s; looked for %s%s, each also .gz, there and in folders of the data set's name"
                .formatted(benchmark, described, String.join(", ", first), looked.size() > 8 ? " and " + (looked.size() - 8) + " more" : ""));
    }

    private static final class BundledIndex {
        static final TreeSet<String> FILES = load();

        private static TreeSet<String> load() {
            TreeSet<String> files = new TreeSet<>();
            try (dev.glossa.harness.io.Lines lines = dev.glossa.harness.io.Lines.of("files.txt", new DataFile.Bundled("files.txt").open(), 1 << 12)) {
                for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                    files.add(line.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return files;
        }
    }
}
