package dev.glossa.runner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.judges.sacrebleu.ChrF;
import dev.glossa.judges.sacrebleu.SegmentStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What pairs of real systems scored on the same items: the sums of each item, by language. Recorded outputs beside the
/// repository; without them a test is skipped.
///
/// @param metric    that pools the sums
/// @param languages code to the two systems' sums of each item
record ItemMatrices(String metric, Map<String, double[][][]> languages) {
    private static final List<String> AFRICA = List.of("am", "ha", "ig", "mg", "sn", "sw", "wo", "xh", "yo", "zu");
    private static final List<String> EUROPE = List.of("de", "fr", "pl", "nl", "it");

    /// chrF's sums of two translation systems on FLORES, for languages that both have: as many as `most` of each region.
    ///
    /// @param folder where references are unpacked
    static ItemMatrices translations(Path folder, String one, String other, int most) throws IOException, InterruptedException {
        Path data = shared("mt-outputs");
        assumeTrue(new ProcessBuilder("tar", "xzf", shared("flores200.tar.gz").toString(), "-C", folder.toString()).inheritIO().start().waitFor() == 0, "no tar");
        Map<String, double[][][]> languages = new LinkedHashMap<>();
        Map<String, Integer> byRegion = new LinkedHashMap<>();
        for (Language language : Languages.bundled().all()) {
            Path first = data.resolve(one).resolve(language.code() + ".gz");
            Path second = data.resolve(other).resolve(language.code() + ".gz");
            String region = language.region().map(Object::toString).orElse("");
            if (language.focus() && Files.exists(first) && Files.exists(second) && byRegion.merge(region, 1, Integer::sum) <= most) {
                List<String> references = Files.readAllLines(folder.resolve("flores200/devtest/" + language.codeIn("flores200").orElseThrow().split(";")[0] + ".devtest"));
                languages.put(language.code(), new double[][][] {sums(first, references), sums(second, references)});
            }
        }
        return new ItemMatrices("chrf", languages);
    }

    private static double[][] sums(Path hypotheses, List<String> references) throws IOException {
        SegmentStatistics statistics = SegmentStatistics.of(ChrF.defaults(), lines(hypotheses), List.of(references));
        return IntStream.range(0, statistics.segments()).mapToObj(statistics::row).toArray(double[][]::new);
    }

    /// Preferences of a judge for pairs of models of AlpacaEval. A pair stands for a language; ten are called African and five
    /// European. Three at a time are asked the same questions.
    static ItemMatrices preferences() throws IOException {
        Map<String, double[][]> models = new LinkedHashMap<>();
        for (String model : List.of("claude-instant-1.2", "gemma-7b-it", "falcon-7b-instruct", "pythia-12b-mix-sft")) {
            JsonNode rows = new JsonMapper().readTree(String.join("\n", lines(shared("alpaca-eval").resolve(model + ".json.gz"))));
            models.put(model, rows.valueStream().map(row -> new double[] {row.get("preference").asDouble() - 1, 1}).toArray(double[][]::new));
        }
        List<String> others = models.keySet().stream().skip(1).toList();
        Map<String, double[][][]> languages = new LinkedHashMap<>();
        for (int l = 0; l < AFRICA.size() + EUROPE.size(); l++) {
            int shift = 160 * (l / others.size());
            languages.put(l < AFRICA.size() ? AFRICA.get(l) : EUROPE.get(l - AFRICA.size()),
                    new double[][][] {shifted(models.get("claude-instant-1.2"), shift), shifted(models.get(others.get(l % others.size())), shift)});
        }
        return new ItemMatrices("exact-match", languages);
    }

    private static double[][] shifted(double[][] rows, int by) {
        return IntStream.range(0, rows.length).mapToObj(i -> rows[(i + by) % rows.length]).toArray(double[][]::new);
    }

    int items() {
        return languages.values().iterator().next()[0].length;
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        }
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/data").resolve(name))) {
                return at.resolve("shared/data").resolve(name);
            }
        }
        assumeTrue(false, "no shared/data/" + name + " beside the repository: nothing to resample");
        throw new IllegalStateException();
    }
}
