package dev.glossa.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.reports.Folder;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import dev.glossa.reports.aggregate.Bench.Toy;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    private static final List<String> MODELS = List.of("Tiny Aya Global", "Gemma3-4B", "Qwen3-4B", "Ministral-3-3B", "SmolLM3-3B",
            "a-very-long-checkpoint-name-q4_k_m-step-120000-of-240000.gguf", "Aya Expanse 8B", "checkpoint-900");

    @TempDir
    private Path folder;

    @Test
    void anAggregateHasChartsByRegionWebPresenceAndLanguage() {
        assertThat(Charts.of(planted(MODELS.subList(0, 2), 5))).extracting(Chart::name)
                .containsExactly("mdolly-strict-regions", "mdolly-strict-web-presence", "mdolly-strict-languages");
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "8, 5", "2, 67", "8, 67"})
    void noChartIsWiderThanAPageOrTallerThanASheet(int models, int languages) {
        for (Chart chart : Charts.of(planted(MODELS.subList(0, models), languages))) {
            assertThat(chart.width()).as(chart.name()).isBetween(600, 1300);
            assertThat(chart.height()).as(chart.name()).isBetween(400, 2300);
        }
    }

    @Test
    void manyLanguagesOfManyModelsAreSplitByRegionAndNoneIsLost() {
        List<Chart> charts = Charts.of(planted(MODELS, 67)).stream().filter(c -> c.name().contains("-languages-")).toList();
        assertThat(charts).extracting(Chart::name).containsExactly("mdolly-strict-languages-europe",
                "mdolly-strict-languages-west-asia", "mdolly-strict-languages-south-asia", "mdolly-strict-languages-asia-pacific",
                "mdolly-strict-languages-africa");
        long lines = charts.stream().mapToLong(chart -> chart.data().toString().lines().count() - 1).sum();
        assertThat(lines).isEqualTo(67 * 8);
    }

    @Test
    void sameNumbersMakeTheSameBytes() throws IOException {
        Aggregate aggregate = planted(MODELS.subList(0, 2), 5);
        Map<String, byte[]> once = written(aggregate, folder.resolve("once"));
        Map<String, byte[]> again = written(aggregate, folder.resolve("again"));
        assertThat(once.keySet()).containsExactlyElementsOf(again.keySet()).hasSize(9);
        once.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(again.get(name)));
    }

    @Test
    void whatIsDrawnStandsAsNumbersBesideTheChart() {
        Chart regions = Charts.of(planted(MODELS.subList(0, 1), 5)).getFirst();
        assertThat(regions.data().toString()).startsWith("group,model,value,low,high\nWest Asia,Tiny Aya Global,");
        Chart bins = Charts.of(planted(MODELS.subList(0, 1), 5)).get(1);
        assertThat(bins.data().toString().lines().skip(3).findFirst().orElseThrow())
                .startsWith("bin 4,Tiny Aya Global,").endsWith("," + (743860 + 261138) / 2);
    }

    @Test
    void theAlternativeTextHoldsTheNumbers() {
        assertThat(Charts.of(planted(MODELS.subList(0, 2), 5)).getFirst().alt())
                .startsWith("mdolly: strict by region. strict, %. West Asia: Tiny Aya Global ")
                .containsPattern("Africa: Tiny Aya Global \\d\\d \\(\\d\\d–\\d\\d\\), Gemma3-4B \\d\\d \\(\\d\\d–\\d\\d\\)\\.");
    }

    @Test
    void anSvgIsXmlThatAsksForNothingAndNamesItself() throws Exception {
        for (Chart chart : Charts.of(planted(List.of("<script>alert(1)</script>", "\u202Ereversed\u0000\uD800 & co", "=1+1"), 5))) {
            chart.write(new Folder(folder));
            String svg = Files.readString(folder.resolve(chart.name() + ".svg"));
            assertThat(svg).doesNotContain("DOCTYPE", "href=\"http", "url(http");
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document = factory.newDocumentBuilder().parse(folder.resolve(chart.name() + ".svg").toFile());
            assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.title());
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
            assertThat(chart.alt()).contains("‹U+202E›reversed‹U+0000›");
            assertThat(chart.data().toString()).contains(",'=1+1,");
        }
    }

    @Test
    void aPngHasTwoPixelsForEachOfTheChart() throws IOException {
        Chart chart = Charts.of(planted(MODELS.subList(0, 1), 5)).getFirst();
        chart.write(new Folder(folder));
        var image = ImageIO.read(folder.resolve(chart.name() + ".png").toFile());
        assertThat(image.getWidth()).isEqualTo(2 * chart.width());
        assertThat(image.getHeight()).isEqualTo(2 * chart.height());
    }

    @Test
    void aLanguageIsNamedInItsOwnScriptWhereAFontCanShowIt() {
        Font all = Labels.plain(12);
        Font none = new Font(Font.SANS_SERIF, Font.PLAIN, 12) {
            private static final long serialVersionUID = 1;

            @Override
            public int canDisplayUpTo(String text) {
                return text.codePoints().allMatch(c -> c < 0x250) ? -1 : 0;
            }
        };
        Language khmer = Bench.LANGUAGES.get("km");
        if (all.canDisplayUpTo(khmer.ownName()) == -1) {
            assertThat(Labels.of(khmer, all)).isEqualTo("\u200Eខ្មែរ (km)");
        }
        assertThat(Labels.of(khmer, none)).isEqualTo("\u200EKhmer (km)");
        assertThat(Labels.of(Bench.LANGUAGES.get("fr"), none)).isEqualTo("\u200Efrançais (fr)");
    }

    private static Map<String, byte[]> written(Aggregate aggregate, Path folder) throws IOException {
        Charts.of(aggregate).forEach(chart -> chart.write(new Folder(folder)));
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).collect(Collectors.toMap(f -> f.getFileName().toString(), f -> {
                try {
                    return Files.readAllBytes(f);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, (a, b) -> a, TreeMap::new));
        }
    }

    /// Right and wrong answers, fewer right ones with the model's place in the list and the bin of the language.
    static Aggregate planted(List<String> models, int languages) {
        Bench bench = new Bench(models.toArray(String[]::new)).declare("mdolly", Toy.ACCURACY);
        Random random = new Random(4);
        List<Language> chosen = languages == 5 ? Stream.of("am", "km", "ur", "he", "th").map(Bench.LANGUAGES::get).toList()
                : Bench.LANGUAGES.all().stream().filter(Language::focus).limit(languages).toList();
        for (Language language : chosen) {
            for (int m = 0; m < models.size(); m++) {
                double p = 0.9 - 0.1 * language.bin().orElse(4) - 0.04 * m + 0.1 * random.nextDouble();
                for (int i = 0; i < 60; i++) {
                    bench.add(models.get(m), "mdolly/" + language + "/" + SampleId.row(i), "strict",
                            Score.Scored.mean(random.nextDouble() < p ? 1 : 0, ""));
                }
            }
        }
        return Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1)).getFirst();
    }
}
