package dev.glossa.reports;

import dev.glossa.harness.Languages;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Scoring;
import dev.glossa.reports.health.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A scored run, as reports read it.
///
/// @param name the model's name in tables; no two runs of a report share one
public record Run(String name, RunDirectory directory, Manifest manifest, Scoring scoring) {

    /// Opens runs for one report, in this order. Runs of one name are told apart by their folders.
    ///
    /// @throws IllegalArgumentException when there is none, one is there twice, or one is not scored
    public static List<Run> open(List<Path> folders) {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("no run; a report needs at least one");
        }
        List<Run> runs = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            RunDirectory directory = RunDirectory.read(folder);
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException(folder + ": named twice");
            }
            Scoring scoring = directory.scoring();
            if (scoring.entries().isEmpty()) {
                throw new IllegalArgumentException(folder + ": not scored yet; glossa score " + folder + " scores it");
            }
            runs.add(new Run(directory.manifest().name(), directory, directory.manifest(), scoring));
        }
        Set<String> shared = runs.stream().collect(Collectors.groupingBy(Run::name, Collectors.counting())).entrySet().stream()
                .filter(e -> e.getValue() > 1).map(Map.Entry::getKey).collect(Collectors.toSet());
        Set<String> taken = new HashSet<>();
        List<Run> named = new ArrayList<>();
        for (Run run : runs) {
            String base = shared.contains(run.name()) ? run.name() + " (" + run.directory().path().toAbsolutePath().normalize().getFileName() + ")" : run.name();
            String name = base;
            for (int i = 2; !taken.add(name); i++) {
                name = base + " " + i;
            }
            named.add(new Run(name, run.directory(), run.manifest(), run.scoring()));
        }
        return List.copyOf(named);
    }

    /// Which data a language was asked from ([Manifest.TaskEntry#data]).
    private String data(String benchmark, String language) {
        return manifest.task(benchmark).map(task -> task.data(language)).orElse("");
    }

    /// Indices of runs, those together that were asked a language from the same data: an id means one question among them alone.
    public static List<List<Integer>> askedAlike(List<Run> runs, String benchmark, String language) {
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int r = 0; r < runs.size(); r++) {
            alike.computeIfAbsent(runs.get(r).data(benchmark, language), _ -> new ArrayList<>()).add(r);
        }
        return List.copyOf(alike.values());
    }

    /// What people think of its answers, where `score --labels` was told.
    Labels labels() {
        Path file = directory.path().resolve("labels.csv");
        return Files.exists(file) ? Labels.read(file, manifest.name()) : Labels.NONE;
    }

    /// The languages as these runs saw them: the bundled table and every table that a run keeps.
    public static Languages languages(List<Run> runs) {
        Languages languages = Languages.bundled();
        for (Run run : runs) {
            Path table = run.directory().path().resolve("languages.csv");
            languages = Files.exists(table) ? languages.overlaid(table) : languages;
        }
        return languages;
    }
}
