package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Scoring;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.reports.Run;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.page.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a leaderboard's keeper checks of an unpacked bundle. Each check says what it found; one that fails keeps the run out.
final class Acceptance {
    /// @param passed whether the run may enter as far as this check tells
    record Finding(String check, boolean passed, String words) {}

    /// What repeats differ by is told pair by pair.
    private static final int MOST_REPEATS = 100;

    private final Path folder;
    private final Rescoring.Means means;

    Acceptance(Path folder, Rescoring.Means means) {
        this.folder = folder;
        this.means = means;
    }

    /// @param most how many items of each benchmark and language are scored again; 0 for all
    List<Finding> findings(int most, long seed) throws InterruptedException, IOException {
        Optional<Finding> unreadable = unreadable();
        if (unreadable.isPresent()) {
            return List.of(unreadable.get());
        }
        List<Finding> findings = new ArrayList<>();
        Map<Shelf, Set<Key>> wanted = new TreeMap<>();
        findings.add(languages());
        findings.add(signatures());
        findings.add(numbers());
        findings.add(coverage(wanted));
        findings.add(rescored(wanted, most, seed));
        return findings;
    }

    /// Whether a line would make the other checks fail, or take them as long as its writer likes.
    private Optional<Finding> unreadable() {
        RunDirectory run = RunDirectory.read(folder);
        if (run.manifest().repeat() > MOST_REPEATS) {
            return Optional.of(new Finding("journals", false, "run.json says that each sample was asked %,d times; at most %,d would do".formatted(run.manifest().repeat(), MOST_REPEATS)));
        }
        try {
            Map<String, Metric> metrics = new HashMap<>();
            run.scoring().current().forEach(entry -> metrics.put(entry.id(), Registry.metrics().find(entry.metric())));
            run.readScores(signature -> Optional.ofNullable(metrics.get(signature)), _ -> { });
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Finding("journals", false, e.getMessage().replace(folder + "/", "")));
        }
    }

    /// A run may bring languages that nobody knows, with what it takes to ask and to print them. What the keeper's table says of
    /// the others is the keeper's, and so is which means a language enters: one run could move every model's, or take every rank.
    private Finding languages() {
        Path table = folder.resolve("languages.csv");
        if (!Files.exists(table)) {
            return new Finding("languages", true, "those of the table");
        }
        Languages theirs = Languages.bundled().overlaid(table);
        for (Language known : Languages.bundled().all()) {
            if (!theirs.get(known.code()).equals(known)) {
                return new Finding("languages", false, "languages.csv says otherwise of '" + known.code() + "' than the table does; leave the row out");
            }
            for (String spelling : List.of(known.iso639_3(), known.code() + "_" + known.script(), known.name())) {
                Optional<Language> own = Languages.bundled().find(spelling);
                if (own.isPresent() && !theirs.find(spelling).equals(own)) {
                    return new Finding("languages", false, "languages.csv gives '%s', which is '%s', to '%s'; leave it out of its row".formatted(spelling,
                            own.get(), theirs.get(spelling)));
                }
            }
        }
        List<Language> added = theirs.all().stream().filter(language -> !Languages.bundled().all().contains(language)).toList();
        for (Language language : added) {
            Optional<String> mean = !language.paper().isEmpty() ? Optional.of("paper") : language.region().isPresent() ? Optional.of("region")
                    : language.bin().isPresent() ? Optional.of("bin") : language.focus() ? Optional.of("focus") : Optional.empty();
            if (mean.isPresent()) {
                return new Finding("languages", false, "languages.csv says the " + mean.get() + " of '" + language.code()
                        + "', and so brings it into means over languages; leave the cell empty, those are the keeper's to choose");
            }
        }
        return new Finding("languages", true, added.size() + " beside those of the table");
    }

    /// Every score refers to a signature that is what its id says, and that begins with what its benchmark was asked with.
    private Finding signatures() {
        RunDirectory run = RunDirectory.read(folder);
        Manifest manifest = run.manifest();
        Set<String> known = new HashSet<>();
        for (Scoring.Entry entry : run.scoring().entries()) {
            String digest = Signature.digest(entry.benchmark() + "/" + entry.metric() + "/" + entry.signature());
            String asked = manifest.task(entry.benchmark()).map(Manifest.TaskEntry::signature).orElse("");
            if (!digest.equals(entry.id())) {
                return new Finding("signatures", false, entry.benchmark() + ", " + entry.metric() + ": the id " + entry.id() + " is not that of its signature");
            }
            if (asked.isEmpty() || !entry.signature().startsWith(asked + "|metric:" + entry.metric())) {
                return new Finding("signatures", false, entry.benchmark() + ", " + entry.metric() + ": scored under another signature than it was asked with");
            }
            known.add(entry.id());
        }
        Set<String> unknown = new TreeSet<>();
        run.readScores(record -> {
            if (!known.contains(record.signature())) {
                unknown.add(record.signature());
            }
        });
        return unknown.isEmpty() ? new Finding("signatures", true, known.size() + " of them")
                : new Finding("signatures", false, "scores refer to " + unknown + ", which scoring.json does not have");
    }

    /// `numbers.csv` is what the scores give.
    private Finding numbers() throws IOException {
        List<Run> runs = Run.open(List.of(folder));
        String csv = Numbers.csv(runs, Registry.metrics()::find, Run.languages(runs), Aggregate.Options.DEFAULT);
        Path claimed = folder.resolve("numbers.csv");
        List<String> said = Files.exists(claimed) ? Files.readAllLines(claimed) : List.of();
        List<String> found = csv.lines().toList();
        for (int i = 0; i < Math.max(said.size(), found.size()); i++) {
            if (i >= said.size() || i >= found.size() || !said.get(i).equals(found.get(i))) {
                return new Finding("numbers", false, "numbers.csv, line " + (i + 1) + ", is not what the scores give: "
                        + (i < found.size() ? found.get(i) : "nothing"));
            }
        }
        return new Finding("numbers", true, (found.size() - 1) + " follow from the scores");
    }

    /// Every item that was to be asked has an answer, and every answer a score of each metric that the run was scored by and that
    /// reads it; and nothing else is there. Languages that a metric has reservations about may lack its scores.
    ///
    /// @param wanted gets what was to be asked
    private Finding coverage(Map<Shelf, Set<Key>> wanted) {
        RunDirectory run = RunDirectory.read(folder);
        RecordedTasks tasks;
        try {
            tasks = RecordedTasks.of(run, means.data());
        } catch (IllegalArgumentException e) {
            return new Finding("coverage", false, "cannot be checked without the data: " + e.getMessage().lines().findFirst().orElse(""));
        }
        Map<Place, Set<Key>> expected = expected(run.scoring(), tasks, wanted);
        Map<Place, Set<Key>> found = new HashMap<>();
        run.readCompletions(record -> found(found, record.key(), ""));
        run.readScores(record -> found(found, record.key(), record.metric()));
        Set<Place> places = new TreeSet<>(expected.keySet());
        places.addAll(found.keySet());
        for (Place place : places) {
            Set<Key> there = found.getOrDefault(place, Set.of());
            Set<Key> due = expected.getOrDefault(place, Set.of());
            if (!there.equals(due) && !(there.isEmpty() && isReserved(place))) {
                Set<Key> strangers = new TreeSet<>(there);
                strangers.removeAll(due);
                return new Finding("coverage", false, "%s/%s: %s %,d of %,d%s".formatted(place.shelf().benchmark(), place.shelf().language(),
                        place.metric().isEmpty() ? "answers" : "scores of " + place.metric(), there.size() - strangers.size(), due.size(),
                        strangers.isEmpty() ? "" : ", and of what was not asked: " + Visible.line(strangers.iterator().next().toString(), 80)));
            }
        }
        return new Finding("coverage", true, "%,d askings, all answered and scored".formatted(wanted.values().stream().mapToInt(Set::size).sum()));
    }

    private record Shelf(String benchmark, String language) implements Comparable<Shelf> {
        @Override
        public int compareTo(Shelf other) {
            return Comparator.comparing(Shelf::benchmark).thenComparing(Shelf::language).compare(this, other);
        }
    }

    /// @param metric empty for the answers
    private record Place(Shelf shelf, String metric) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::shelf).thenComparing(Place::metric).compare(this, other);
        }
    }

    private static Map<Place, Set<Key>> expected(Scoring scoring, RecordedTasks tasks, Map<Shelf, Set<Key>> wanted) {
        Map<Place, Set<Key>> expected = new HashMap<>();
        for (TaskRun task : tasks.tasks()) {
            List<Metric> metrics = scoring.current().stream().filter(entry -> entry.benchmark().equals(task.task().name()))
                    .map(entry -> Registry.metrics().find(entry.metric())).toList();
            task.each((key, sample) -> {
                Shelf shelf = new Shelf(task.task().name(), sample.language().code());
                wanted.computeIfAbsent(shelf, _ -> new TreeSet<>()).add(key);
                expected.computeIfAbsent(new Place(shelf, ""), _ -> new HashSet<>()).add(key);
                metrics.stream().filter(metric -> metric.reads(sample))
                        .forEach(metric -> expected.computeIfAbsent(new Place(shelf, metric.name()), _ -> new HashSet<>()).add(key));
            });
        }
        return expected;
    }

    private static void found(Map<Place, Set<Key>> found, Key key, String metric) {
        if (key.role().isEmpty()) {
            SampleId id = SampleId.parse(key.sample());
            found.computeIfAbsent(new Place(new Shelf(id.benchmark(), id.language()), metric), _ -> new HashSet<>()).add(key);
        }
    }

    private static boolean isReserved(Place place) {
        return !place.metric().isEmpty() && Languages.bundled().find(place.shelf().language())
                .flatMap(language -> Registry.metrics().find(place.metric()).reservation(language)).isPresent();
    }

    /// Items of each benchmark and language, chosen by the keeper's seed, scored again from their answers.
    private Finding rescored(Map<Shelf, Set<Key>> wanted, int most, long seed) throws InterruptedException {
        Set<String> chosen = chosen(wanted, most, seed);
        Rescoring rescoring = Rescoring.of(folder, means, chosen::contains);
        if (!rescoring.unchecked().isEmpty()) {
            return new Finding("scores", false, "%,d computed again, %,d differ; not computed again: %s".formatted(rescoring.compared(), rescoring.differing(),
                    String.join("; ", rescoring.unchecked().stream().map(Rescoring.Unchecked::toString).toList())));
        }
        return rescoring.differing() == 0 ? new Finding("scores", true, "%,d scores of %,d items computed again, seed %d".formatted(rescoring.compared(), chosen.size(), seed))
                : new Finding("scores", false, "%,d of %,d are not what the answers give: %s".formatted(rescoring.differing(), rescoring.compared(), rescoring.different().getFirst()));
    }

    /// Of what was to be asked, so that a score that is left out is missed; of what was scored where there is no data to tell.
    private Set<String> chosen(Map<Shelf, Set<Key>> wanted, int most, long seed) {
        Map<Shelf, Set<String>> shelves = new TreeMap<>();
        wanted.forEach((shelf, keys) -> keys.forEach(key -> shelves.computeIfAbsent(shelf, _ -> new TreeSet<>()).add(key.sample())));
        if (shelves.isEmpty()) {
            RunDirectory.read(folder).readScores(record -> {
                SampleId id = SampleId.parse(record.key().sample());
                shelves.computeIfAbsent(new Shelf(id.benchmark(), id.language()), _ -> new TreeSet<>()).add(record.key().sample());
            });
        }
        Set<String> chosen = new HashSet<>();
        shelves.forEach((shelf, ids) -> {
            if (most == 0 || ids.size() <= most) {
                chosen.addAll(ids);
            } else {
                ids.stream().sorted(Comparator.comparing(id -> Signature.digest(seed + "\n" + id))).limit(most).forEach(chosen::add);
            }
        });
        return chosen;
    }
}
