package dev.glossa.reports.page;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.Journal;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Questions;
import dev.glossa.reports.aggregate.Bench;
import dev.glossa.reports.aggregate.Bench.Toy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs on disk whose answers and scores are made up, for tests of what is shown.
///
/// @param name      of the model
/// @param languages codes
/// @param items     per language and benchmark
/// @param skill     from 0 to 1
record Planted(String name, List<String> languages, int items, double skill) {
    static final Toy STRICT = Toy.ACCURACY;
    /// Of the sums that chrF has, the matches among the reference's characters.
    static final Toy CHRF = new Toy("chrf", Metric.Scale.POINTS, Map.of(), s -> 100 * s.get(2) / s.get(1));
    static final Toy RUBRIC = new Toy("rubric", Metric.Scale.PROPORTION,
            Map.of("naturalness", s -> s.get(3) / s.get(1), "accuracy", s -> s.get(5) / s.get(1)), s -> s.get(0) / s.get(1));
    static final Toy COMET = new Toy("comet", Metric.Scale.RAW, Map.of(), s -> s.get(0) / s.get(1));
    static final Map<String, Metric> METRICS = Map.of("strict", STRICT, "chrf", CHRF, "rubric", RUBRIC, "comet", COMET,
            "accuracy", new Toy("accuracy", Metric.Scale.PROPORTION, Map.of(), s -> s.get(0) / s.get(1)));
    private static final Map<String, String> HEADLINE = new LinkedHashMap<>();

    static {
        HEADLINE.put("mdolly", "rubric");
        HEADLINE.put("marenahard", "rubric");
        HEADLINE.put("global-mgsm", "strict");
        HEADLINE.put("flores", "chrf");
        HEADLINE.put("wmt24pp", "comet");
        HEADLINE.put("global-mmlu", "accuracy");
    }

    /// What the data would say. Text in the question is hostile where it can be.
    static final Questions QUESTIONS = (_, benchmark, language) -> IntStream.rangeClosed(1, 200).mapToObj(i -> question(benchmark, language, i));

    private static Question question(String benchmark, Language language, int i) {
        Target target = switch (benchmark) {
            case "flores", "wmt24pp" -> new Target.References(List.of(language.ownName() + " reference " + i));
            case "global-mgsm" -> new Target.Answer("1,024", "Jibu");
            case "global-mmlu" -> new Target.Choice(List.of("ሀ", "ខ", "و", "👩‍🚀"), i % 4);
            default -> new Target.Open();
        };
        Sample sample = new Sample(benchmark, language, SampleId.row(i), language.ownName() + ": <b>question</b> " + i + " የት ነው؟", target);
        return new Question(sample, new Prompt.Generation(Prompt.user(sample.input()), Decoding.greedy(16)));
    }

    Path write(Path folder, String... benchmarks) {
        return writeAs(folder, "v1", benchmarks);
    }

    Path writeAs(Path folder, String revision, String... benchmarks) {
        return writeFrom(_ -> "00", folder, revision, benchmarks);
    }

