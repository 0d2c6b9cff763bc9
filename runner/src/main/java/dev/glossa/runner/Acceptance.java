package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Scoring;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.page.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a leaderboard's keeper checks of an unpacked bundle. Each check says what it found; one that fails keeps the run out.
final class Acceptance {
    /// @param passed whether the run may enter as far as this check tells
    record Finding(String check, boolean passed, String words) {}

    private final Path folder;
    private final Rescoring.Means means;

    Acceptance(Path folder, Rescoring.Means means) {
        this.folder = folder;
        this.means = means;
    }

    /// @param most how many items of each benchmark and language are scored again; 0 for all
    List<Finding> findings(int most, long seed) throws InterruptedException, IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(signatures());
        findings.add(numbers());
        findings.add(coverage());
        findings.add(rescored(most, seed));
        return findings;
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

    /// Every item that was to be asked has an answer, and every answer a score of each metric that reads its language.
    private Finding coverage() {
        RunDirectory run = RunDirectory.read(folder);
        RecordedTasks tasks;
        try {
            tasks = RecordedTasks.of(run, means.data());
        } catch (IllegalArgumentException e) {
            return new Finding("coverage", false, "cannot be checked without the data: " + e.getMessage().lines().findFirst().orElse(""));
        }
        record Place(String benchmark, String language, String metric) {}
        Map<Place, Set<Key>> counted = new HashMap<>();
        run.readCompletions(record -> {
            if (record.key().role().isEmpty()) {
                SampleId id = SampleId.parse(record.key().sample());
                counted.computeIfAbsent(new Place(id.benchmark(), id.language(), ""), _ -> new HashSet<>()).add(record.key());
            }
        });
        run.readScores(record -> {
            if (record.key().role().isEmpty()) {
                SampleId id = SampleId.parse(record.key().sample());
                counted.computeIfAbsent(new Place(id.benchmark(), id.language(), record.metric()), _ -> new HashSet<>()).add(record.key());
            }
        });
        long askings = 0;
        for (TaskRun task : tasks.tasks()) {
            for (Language language : task.languages()) {
                long wanted = task.kept(language) * run.manifest().repeat();
                askings += wanted;
                for (Map.Entry<Place, Set<Key>> place : counted.entrySet()) {
                    if (place.getKey().benchmark().equals(task.task().name()) && place.getKey().language().equals(language.code()) && place.getValue().size() != wanted) {
                        return new Finding("coverage", false, "%s/%s: %s %,d of %,d".formatted(task.task().name(), language.code(),
                                place.getKey().metric().isEmpty() ? "answers" : "scores of " + place.getKey().metric(), place.getValue().size(), wanted));
                    }
                }
                if (!counted.containsKey(new Place(task.task().name(), language.code(), ""))) {
                    return new Finding("coverage", false, task.task().name() + "/" + language.code() + ": no answer");
                }
            }
        }
        return new Finding("coverage", true, "%,d askings, all answered and scored".formatted(askings));
    }

    /// Items of each benchmark and language, chosen by the keeper's seed, scored again from their answers.
    private Finding rescored(int most, long seed) throws InterruptedException {
        Set<String> chosen = chosen(most, seed);
        Rescoring rescoring = Rescoring.of(folder, means, chosen::contains);
        if (!rescoring.unchecked().isEmpty()) {
            return new Finding("scores", false, "%,d computed again, %,d differ; not computed again: %s".formatted(rescoring.compared(), rescoring.differing(),
                    String.join("; ", rescoring.unchecked().stream().map(Rescoring.Unchecked::toString).toList())));
        }
        return rescoring.differing() == 0 ? new Finding("scores", true, "%,d scores of %,d items computed again, seed %d".formatted(rescoring.compared(), chosen.size(), seed))
                : new Finding("scores", false, "%,d of %,d are not what the answers give: %s".formatted(rescoring.differing(), rescoring.compared(), rescoring.different().getFirst()));
    }

    private Set<String> chosen(int most, long seed) {
        Map<String, TreeSet<String>> shelves = new java.util.TreeMap<>();
        RunDirectory.read(folder).readScores(record -> {
            SampleId id = SampleId.parse(record.key().sample());
            shelves.computeIfAbsent(id.benchmark() + "/" + id.language(), _ -> new TreeSet<>()).add(record.key().sample());
        });
        Set<String> chosen = new HashSet<>();
        shelves.forEach((shelf, ids) -> {
            if (most == 0 || ids.size() <= most) {
                chosen.addAll(ids);
            } else {
                ids.stream().sorted(java.util.Comparator.comparing(id -> Signature.digest(seed + "\n" + id))).limit(most).forEach(chosen::add);
            }
        });
        return chosen;
    }
}
