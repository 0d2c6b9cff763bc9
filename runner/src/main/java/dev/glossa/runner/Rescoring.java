package dev.glossa.runner;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Key;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.AskStage;
import dev.glossa.harness.run.Baselines;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreStage;
import dev.glossa.harness.run.Scoring;
import dev.glossa.harness.run.TaskRun;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A run's answers scored once more, in a folder of their own, and held against the scores that the run has: those of answers,
/// of a jury's judges and of canaries. Judges' recorded replies are read again; redacted answers are completed from the data
/// first.
///
/// @param compared  scores that were computed again
/// @param different where the run says something else, in words, the first of them
/// @param differing how many
/// @param unchecked what could not be computed again
record Rescoring(long compared, List<String> different, long differing, List<Unchecked> unchecked) {
    /// Scores that were not computed again.
    ///
    /// @param why what is missing
    record Unchecked(String what, long scores, String why) {
        @Override
        public String toString() {
            return "%,d %s: %s".formatted(scores, what, why);
        }
    }

    /// What is at hand for it.
    ///
    /// @param data      where the data is now; null for where it was
    /// @param files     what metrics need, purpose to path
    /// @param baselines what answers were compared with, by category; those not named are looked for among `runs`
    record Means(String data, Map<String, Path> files, Map<String, Path> baselines, List<Path> runs) {}

    boolean passed() {
        return differing == 0 && unchecked.isEmpty();
    }

    long uncheckedScores() {
        return unchecked.stream().mapToLong(Unchecked::scores).sum();
    }

    static Rescoring of(Path run, Means means) throws InterruptedException {
        return of(run, means, _ -> true, true);
    }

    /// @param chosen ids of the samples to score again
    static Rescoring of(Path run, Means means, Predicate<String> chosen) throws InterruptedException {
        return of(run, means, chosen, false);
    }

    private static Rescoring of(Path run, Means means, Predicate<String> chosen, boolean all) throws InterruptedException {
        RunDirectory original = RunDirectory.read(run);
        List<Scoring.Entry> entries = original.scoring().current();
        RecordedScores recorded = new RecordedScores(original, entries, chosen);
        ScoreDifferences differences = new ScoreDifferences();
        List<Unchecked> unchecked = new ArrayList<>();
        try (RunCopy copy = RunCopy.of(original)) {
            RecordedTasks tasks;
            try (RunDirectory directory = RunDirectory.open(copy.path())) {
                tasks = RecordedTasks.of(directory, means.data());
            } catch (IllegalArgumentException e) {
                entries.forEach(entry -> unchecked.add(unchecked(entry, recorded.of(entry), e)));
                return new Rescoring(0, List.of(), 0, unchecked);
            }
            copy.takeJournals(run, tasks, chosen);
            AskStage.misplaced(RunDirectory.read(copy.path()), tasks.tasks(), differences::misplaced);
            for (Scoring.Entry entry : entries) {
                RecordedScores.Claim claim = recorded.of(entry);
                try {
                    boolean whole = score(copy, tasks, entry, claim, means, all);
                    differences.add(entry, claim.scores(), RunDirectory.read(copy.path()), whole);
                    if (!whole) {
                        unchecked.add(new Unchecked("styles of baselines in " + named(entry), claim.scores().size(),
                                "need the answers of " + RecordedMetric.baseline(entry) + ", which verdicts do not hold: --baseline RUN"));
                    }
                } catch (IllegalArgumentException | UncheckedIOException e) {
                    unchecked.add(unchecked(entry, claim, e));
                }
            }
        }
        return new Rescoring(differences.compared(), differences.shown(), differences.count(), unchecked);
    }

    private static Unchecked unchecked(Scoring.Entry entry, RecordedScores.Claim claim, Exception why) {
        return new Unchecked("scores of " + named(entry), claim.scores().size(), why.getMessage().lines().findFirst().orElse(""));
    }

    private static String named(Scoring.Entry entry) {
        return entry.benchmark() + ", " + entry.metric();
    }

    /// @param all whether every answer is at hand: a canary may hold another sample's
    /// @return whether all of it was scored; otherwise the baseline's answers were not at hand
    private static boolean score(RunCopy copy, RecordedTasks tasks, Scoring.Entry entry, RecordedScores.Claim claim, Means means, boolean all) throws InterruptedException {
        RecordedMetric setting = RecordedMetric.of(entry, means.files());
        Metric metric = Registry.metrics().find(entry.metric());
        Optional<String> compared = Optional.of(RecordedMetric.baseline(entry)).filter(text -> !text.isEmpty());
        Optional<Baselines> rivals = compared.flatMap(text -> means.baselines().isEmpty() ? Baselines.among(text, entry.benchmark(), means.runs()) : Optional.of(Baselines.open(means.baselines())));
        if (compared.isPresent() && rivals.isEmpty() && setting.options().containsKey("win-language")) {
            throw new IllegalArgumentException("needs the answers of " + compared.get() + ": --baseline RUN");
        }
        // A comparison's prompt holds the baseline's answer.
        Predicate<Key> known = key -> (compared.isEmpty() || rivals.isPresent()) && (all || !Canary.isAbout(key));
        List<TaskRun> task = tasks.tasks().stream().filter(t -> t.task().name().equals(entry.benchmark())).toList();
        try (RunDirectory directory = RunDirectory.open(copy.path());
                CompletionIndex replies = CompletionIndex.of(copy.replies());
                Baselines baselines = rivals.orElseGet(() -> Baselines.unread(compared.orElse("")))) {
            Languages languages = directory.languages();
            Map<String, String> options = new TreeMap<>(setting.options());
            options.put("canaries", Integer.toString(claim.canaryItems()));
            options.put("judge-twice", Integer.toString(claim.repeatItems()));
            if (claim.scoredAnyway(code -> metric.reservation(languages.get(code)).isPresent())) {
                options.put("unsupported", "score");
            }
            ScoreStage.Tools tools = new ScoreStage.Tools(RecordedJury.of(setting.claimed(), claim.jurors(), replies, known),
                    compared.map(_ -> baselines), setting.files(), options, languages::get);
            new ScoreStage(directory, tools, (_, _, _) -> { }).run(task, Map.of(entry.benchmark(), List.of(metric)));
            setting.same(Signature.parse(directory.scoring().current(entry.benchmark(), entry.metric()).orElseThrow().signature()));
        }
        return compared.isEmpty() || rivals.isPresent();
    }
}
