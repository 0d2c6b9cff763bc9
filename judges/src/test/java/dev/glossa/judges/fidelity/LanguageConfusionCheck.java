package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares language-confusion's metrics of its own recorded outputs, as `src/test/python/language_confusion_expected.py` wrote
/// them with a CSV of the project, with ours.
///
///     java … dev.glossa.judges.fidelity.LanguageConfusionCheck LID.bin WORDS EXPECTED.jsonl…
final class LanguageConfusionCheck {
    private LanguageConfusionCheck() {}

    public static void main(String... args) throws IOException {
        LineFidelity fidelity = LineFidelity.open(Optional.of(Path.of(args[0])));
        EnglishWords english = EnglishWords.load(Path.of(args[1]));
        int[] answers = new int[2];
        int[] groups = new int[2];
        for (String file : List.of(args).subList(2, args.length)) {
            Map<String, Statistics> sums = new HashMap<>();
            for (String line : Files.readAllLines(Path.of(file))) {
                JsonNode row = JsonMapper.shared().readTree(line);
                Language language = Languages.bundled().get(row.get("language").asString());
                if (row.has("answers")) {
                    tell(same(row, sums.get(language.code())), groups, file + " " + language.code());
                } else {
                    Statistics one = read(fidelity, english, row.get("answer").asString(), language);
                    tell(same(row, one), answers, file + ": " + line.substring(0, Math.min(200, line.length())));
                    sums.merge(language.code(), one, Statistics::plus);
                }
            }
        }
        System.out.printf("answers %d of %d, languages of outputs %d of %d%n", answers[0], answers[1], groups[0], groups[1]);
    }

    private static Statistics read(LineFidelity fidelity, EnglishWords english, String answer, Language language) {
        LineFidelity.Reading reading = fidelity.read(answer, language);
        boolean passes = reading.counted() && reading.passes();
        boolean clean = passes && reading.words().stream().noneMatch(english::contains);
        return Statistics.of(passes ? 1 : 0, reading.counted() ? 1 : 0, reading.counted() ? 1 - (double) reading.failed() / reading.lines() : 0, clean ? 1 : 0);
    }

    private static boolean same(JsonNode row, Statistics sums) {
        boolean counted = sums.get(1) > 0;
        return near(row.get("lpr").asDouble(), counted ? sums.get(0) / sums.get(1) : 1) && near(row.get("acc").asDouble(), counted ? sums.get(2) / sums.get(1) : 1)
                && (!row.has("wpr") || near(row.get("wpr").asDouble(), sums.get(0) > 0 ? sums.get(3) / sums.get(0) : 1));
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) < 1e-9;
    }

    private static void tell(boolean same, int[] counts, String what) {
        counts[1]++;
        counts[0] += same ? 1 : 0;
        if (!same) {
            System.out.println("differs: " + what);
        }
    }
}
