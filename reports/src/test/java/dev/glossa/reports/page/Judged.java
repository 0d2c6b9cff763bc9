package dev.glossa.reports.page;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Battle;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.Journal;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Made-up runs of open answers that a jury of two rated, a judge compared with a baseline's, and an identifier told the
/// languages of. The jury takes an empty answer in Khmer for a good one; in Amharic it is fine; Urdu has no canaries.
record Judged(String name, double skill) {
    static final List<String> LANGUAGES = List.of("am", "km", "ur");
    static final String ODD = "<img src=x onerror=alert(1)>";
    private static final List<String> METRIC_NAMES = List.of("rubric", "win-rate", "lpr");
    private static final int ITEMS = 12;

    static Metric metric(String name) {
        return switch (name) {
            case "win-rate" -> new Read(name, Map.of("ties", s -> s.get(Battle.TIES) / s.get(Battle.GAMES),
                    "position-flips", s -> s.get(Battle.FLIPS) / s.get(Battle.ITEMS)));
            case "lpr" -> new Read(name, Map.of("english", s -> s.get(3) / s.get(2)));
            default -> new Read(name, Map.of());
        };
    }

    /// A metric as reports know one: it reads sums, and scores nothing.
    private record Read(String name, Map<String, ToDoubleFunction<Statistics>> facets) implements Metric {
        @Override
        public Scale scale() {
            return Scale.PROPORTION;
        }

        @Override
        public int width() {
            return switch (name) {
                case "win-rate" -> Battle.SIZE;
                case "lpr" -> 4;
                default -> 2;
            };
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        @Override
        public Map<String, String> misjudged(Map<String, Score> canaries) {
            return canaries.get("empty") instanceof Score.Scored scored && scored.value() > 0.5 ? Map.of("empty", "an empty answer got " + scored.value()) : Map.of();
        }

        @Override
        public Scorer scorer(Resources resources) {
            throw new AssertionError("reports never score");
        }
    }

    Path write(Path folder) {
        Map<String, Map<String, String>> digests = new LinkedHashMap<>();
        LANGUAGES.forEach(language -> digests.put(language, Map.of()));
        Manifest manifest = new Manifest(1, name, new Backend.Identity(name, Optional.empty(), Map.of()),
                List.of(new Manifest.TaskEntry("mdolly", "data:mdolly", Map.of(), METRIC_NAMES, List.of(), digests)), OptionalInt.empty(), 7, "1/1", 1, LocalDate.of(2026, 2, 21), Map.of());
        Random random = new Random(name.hashCode());
        try (RunDirectory run = RunDirectory.create(folder, manifest); Journal<CompletionRecord> completions = run.completions(); Journal<ScoreRecord> scores = run.scores()) {
            for (String language : LANGUAGES) {
                Map<String, Score> first = new LinkedHashMap<>();
                for (int i = 1; i <= ITEMS; i++) {
                    Key key = Key.of(new SampleId("mdolly", language, SampleId.row(i)));
                    completions.append(new CompletionRecord(key, new Completion.Text("መልስ <b>" + i, Completion.FinishReason.STOP), OptionalLong.empty(), Optional.empty()));
                    double one = Math.clamp(skill + 0.2 * random.nextGaussian(), 0, 1);
                    double other = Math.clamp(one + 0.1 * random.nextGaussian(), 0, 1);
                    Map<String, Score> ratings = Map.of("@steady", Score.Scored.mean(one, ""), "@" + ODD, Score.Scored.mean(other, ""), "", Score.Scored.mean((one + other) / 2, ""));
                    ratings.forEach((judge, rating) -> scores.append(record(key.as(judge), "rubric", rating)));
                    ratings.forEach(first::putIfAbsent);
                    scores.append(record(key, "win-rate", battle(random)));
                    boolean right = random.nextDouble() < skill;
                    scores.append(record(key, "lpr", new Score.Scored(right ? 1 : 0, Statistics.of(right ? 1 : 0, 1, 1, right ? 0 : 1), "")));
                }
                if (!language.equals("ur")) {
                    Key key = Key.of(new SampleId("mdolly", language, SampleId.row(1)));
                    first.forEach((judge, rating) -> {
                        String call = judge.isEmpty() ? "" : "/" + judge;
                        scores.append(record(key.as("canary:empty" + call), "rubric", Score.Scored.mean(language.equals("km") ? 0.9 : 0, "")));
                        scores.append(record(key.as("canary:repeat" + call), "rubric", rating));
                    });
                }
            }
            Files.writeString(folder.resolve("scoring.json"), """
                    {"entries":[{"id":"rubric","benchmark":"mdolly","metric":"rubric","signature":"data:mdolly|metric:rubric|judge:steady@00ff,%1$s|jury:mean|jweights:1.0,1.0"},
                    {"id":"win-rate","benchmark":"mdolly","metric":"win-rate","signature":"data:mdolly|metric:win-rate|judge:steady@00ff|baseline:the_baseline@11ee"},
                    {"id":"lpr","benchmark":"mdolly","metric":"lpr","signature":"data:mdolly|metric:lpr|lid:lid.176.bin@22dd"}]}
                    """.formatted(ODD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private Score battle(Random random) {
        Battle.Game[] games = new Battle.Game[2];
        for (int g = 0; g < 2; g++) {
            double lean = skill - 0.5 + 0.4 * random.nextGaussian();
            games[g] = new Battle.Game(lean > 0.1 ? 1 : lean < -0.1 ? 0 : 0.5, Math.abs(lean) > 0.4 ? 3 : 1);
        }
        Statistics sums = new Battle(games[0], games[1], new Battle.Style(200 + random.nextInt(400), 1, random.nextInt(4), 2), new Battle.Style(300, 0, 1, 1)).statistics();
        return new Score.Scored(sums.get(Battle.POINTS) / sums.get(Battle.WEIGHT), sums, "");
    }

    private static ScoreRecord record(Key key, String metric, Score score) {
        return new ScoreRecord(key, metric, score, false, Map.of(), metric.equals("win-rate") ? Map.of("baseline", "the baseline") : Map.of(), metric);
    }
}
