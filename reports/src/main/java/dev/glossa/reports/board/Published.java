package dev.glossa.reports.board;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The results that the paper prints (arXiv 2603.11510, preprint of 2026-02-21), per language where it has them, on the
/// scales of our metrics. Facts, with what is known to be wrong with them as notes.
public final class Published {
    /// What the paper's numbers are held to, where ours have a signature.
    public static final String SIGNATURE = "arXiv:2603.11510";

    /// One reading of one benchmark.
    ///
    /// @param facet empty for the metric itself
    public record Reading(String benchmark, String metric, String facet) {}

    /// What a table of the paper holds.
    ///
    /// @param toStored from the printed value to the one that our metric stores
    private record Source(String table, String metric, Reading reading, double toStored) {}

    private static final List<Source> SOURCES = List.of(
            new Source("23", "judge mean score (0-1)", new Reading("mdolly", "rubric", ""), 1),
            new Source("23", "naturalness (0-1)", new Reading("mdolly", "rubric", "naturalness"), 1),
            new Source("22", "judge mean score (0-1)", new Reading("marenahard", "rubric", ""), 1),
            new Source("22", "naturalness (0-1)", new Reading("marenahard", "rubric", "naturalness"), 1),
            new Source("21", "accuracy", new Reading("global-mgsm", "strict", ""), 1),
            new Source("19", "chrF (0-1)", new Reading("flores", "chrf", ""), 100),
            new Source("4", "accuracy %", new Reading("global-mmlu", "accuracy", ""), 0.01),
            new Source("23", "LPR realigned (inferred)", new Reading("mdolly", "lpr", ""), 1),
            new Source("22", "LPR realigned (inferred)", new Reading("marenahard", "lpr", ""), 1),
            new Source("21", "LPR realigned (inferred)", new Reading("global-mgsm", "lpr", ""), 1));
    private static final Map<String, String> AVERAGES = Map.of("mDolly", "mdolly", "mArenaHard", "marenahard", "GlobalMGSM", "global-mgsm", "Flores", "flores",
            "Global MMLU", "global-mmlu");

    private static final Published ALL = new Published();

    /// Value by reading, model and language code.
    private final Map<Reading, Map<String, Map<String, Double>>> values = new LinkedHashMap<>();
    /// The printed average over all languages by reading and model.
    private final Map<Reading, Map<String, Double>> averages = new LinkedHashMap<>();

    private Published() {
        Languages languages = Languages.bundled();
        try (InputStream in = Published.class.getResourceAsStream("published-results.csv");
                CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get()
                        .parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            rows.forEach(row -> add(row, languages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Published all() {
        return ALL;
    }

    private void add(CSVRecord row, Languages languages) {
        double value = Double.parseDouble(row.get("value"));
        String language = row.get("language");
        if (language.equals("ALL")) {
            Optional.ofNullable(AVERAGES.get(row.get("benchmark"))).filter(_ -> row.get("table").matches("[45]")).flatMap(this::headline).ifPresent(source ->
                    averages.computeIfAbsent(source.reading(), _ -> new LinkedHashMap<>()).put(row.get("model"), value / 100 * (source.toStored() == 100 ? 100 : 1)));
            return;
        }
        SOURCES.stream().filter(s -> s.table().equals(row.get("table")) && s.metric().equals(row.get("metric")) && !language.equals("Avg")).findFirst()
                .ifPresent(source -> {
                    // Both written forms of Chinese are targets of Flores; the simplified one is the language's.
                    String code = language.equals("zh_Hans") ? "zh" : languages.get(language).code();
                    values.computeIfAbsent(source.reading(), _ -> new LinkedHashMap<>()).computeIfAbsent(row.get("model"), _ -> new LinkedHashMap<>())
                            .put(code, value * source.toStored());
                });
    }

    private Optional<Source> headline(String benchmark) {
        return SOURCES.stream().filter(s -> s.reading().benchmark().equals(benchmark) && s.reading().facet().isEmpty()).findFirst();
    }

    /// The five benchmarks' headlines, in the order of the protocol.
    public List<Reading> headlines() {
        return SOURCES.stream().map(Source::reading).filter(r -> r.facet().isEmpty() && !r.metric().equals("lpr")).toList();
    }

    /// The models with any result, those with most first.
    public List<String> models() {
        Set<String> models = new LinkedHashSet<>(List.of("Tiny Aya Global", "Gemma3-4B", "Qwen3-4B", "Ministral-3-3B"));
        values.values().forEach(byModel -> models.addAll(byModel.keySet()));
        averages.values().forEach(byModel -> models.addAll(byModel.keySet()));
        return List.copyOf(models);
    }

    public OptionalDouble value(Reading reading, String model, Language language) {
        Double value = values.getOrDefault(reading, Map.of()).getOrDefault(model, Map.of()).get(language.code());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// The average over all languages as it is printed.
    public OptionalDouble average(Reading reading, String model) {
        Double value = averages.getOrDefault(reading, Map.of()).get(model);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Whether the paper prints this reading for single languages.
    public boolean isPerLanguage(Reading reading) {
        return values.containsKey(reading);
    }

    /// What a reader must know before comparing, in sentences.
    ///
    /// @param metric of the reading
    public List<String> notes(Reading reading, Metric metric, List<Language> known) {
        List<String> notes = new ArrayList<>();
        switch (reading.benchmark()) {
            case "mdolly" -> notes.add("mdolly: rated by GPT-4.1 and mapped to (mean − 1)/6. The deviations of Table 5 are on the raw scale, times 100; the bars of Figures 5 and 15 are near raw/7.");
            case "marenahard" -> notes.add("marenahard: rated by GPT-4.1. The caption of Table 22 says version 2; the data are version 2.1.");
            case "global-mgsm" -> notes.add("global-mgsm: 35 languages, Hindi among them, which the public data lack. Table 21 prints Shona as sh.");
            case "flores" -> notes.add("flores: chrF is not comparable across target languages. Traditional Chinese is in no mean here. The Regional Merge of Figure 8 does not follow from Table 19.");
            case "global-mmlu" -> notes.add("global-mmlu: only the mean over 42 languages is published, so there is nothing to show for regions and languages.");
            default -> { }
        }
        if (reading.metric().equals("lpr")) {
            notes.add(reading.benchmark() + ", lpr: the columns of Tables 21 to 23 are misaligned in print; what stands here is realigned, and inferred.");
        }
        averages.getOrDefault(reading, Map.of()).forEach((model, average) -> {
            double[] each = known.stream().filter(l -> l.paper().contains(reading.benchmark()) && l.varietyOf().isEmpty())
                    .map(l -> value(reading, model, l)).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray();
            double mean = java.util.Arrays.stream(each).average().orElse(average);
            Printed printed = Printed.of(metric);
            if (Math.abs(printed.value(mean) - printed.value(average)) > 0.35) {
                notes.add("%s: the printed average of %s is %s; its %d languages give %s.".formatted(reading.benchmark(), model,
                        Printed.number(printed.value(average), 1), each.length, Printed.number(printed.value(mean), 1)));
            }
        });
        return notes;
    }
}
