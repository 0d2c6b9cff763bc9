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

    /// The paper's forms: Figure 8, Figure 15, Figure 16, Figures 6 and 7.
    @Test
    void modelsLieBesideEachOtherInThePapersForms() {
        assertThat(Charts.between(planted(MODELS.subList(0, 3), 67))).extracting(Chart::name).containsExactly("mdolly-strict-span", "mdolly-strict-boxes",
                "mdolly-strict-changes", "mdolly-strict-against-1", "mdolly-strict-against-2");
        assertThat(Charts.between(planted(MODELS.subList(0, 1), 5))).extracting(Chart::name).containsExactly("mdolly-strict-span", "mdolly-strict-boxes");
    }

    @Test
    void everyLanguageStandsOnceInTheDifferencesSortedFromTheBestToTheWorst() {
        Aggregate aggregate = planted(MODELS.subList(0, 2), 67);
        Chart chart = Charts.between(aggregate).getLast();
        List<double[]> rows = chart.data().toString().lines().skip(1).map(line -> line.split(","))
                .map(cells -> new double[] {Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), Double.parseDouble(cells[5])}).toList();
        assertThat(rows).hasSize(67).isSortedAccordingTo(Comparator.comparingDouble(row -> -row[0])).allMatch(row -> row[1] <= row[0] && row[0] <= row[2]);
        double from = aggregate.cell(dev.glossa.reports.aggregate.Group.Kind.LANGUAGE, "km", MODELS.get(0)).orElseThrow().value().orElseThrow();
        double to = aggregate.cell(dev.glossa.reports.aggregate.Group.Kind.LANGUAGE, "km", MODELS.get(1)).orElseThrow().value().orElseThrow();
        double drawn = chart.data().toString().lines().filter(line -> line.startsWith("km,")).map(line -> Double.parseDouble(line.split(",")[3])).findFirst().orElseThrow();
        assertThat(drawn).isCloseTo(100 * (to - from), org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aChangeByWebPresenceIsInPercentOfTheFirstModel() {
        Aggregate aggregate = planted(MODELS.subList(0, 2), 67);
        Chart chart = Charts.between(aggregate).get(2);
        double from = aggregate.cell(dev.glossa.reports.aggregate.Group.Kind.BIN, "5", MODELS.get(0)).orElseThrow().value().orElseThrow();
        double to = aggregate.cell(dev.glossa.reports.aggregate.Group.Kind.BIN, "5", MODELS.get(1)).orElseThrow().value().orElseThrow();
        String last = chart.data().toString().lines().reduce((_, b) -> b).orElseThrow();
        assertThat(last).startsWith(MODELS.get(1) + ",bin 5 ");
        assertThat(Double.parseDouble(last.split(",")[2])).isCloseTo(100 * (to - from) / from, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void severalBenchmarksHaveACompositeByRegionAndAHeatMapForEachModel() {
        Aggregate one = planted("mdolly", MODELS.subList(0, 2), 67);
        Aggregate other = planted("global-mgsm", MODELS.subList(0, 2), 67);
        List<Chart> charts = Charts.across(List.of(one, other));
        assertThat(charts).extracting(Chart::name).containsExactly("all-benchmarks-regions", "all-benchmarks-languages-1", "all-benchmarks-languages-2");
        assertThat(charts.get(1).data().toString().lines()).hasSize(1 + 2 * 67);
        double mean = Stream.of(one, other).mapToDouble(a -> a.cell(dev.glossa.reports.aggregate.Group.Kind.REGION, "Africa", MODELS.get(0)).orElseThrow().value().orElseThrow()).sum() / 2;
        String africa = charts.getFirst().data().toString().lines().filter(line -> line.startsWith("Africa," + MODELS.get(0))).findFirst().orElseThrow();
        assertThat(Double.parseDouble(africa.split(",")[2])).isCloseTo(100 * mean, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Charts.across(List.of(one))).isEmpty();
    }

    /// A chart is passed on without its page.
    @Test
    void aFlaggedJudgeIsNamedOnEveryChartItIsBehind() {
        Bench bench = new Bench("one", "two").declare("mdolly", Toy.ACCURACY).declare("flores", Toy.ACCURACY)
                .flagged((_, language) -> java.util.Optional.of("an empty answer got 0.9").filter(_ -> List.of("km", "am").contains(language.code())));
        for (String model : List.of("one", "two")) {
            for (String language : List.of("am", "km", "ur", "he", "th")) {
                bench.answers(model, "mdolly", language, "strict", "0110101").answers(model, "flores", language.equals("am") ? "fr" : language.equals("km") ? "de" : language, "strict", "1110101");
            }
        }
        List<Aggregate> aggregates = bench.build().tables().stream().map(table -> Aggregate.of(table, Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1)).getFirst()).toList();
        String words = "Caution, mdolly strict: the judge is flagged in am, km";
        List<Chart> charts = Stream.of(Charts.of(aggregates.getFirst()), Charts.between(aggregates.getFirst()), Charts.across(aggregates)).flatMap(List::stream).toList();
        assertThat(charts).hasSizeGreaterThan(6).allSatisfy(chart -> {
            assertThat(chart.alt()).contains(words);
            assertThat(((org.jfree.chart.title.TextTitle) chart.drawing().getSubtitle(0)).getText()).contains("\n" + words);
        });
        assertThat(Charts.of(aggregates.getLast())).isNotEmpty().allSatisfy(chart -> assertThat(chart.alt()).doesNotContain("flagged"));
    }

    @Test
    void chartsOfScoresThatAreOnNoOneScaleSaySoAndCompareNoLanguages() {
        Toy comet = new Toy("comet", dev.glossa.harness.Metric.Scale.RAW, Map.of(), s -> s.get(0) / s.get(1));
        Aggregate raw = planted("wmt24pp", comet, MODELS.subList(0, 2), 67);
        Aggregate other = planted("mdolly", MODELS.subList(0, 2), 67);
        String words = "Caution, wmt24pp comet: scores of different languages are not on one scale; a mean over languages compares models, never languages";
        List<Chart> charts = Stream.of(Charts.of(raw), Charts.between(raw)).flatMap(List::stream).toList();
        assertThat(charts).extracting(Chart::name).containsExactly("wmt24pp-comet-regions", "wmt24pp-comet-web-presence", "wmt24pp-comet-languages",
                "wmt24pp-comet-against-1");
        assertThat(charts).allSatisfy(chart -> {
            assertThat(chart.alt()).contains(words + ".");
            assertThat(((org.jfree.chart.title.TextTitle) chart.drawing().getSubtitle(0)).getText()).contains("\n" + words);
        });
        // No line of web pages beside bars whose heights do not compare.
        assertThat(charts.get(1).data().toString()).startsWith("group,model,value,low,high\n");
        assertThat(Charts.across(List.of(raw, other))).isEmpty();
        assertThat(Charts.across(List.of(raw, other, planted("global-mgsm", MODELS.subList(0, 2), 67)))).hasSize(3)
                .allSatisfy(chart -> assertThat(chart.data().toString() + chart.alt()).doesNotContain("wmt24pp"));
    }

    @Test
    void noAxisOfPercentagesHasATickAbove100() {
        java.awt.Graphics2D g = new java.awt.image.BufferedImage(10, 10, java.awt.image.BufferedImage.TYPE_INT_RGB).createGraphics();
        Ruler ruler = new Ruler("strict, %", 0, 100);
        ruler.setRange(-4, 108);
        List<?> ticks = ruler.refreshTicks(g, new org.jfree.chart.axis.AxisState(), new java.awt.geom.Rectangle2D.Double(0, 0, 40, 800), org.jfree.chart.ui.RectangleEdge.LEFT);
        assertThat(ticks).extracting(tick -> ((org.jfree.chart.axis.ValueTick) tick).getValue()).contains(0.0, 100.0).allMatch(v -> v >= 0 && v <= 100);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "8, 5", "2, 67", "8, 67"})
    void noChartIsWiderThanAPageOrTallerThanASheet(int models, int languages) {
        Aggregate planted = planted(MODELS.subList(0, models), languages);
        for (Chart chart : Stream.of(Charts.of(planted), Charts.between(planted), Charts.across(List.of(planted, planted))).flatMap(List::stream).toList()) {
            assertThat(chart.width()).as(chart.name()).isBetween(450, 1400);
            assertThat(chart.height()).as(chart.name()).isBetween(190, 2300);
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
        return planted("mdolly", models, languages);
    }

    static Aggregate planted(String benchmark, List<String> models, int languages) {
        return planted(benchmark, Toy.ACCURACY, models, languages);
    }

    private static Aggregate planted(String benchmark, Toy metric, List<String> models, int languages) {
        Bench bench = new Bench(models.toArray(String[]::new)).declare(benchmark, metric);
        Random random = new Random(4);
        List<Language> chosen = languages == 5 ? Stream.of("am", "km", "ur", "he", "th").map(Bench.LANGUAGES::get).toList()
                : Bench.LANGUAGES.all().stream().filter(Language::focus).limit(languages).toList();
        for (Language language : chosen) {
            for (int m = 0; m < models.size(); m++) {
                double p = 0.9 - 0.1 * language.bin().orElse(4) - 0.04 * m + 0.1 * random.nextDouble();
                for (int i = 0; i < 60; i++) {
                    bench.add(models.get(m), benchmark + "/" + language + "/" + SampleId.row(i), metric.name(),
                            Score.Scored.mean(random.nextDouble() < p ? 1 : 0, ""));
                }
            }
        }
        return Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1)).getFirst();
    }
}