    /// @param data     by language, the digest of the file that was asked from
    /// @param revision a part of every signature
    Path writeFrom(UnaryOperator<String> data, Path folder, String revision, String... benchmarks) {
        List<Manifest.TaskEntry> tasks = new ArrayList<>();
        StringBuilder scoring = new StringBuilder();
        for (String benchmark : benchmarks) {
            Map<String, Map<String, String>> digests = new LinkedHashMap<>();
            Map<String, Long> asked = new LinkedHashMap<>();
            languages.forEach(l -> asked.put(l, (long) items));
            languages.forEach(l -> digests.put(l, Map.of(l + ".tsv", data.apply(l))));
            tasks.add(new Manifest.TaskEntry(benchmark, "data:" + benchmark, Map.of(), List.of(HEADLINE.get(benchmark)),
                    benchmark.equals("global-mmlu") ? List.of("cultural_sensitivity") : List.of(), digests, asked));
            scoring.append(scoring.isEmpty() ? "" : ",").append("""
                    {"id":"%s","benchmark":"%s","metric":"%s","signature":"data:%s|split:test|prompt:0123456789ab|metric:%s|revision:%s"}
                    """.formatted(id(benchmark, revision), benchmark, HEADLINE.get(benchmark), benchmark, HEADLINE.get(benchmark), revision));
        }
        Manifest manifest = new Manifest(1, name, new Backend.Identity("toy/" + name, Optional.of("sha256:00ff"), Map.of("n_ctx", "8192")), tasks,
                OptionalInt.empty(), 7, "1/1", 1, LocalDate.of(2026, 2, 21), Map.of());
        Random random = new Random(name.hashCode());
        try (RunDirectory run = RunDirectory.create(folder, manifest);
                Journal<CompletionRecord> completions = run.completions();
                Journal<ScoreRecord> scores = run.scores()) {
            for (String benchmark : benchmarks) {
                for (String language : languages) {
                    for (int i = 1; i <= items; i++) {
                        Key key = Key.of(new SampleId(benchmark, language, SampleId.row(i)));
                        boolean failed = random.nextInt(60) == 0;
                        boolean cut = random.nextInt(25) == 0;
                        Completion completion = failed ? new Completion.Failed("timed out after 60 s") : answer(benchmark, language, i, cut);
                        completions.append(new CompletionRecord(key, completion, OptionalLong.empty(), Optional.empty()));
                        Score score = failed ? new Score.Failed("timed out after 60 s")
                                : benchmark.startsWith("m") && random.nextInt(50) == 0 ? new Score.Unparsed("no JSON in <i>the reply</i>")
                                : score(benchmark, language, random);
                        scores.append(new ScoreRecord(key, HEADLINE.get(benchmark), score, cut && !failed, Map.of(),
                                benchmark.equals("global-mmlu") ? Map.of("cultural_sensitivity", i % 3 == 0 ? "CS" : "CA") : Map.of(),
                                id(benchmark, revision)));
                    }
                }
            }
            Files.writeString(folder.resolve("scoring.json"), "{\"entries\":[" + scoring + "]}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String id(String benchmark, String revision) {
        return dev.glossa.harness.Signature.digest(benchmark + revision);
    }

    private static Completion answer(String benchmark, String language, int i, boolean cut) {
        if (benchmark.equals("global-mmlu")) {
            return new Completion.Likelihoods(List.of(-1.5, -2.25, -3.0, -0.5 - i % 3));
        }
        String text = i == 11 && language.equals("km") && benchmark.equals("global-mgsm") ? "ក".repeat(1_000_000) : switch (i % 6) {
            case 0 -> "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
            case 1 -> "\u202Eevil\u202C and \u0000 and \uFEFF, javascript:alert(1) [x](javascript:alert(1))";
            case 2 -> "=HYPERLINK(\"http://example.org\")";
            case 3 -> "</script><svg onload=alert(1)>";
            case 4 -> "";
            default -> Bench.LANGUAGES.get(language).ownName() + " — Jibu: " + i;
        };
        return new Completion.Text(text, cut ? FinishReason.LENGTH : FinishReason.STOP, Optional.empty(),
                Completion.Usage.of(20 * (1 + Bench.LANGUAGES.get(language).bin().orElse(4)), 12), List.of());
    }

    private Score score(String benchmark, String language, Random random) {
        double p = Math.clamp(skill + 0.12 - 0.08 * Bench.LANGUAGES.get(language).bin().orElse(4) + 0.05 * (language.hashCode() % 5) / 5, 0.02, 0.98);
        return switch (HEADLINE.get(benchmark)) {
            case "chrf" -> {
                int length = 40 + random.nextInt(60);
                double[] sums = new double[18];
                double share = Math.clamp(p + 0.2 * random.nextGaussian(), 0, 1);
                for (int order = 0; order < 6; order++) {
                    sums[3 * order] = length - order;
                    sums[3 * order + 1] = length - order;
                    sums[3 * order + 2] = Math.rint((length - order) * Math.pow(share, 1 + order / 3.0));
                }
                yield new Score.Scored(100 * p, Statistics.of(sums), "");
            }
            case "rubric" -> {
                double r = Math.clamp(p + 0.15 * random.nextGaussian(), 0, 1);
                yield new Score.Scored(r, Statistics.of(r, 1, r, Math.clamp(r + 0.1, 0, 1), r, Math.clamp(r - 0.1, 0, 1)), "");
            }
            case "comet" -> Score.Scored.mean(0.5 + 0.4 * p + 0.08 * random.nextGaussian(), "");
            default -> Score.Scored.mean(random.nextDouble() < p ? 1 : 0, "read 4");
        };
    }

    /// The same language codes that reports with few and with all languages have in tests.
    static List<String> few() {
        return List.of("am", "km", "ur", "he", "th");
    }

    static List<String> all() {
        return Stream.concat(Bench.LANGUAGES.all().stream().filter(Language::focus), Stream.of(Bench.LANGUAGES.get("zh_Hant"))).map(Language::code).toList();
    }
}
