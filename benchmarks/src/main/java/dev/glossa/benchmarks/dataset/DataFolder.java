package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Language;
import dev.glossa.harness.hub.HubCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The places where one data set's files may be: below a user's folder (a Hugging Face cache, a folder per data set, or
/// loose files), or among the bundled samples. Remembers what was looked for, so that a miss can say it.
public final class DataFolder {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{6,64}");

    private final String dataset;
    private final List<Place> places;
    private final String described;
    /// The place whose files bear no data set's name; null where there is none.
    private final Place loose;
    private final Set<String> looked = new LinkedHashSet<>();
    private IllegalArgumentException unfit;

    private DataFolder(String dataset, List<Place> places, String described, Place loose) {
        this.dataset = dataset;
        this.places = places;
        this.described = described;
        this.loose = loose;
    }

    /// @param dataset the data set's id on the hub, `ORG/NAME`
    /// @param folders other names under which a folder per data set goes
    public static DataFolder of(Data data, String dataset, List<String> folders) {
        return of(data, dataset, folders, Optional.empty());
    }

    /// @param revision the beginning of the commit that is wanted of a cache that holds several; else `refs/main` decides
    public static DataFolder of(Data data, String dataset, List<String> folders, Optional<String> revision) {
        return of(data, dataset, folders, revision, DataSets.of(dataset).map(DataSet::revision).orElse("main"));
    }

    /// @param registered the registry's revision: a commit, which is then the only one that counts, or a branch
    static DataFolder of(Data data, String dataset, List<String> folders, Optional<String> revision, String registered) {
        List<String> names = new ArrayList<>(List.of(dataset.substring(dataset.indexOf('/') + 1)));
        names.addAll(folders);
        return switch (data) {
            case Data.Bundled() -> new DataFolder(dataset, names.stream().<Place>map(Place.Bundled::new).toList(), "the bundled samples", null);
            case Data.Folder(Path path) -> {
                if (!Files.isDirectory(path)) {
                    throw new IllegalArgumentException("--data " + path + ": " + (Files.exists(path) ? "not a folder" : "no such folder"));
                }
                Path itself = path.toAbsolutePath().normalize();
                if (isSnapshot(itself)) {
                    // Another data set's snapshot is not taken for loose files, however well its columns fit.
                    boolean isOurs = itself.getParent().getParent().endsWith(folder(dataset));
                    yield new DataFolder(dataset, isOurs ? List.of(new Place.OnDisk(path, itself.getFileName().toString())) : List.of(), path.toString(), null);
                }
                Stream<Path> caches = itself.endsWith(folder(dataset)) ? Stream.of(itself.getParent()) : Stream.of(path, path.resolve("hub"));
                Stream<Place> hub = caches.flatMap(cache -> snapshot(cache, dataset, revision, registered).stream());
                Stream<Place> folder = Stream.concat(Stream.of(dataset), names.stream()).map(path::resolve).map(p -> new Place.OnDisk(p, Place.OnDisk.FILES));
                Place loose = new Place.OnDisk(path, Place.OnDisk.FILES);
                yield new DataFolder(dataset, Stream.of(hub, folder, Stream.of(loose)).flatMap(s -> s).toList(), path.toString(), loose);
            }
        };
    }

    private static String folder(String dataset) {
        return "datasets--" + dataset.replace("/", "--");
    }

    /// Whether a folder is `datasets--ORG--NAME/snapshots/COMMIT`, as `glossa data path` prints it.
    private static boolean isSnapshot(Path folder) {
        return folder.getNameCount() > 2 && folder.getParent().endsWith("snapshots") && folder.getFileName().toString().matches(COMMIT.pattern())
                && folder.getParent().getParent().getFileName().toString().startsWith("datasets--");
    }

    /// A Hugging Face cache's snapshot of a data set: of the commit that is asked for, that the registry gives, that it stays at
    /// since `glossa data pull`, that the registry's branch or `refs/main` names, or the only one.
    private static Optional<Place> snapshot(Path cache, String dataset, Optional<String> revision, String registered) {
        Path folder = cache.resolve(folder(dataset));
        Path snapshots = folder.resolve("snapshots");
        try {
            Optional<Path> wanted = revision.isEmpty() ? Optional.empty() : commit(snapshots, revision.get());
            if (wanted.isPresent()) {
                return wanted.map(p -> new Place.OnDisk(p, p.getFileName().toString()));
            }
            if (COMMIT.matcher(registered).matches()) {
                return Optional.of(snapshots.resolve(registered)).filter(Files::isDirectory).map(p -> new Place.OnDisk(p, registered));
            }
            Optional<String> pinned = reference(folder, HubCache.PIN);
            if (pinned.isPresent() && Files.isDirectory(snapshots) && !Files.isDirectory(snapshots.resolve(pinned.get()))) {
                throw new IllegalArgumentException("%s: stays at commit %s, which is no longer there; glossa data pull %s fetches it, with --update a newer one".formatted(
                        folder, pinned.get().substring(0, Math.min(12, pinned.get().length())), dataset));
            }
            for (Optional<String> commit : List.of(pinned, reference(folder, registered), reference(folder, "main"))) {
                if (commit.isPresent() && Files.isDirectory(snapshots.resolve(commit.get()))) {
                    return Optional.of(new Place.OnDisk(snapshots.resolve(commit.get()), commit.get()));
                }
            }
            if (!Files.isDirectory(snapshots)) {
                return Optional.empty();
            }
            try (Stream<Path> commits = Files.list(snapshots)) {
                List<Path> all = commits.filter(Files::isDirectory).sorted().toList();
                if (all.size() > 1) {
                    throw new IllegalArgumentException(folder + ": several snapshots and no refs/main that names one of them; there are "
                            + all.stream().map(Path::getFileName).toList() + ", keep one");
                }
                return all.stream().findFirst().map(p -> new Place.OnDisk(p, p.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read", e);
        }
    }

    private static Optional<String> reference(Path folder, String name) throws IOException {
        Path file = folder.resolve("refs").resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readString(file).strip()).filter(COMMIT.asMatchPredicate()) : Optional.empty();
    }

    private static Optional<Path> commit(Path snapshots, String revision) throws IOException {
        if (!Files.isDirectory(snapshots)) {
            return Optional.empty();
        }
        try (Stream<Path> commits = Files.list(snapshots)) {
            return commits.filter(p -> p.getFileName().toString().startsWith(revision) && Files.isDirectory(p)).min(java.util.Comparator.naturalOrder());
        }
    }

    /// Files of a data set by language, and the place that they were found in.
    public record Found(String dataset, Place place, Map<Language, List<DataFile>> files) {
        /// How signatures name the data: `ORG/NAME@COMMIT` from a hub's cache, `ORG/NAME@files`, or `bundled`.
        public String source() {
            return place instanceof Place.Bundled ? place.revision() : dataset + "@" + place.revision();
        }

        /// Looks for more files at the same place.
        public Search search() {
            return new Search(place, new LinkedHashSet<>());
        }
    }

    /// The files of the first place that has some: all of a task's files come from one place, and so are of one revision.
    /// Loose files belong to whatever benchmark their columns fit.
    ///
    /// @param columns that the files must have; none are checked in files without columns
    public Optional<Found> first(Columns columns, Function<Search, Map<Language, List<DataFile>>> find) {
        for (Place place : places) {
            Map<Language, List<DataFile>> files = find.apply(new Search(place, looked));
            if (!files.isEmpty() && (!place.equals(loose) || fits(files.values().iterator().next().getFirst(), columns))) {
                return Optional.of(new Found(dataset, place, files));
            }
        }
        return Optional.empty();
    }

    private boolean fits(DataFile file, Columns columns) {
        try {
            Rows.check(file, columns);
            return true;
        } catch (IllegalArgumentException e) {
            unfit = e;
            return false;
        }
    }

    /// What to say when no place of any of these had anything.
    public static IllegalArgumentException missing(String benchmark, List<DataFolder> tried) {
        return tried.stream().flatMap(folder -> Optional.ofNullable(folder.unfit).stream()).findFirst()
                .map(unfit -> new IllegalArgumentException(benchmark + ": " + unfit.getMessage(), unfit))
                .orElseGet(() -> tried.getFirst().missing(benchmark));
    }

    private IllegalArgumentException missing(String benchmark) {
        boolean isOfHub = dataset.indexOf('/') > 0 && places.stream().noneMatch(Place.Bundled.class::isInstance);
        String help = isOfHub ? "; glossa data pull " + DataSets.find(dataset).map(DataSet::name).orElse(dataset) + " fetches it" : "";
        if (places.isEmpty()) {
            return new IllegalArgumentException("%s: %s is a snapshot of another data set than %s%s".formatted(benchmark, described, dataset, help));
        }
        List<String> shown = looked.stream().limit(8).toList();
        return new IllegalArgumentException("%s: no data in %s; looked for %s%s, each also .gz, in %s%s".formatted(benchmark, described,
                String.join(", ", shown), looked.size() > 8 ? " and %,d more".formatted(looked.size() - 8) : "",
                places.stream().map(Place::toString).distinct().toList(), help));
    }
}
