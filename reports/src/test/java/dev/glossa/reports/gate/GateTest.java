package dev.glossa.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import dev.glossa.reports.aggregate.Bench.Toy;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.gate.Verdict.Decision;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GateTest {
    private static final List<String> LANGUAGES = List.of("am", "ha", "ig", "sw", "yo", "km", "th", "ur", "hi", "de", "fr", "pl");
    private static final String RULES = """
            fdr: 0.05
            alpha: 0.05
            max_unscored: 0.02
            rules:
              - {tier: critical, benchmark: mdolly, metric: strict, over: overall, margin: 2.0}
              - {tier: critical, benchmark: mdolly, metric: strict, over: region, margin: 4.0}
              - {tier: critical, benchmark: mdolly, metric: strict, over: language, margin: 6.0}
            """;

    @TempDir
    private Path folder;

    private Policy policy(String yaml) {
        try {
            return Policy.read(Files.writeString(folder.resolve("gate.yaml"), yaml));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Verdict judge(Policy policy, Bench bench) {
        return new Gate(policy, bench.build(), Bench.LANGUAGES, new Aggregate.Options(500, 1, 0.1)).judge(0, 1, List.of());
    }

    /// A base, and a candidate whose chance of a right answer differs by what each language is told. Half of the answers do not change.
    private static Bench planted(long seed, int items, double unscored, ToDoubleFunction<String> shift) {
        Random random = new Random(seed);
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < items; i++) {
            double easiness = 0.5 + 0.3 * random.nextDouble();
            for (String language : LANGUAGES) {
                double draw = random.nextDouble();
                boolean alike = random.nextDouble() < 0.8;
                boolean after = (alike ? draw : random.nextDouble()) < easiness + shift.applyAsDouble(language);
                String sample = "mdolly/" + language + "/" + SampleId.row(i);
                bench.add("base", sample, "strict", Score.Scored.mean(draw < easiness ? 1 : 0, ""));
                bench.add("candidate", sample, "strict", random.nextDouble() < unscored ? new Score.Unparsed("no JSON") : Score.Scored.mean(after ? 1 : 0, ""));
            }
        }
        return bench;
    }

    @Test
    void aCandidateThatLostNothingGoes() {
        Verdict verdict = judge(policy(RULES), planted(1, 400, 0, _ -> 0.0));
        assertThat(verdict.decision()).isEqualTo(Decision.GO);
        assertThat(verdict.decision().exitCode()).isZero();
        assertThat(verdict.findings()).extracting(Finding::status).containsOnly(Status.HOLDS, Status.PASSES);
    }

    @Test
    void aFlaggedJudgeIsNamedAndDecidesNothing() {
        Bench bench = planted(1, 400, 0, _ -> 0.0).flagged((_, language) -> Optional.of("an empty answer got 0.9").filter(_ -> language.code().equals("sw")));
        Verdict verdict = judge(policy(RULES), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.GO);
        assertThat(verdict.cautions()).containsExactly("mdolly strict: the judge is flagged in Swahili (sw): an empty answer got 0.9");
        assertThat(VerdictText.markdown(List.of(verdict), true, SampleTexts.NONE, Optional.empty())).contains("* Caution, mdolly strict: the judge is flagged in Swahili");
        assertThat(VerdictFiles.json(List.of(verdict), SampleTexts.NONE, Optional.empty())).contains("an empty answer got 0.9");
    }

    @Test
    void languagesAskedFromOtherDataAreNotComparedAndNamed() {
        Bench bench = planted(1, 400, 0, _ -> 0.0).data("base", "mdolly", "sw", "one").data("candidate", "mdolly", "sw", "other")
                .data("base", "mdolly", "km", "one").data("candidate", "mdolly", "km", "one");
        Verdict verdict = judge(policy(RULES), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.UNSCORED).isNotEmpty().allSatisfy(f -> {
            assertThat(f.label()).isEqualTo("Swahili (sw)");
            assertThat(f.why()).isEqualTo("not comparable: asked from different data");
        });
        assertThat(verdict.findings()).filteredOn(f -> f.group().equals("overall")).singleElement().satisfies(f -> assertThat(f.why()).isEqualTo("11 languages"));
    }

    @Test
    void aDropSharedByARegionStopsIt() {
        Verdict verdict = judge(policy(RULES), planted(2, 400, 0, l -> List.of("am", "ha", "ig", "sw", "yo").contains(l) ? -0.08 : 0));
        assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
        assertThat(verdict.decision().exitCode()).isEqualTo(3);
        assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.VIOLATED).extracting(Finding::group).contains("Africa").doesNotContain("Europe");
    }

    @Test
    void oneLanguageThatCollapsesVetoesAndShowsWhatToRead() {
        Verdict verdict = judge(policy(RULES), planted(3, 400, 0, l -> l.equals("km") ? -0.3 : 0));
        assertThat(verdict.decision()).isEqualTo(Decision.NO_GO);
        Finding khmer = verdict.findings().stream().filter(f -> f.group().equals("km")).findFirst().orElseThrow();
        assertThat(khmer.status()).isEqualTo(Status.VIOLATED);
        assertThat(khmer.lost()).hasSize(5).allMatch(id -> id.startsWith("mdolly/km/"));
        assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.VIOLATED && f.rule().over().wire().equals("language"))
                .extracting(Finding::group).containsExactly("km");
    }

    @Test
    void tooFewItemsLeaveItOpenAndSayWhatTheyCanSee() {
        Verdict verdict = judge(policy(RULES), planted(4, 20, 0, _ -> 0.0));
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.decision().exitCode()).isEqualTo(4);
        assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.UNDECIDED).isNotEmpty().allSatisfy(f -> assertThat(f.detectable()).isGreaterThan(2));
    }

    @ParameterizedTest
    @CsvSource({"1, INCONCLUSIVE", "100, INCONCLUSIVE", "200, GO"})
    void aCandidateThatChangedNothingGoesOnlyWhereThatManyItemsWouldHaveShownALoss(int items, String decision) {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < items; i++) {
            for (String language : LANGUAGES) {
                for (String model : List.of("base", "candidate")) {
                    bench.add(model, "mdolly/" + language + "/" + SampleId.row(i), "strict", Score.Scored.mean(i % 2, ""));
                }
            }
        }
        Verdict verdict = judge(policy(RULES), bench);
        assertThat(verdict.decision()).hasToString(decision);
        // 1 - 0.05^(1/n), in points.
        assertThat(verdict.findings().getFirst().bound()).isEqualTo(-100 * (1 - Math.pow(0.05, 1.0 / items)), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(verdict.findings().getFirst().detectable()).isGreaterThan(-verdict.findings().getFirst().bound());
    }

    @Test
    void whatOnlyOneWasAskedCountsAmongSamplesWithoutAScore() {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        Random random = new Random(8);
        for (int i = 0; i < 400; i++) {
            for (String language : LANGUAGES) {
                String sample = "mdolly/" + language + "/" + SampleId.row(i);
                bench.add("base", sample, "strict", Score.Scored.mean(random.nextInt(2), ""));
                if (i >= 20) {
                    bench.add("candidate", sample, "strict", Score.Scored.mean(random.nextInt(2), ""));
                }
            }
        }
        Finding overall = judge(policy(RULES), bench).findings().getFirst();
        assertThat(overall.status()).isEqualTo(Status.UNSCORED);
        assertThat(overall.why()).isEqualTo("5.0 % of the samples have no score");
    }

    @Test
    void tooManySamplesWithoutAScoreLeaveItOpen() {
        Verdict verdict = judge(policy(RULES), planted(5, 400, 0.1, _ -> 0.0));
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings().getFirst().status()).isEqualTo(Status.UNSCORED);
        assertThat(verdict.findings().getFirst().why()).matches("1\\d\\.\\d % of the samples of .+ have no score");
    }

    @Test
    void aSupportingRuleTurnsGoIntoInconclusiveAndAnAdvisoryOneOnlySpeaks() {
        for (String tier : List.of("supporting", "advisory")) {
            Policy policy = policy("""
                    rules:
                      - {tier: critical, benchmark: mdolly, metric: strict, over: overall, languages: "am,ha,ig,sw,yo", margin: 3.0}
                      - {tier: %s, benchmark: mdolly, metric: strict, over: region, languages: "de,fr,pl", margin: 3.0}
                    """.formatted(tier));
            Verdict verdict = judge(policy, planted(6, 400, 0, l -> List.of("de", "fr", "pl").contains(l) ? -0.1 : 0));
            assertThat(verdict.findings()).extracting(Finding::status).containsExactly(Status.HOLDS, Status.VIOLATED);
            assertThat(verdict.decision()).isEqualTo(tier.equals("advisory") ? Decision.GO : Decision.INCONCLUSIVE);
        }
    }

    @Test
    void aBenchmarkThatWasNotScoredLeavesItOpen() {
        Verdict verdict = judge(policy("rules: [{tier: critical, benchmark: flores, metric: chrf, over: overall, margin: 1}]"), planted(7, 20, 0, _ -> 0.0));
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings().getFirst().why()).isEqualTo("no run has chrf scores of flores");
    }

    @Test
    void aLanguageThatTheCandidateLacksLeavesItOpen() {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY)
                .answers("base", "mdolly", "am", "strict", "1".repeat(400)).answers("candidate", "mdolly", "am", "strict", "1".repeat(400))
                .answers("base", "mdolly", "km", "strict", "1".repeat(400));
        Verdict verdict = judge(policy("rules: [{tier: critical, benchmark: mdolly, metric: strict, over: overall, margin: 1}]"), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings()).extracting(Finding::group).containsExactly("km", "overall");
    }

    /// What a report would not print in a language is not known there, however many other languages are whole.
    @Test
    void aLanguageThatIsHardlyScoredLeavesItsGroupsOpen() {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        for (String language : Bench.LANGUAGES.select("paper", Optional.of("mdolly")).stream().map(dev.glossa.harness.Language::code).toList()) {
            bench.answers("base", "mdolly", language, "strict", "10".repeat(100))
                    .answers("candidate", "mdolly", language, "strict", language.equals("th") ? "1000" + "u".repeat(196) : "10".repeat(100));
        }
        Verdict verdict = judge(policy("rules: [{tier: critical, benchmark: mdolly, metric: strict, over: overall, margin: 1}]"), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings()).singleElement().satisfies(f -> {
            assertThat(f.status()).isEqualTo(Status.UNSCORED);
            assertThat(f.why()).isEqualTo("98.0 % of the samples of Thai (th) have no score");
        });
    }

    /// A candidate that was killed in its last language: what was not asked is not scored.
    @Test
    void itemsThatOnlyOneModelWasAskedHaveNoScore() {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        for (String language : LANGUAGES) {
            bench.answers("base", "mdolly", language, "strict", "10".repeat(200))
                    .answers("candidate", "mdolly", language, "strict", language.equals("pl") ? "101" : "10".repeat(200));
        }
        Verdict verdict = judge(policy(RULES), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.UNSCORED).extracting(Finding::why)
                .contains("99.3 % of the samples of Polish (pl) have no score", "99.3 % of the samples have no score");
    }

    /// COMET's encoder never saw Yoruba: its answers there are failed by intent, and its values would be in no mean.
    @Test
    void aLanguageInWhichTheMetricIsNotTrustedNeitherHoldsUpNorVetoes() {
        Toy comet = new Toy("comet", dev.glossa.harness.Metric.Scale.RAW, java.util.Map.of(), s -> s.get(0) / s.get(1), java.util.Map.of("yo", "never saw Yoruba"));
        for (String yoruba : List.of("f", "0")) {
            Bench bench = new Bench("base", "candidate").declare("flores", comet);
            for (String language : List.of("sw", "fr", "yo")) {
                bench.answers("base", "flores", language, "comet", (language.equals("yo") && yoruba.equals("f") ? "ff" : "10").repeat(150))
                        .answers("candidate", "flores", language, "comet", (language.equals("yo") ? yoruba + yoruba : "11").repeat(150));
            }
            Verdict verdict = judge(policy("""
                    rules:
                      - {tier: critical, benchmark: flores, metric: comet, over: overall, margin: 1}
                      - {tier: critical, benchmark: flores, metric: comet, over: language, margin: 1}
                    """), bench);
            assertThat(verdict.findings()).extracting(Finding::group).containsExactly("overall", "fr", "sw");
            assertThat(verdict.decision()).isEqualTo(Decision.GO);
        }
    }

    /// A code of FLORES+ that no table holds is a language like another.
    @Test
    void aLanguageThatNoTableHoldsVetoes() {
        for (String selected : List.of("", "languages: all, ")) {
            Bench bench = new Bench("base", "candidate").declare("flores", Toy.POINTS);
            for (String language : List.of("sw", "aar_Latn")) {
                bench.answers("base", "flores", language, "chrf", "1".repeat(300))
                        .answers("candidate", "flores", language, "chrf", language.equals("sw") ? "1".repeat(300) : "0".repeat(300));
            }
            Verdict verdict = judge(policy("""
                    rules:
                      - {tier: critical, benchmark: flores, metric: chrf, over: overall, margin: 1}
                      - {tier: critical, benchmark: flores, metric: chrf, over: language, %smargin: 1}
                    """.formatted(selected)), bench);
            assertThat(verdict.findings()).filteredOn(f -> f.status() == Status.VIOLATED).extracting(Finding::group).containsExactly("aar_Latn");
        }
    }

    /// A model against itself with other luck: at most 5 of 100 nights may cry wolf.
    @Test
    void aModelComparedWithItselfIsSeldomStopped() {
        int stopped = 0;
        for (int night = 0; night < 100; night++) {
            stopped += judge(policy(RULES), planted(100 + night, 100, 0, _ -> 0.0)).decision() == Decision.NO_GO ? 1 : 0;
        }
        assertThat(stopped).isLessThanOrEqualTo(5);
    }

    /// Runs that all differ a little from each other, beyond their items: once that is measured, such a difference stops nobody.
    @Test
    void noiseMeasuredOnRunsOfTheBaseKeepsItFromCryingWolf() {
        int stopped = 0;
        int stoppedWithout = 0;
        for (int night = 0; night < 40; night++) {
            Random random = new Random(night);
            double[] luck = {0, -0.05 * Math.abs(random.nextGaussian()), 0.05 * random.nextGaussian(), 0.05 * random.nextGaussian(), 0.05 * random.nextGaussian()};
            Gate gate = new Gate(policy(RULES), runs(luck, night), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1));
            stoppedWithout += gate.judge(0, 1, List.of()).decision() == Decision.NO_GO ? 1 : 0;
            gate = new Gate(policy(RULES), runs(luck, night), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1));
            stopped += gate.judge(0, 1, List.of(2, 3, 4)).decision() == Decision.NO_GO ? 1 : 0;
        }
        assertThat(stoppedWithout).isGreaterThan(15);
        assertThat(stopped).isLessThan(stoppedWithout / 2);
    }

    /// Runs of one model, each with its own luck in all its answers.
    private static Scores runs(double[] luck, int night) {
        Random random = new Random(1000 + night);
        List<String> models = List.of("base", "candidate", "again", "again too", "again three");
        Bench bench = new Bench(models.toArray(String[]::new)).declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < 200; i++) {
            double easiness = 0.3 + 0.4 * random.nextDouble();
            for (String language : LANGUAGES) {
                for (int m = 0; m < models.size(); m++) {
                    bench.add(models.get(m), "mdolly/" + language + "/" + SampleId.row(i), "strict",
                            Score.Scored.mean(random.nextDouble() < easiness + luck[m] ? 1 : 0, ""));
                }
            }
        }
        return bench.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "fdr: 0.05 | no list \"rules\"; there are [fdr]",
        "rules: [{tier: critcal, benchmark: a, metric: b, over: overall, margin: 1}] | rule 1: 'critcal' is none of [critical, supporting, advisory]",
        "rules: [{tier: critical, benchmark: a, metric: b, ovr: overall, margin: 1}] | rule 1: no key 'ovr'; did you mean 'over'?",
        "rules: [{tier: critical, benchmark: a, metric: b, over: overall}] | rule 1: no \"margin\"",
        "rules: [{tier: critical, benchmark: a, metric: b, over: overall, margin: -1}] | a margin of -1.0 is none",
        "rules: [{tier: critical, benchmark: a, metric: b, over: language, margin: 1}] | no critical rule over overall, region or bin",
        "{alpha: 2, rules: [{tier: critical, benchmark: a, metric: b, over: overall, margin: 1}]} | alpha of 2.0 is none",
        "rules: [ | not YAML",
    })
    void aPolicyThatCannotBeReadSaysWhy(String yaml, String why) {
        assertThatThrownBy(() -> policy(yaml)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder.resolve("gate.yaml") + ": ").hasMessageContaining(why);
    }

    @Test
    void aVerdictIsReadByPeopleBuildServersAndPrograms() throws Exception {
        Verdict verdict = judge(policy(RULES), planted(3, 400, 0, l -> l.equals("km") ? -0.3 : 0));
        List<Verdict> verdicts = List.of(new Verdict("<base>", "a|b\u0000", verdict.decision(), verdict.findings(), verdict.moved(), verdict.cautions()));
        assertThat(VerdictText.markdown(verdicts, true, SampleTexts.NONE, Optional.empty())).startsWith("## NO-GO: a\\|b‹U+0000› against &lt;base&gt;\n")
                .contains("Languages that moved:", "| Khmer (km) | mdolly strict | −", "| Khmer (km) | **violated** | −", "To read in Khmer (km), mdolly strict: 5 lost")
                .containsPattern("This suite cannot see less than \\d+\\.\\d points in ");
        Path file = Files.writeString(folder.resolve("junit.xml"), VerdictFiles.junit(verdicts));
        var suite = (org.w3c.dom.Element) DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo(Integer.toString(verdict.findings().size()));
        assertThat(suite.getAttribute("failures")).isEqualTo(Long.toString(verdict.findings().stream().filter(f -> f.status() == Status.VIOLATED).count()));
        JsonNode json = dev.glossa.harness.io.Json.MAPPER.readTree(VerdictFiles.json(verdicts, SampleTexts.NONE, Optional.empty())).path("verdicts").path(0);
        assertThat(json.path("decision").asString()).isEqualTo("NO-GO");
        assertThat(json.path("moved").path(0).path("language").asString()).isEqualTo("km");
        JsonNode khmer = json.path("findings").valueStream().filter(f -> f.path("group").asString().equals("km")).findFirst().orElseThrow();
        assertThat(khmer.path("sees").asString()).matches("this suite cannot see less than \\d+\\.\\d points in Khmer \\(km\\)");
        assertThat(List.of("p_mcnemar", "p_permutation", "p_bootstrap")).allMatch(p -> khmer.path(p).asDouble(1) < 0.01);
        assertThat(Math.abs(khmer.path("pooled").path("difference").asDouble())).isLessThan(Math.abs(khmer.path("difference").asDouble()));
    }

    /// A model that learns for two checkpoints, and then forgets what it knew of Yoruba.
    @Test
    void severalCheckpointsAreACurveThatSaysWhatTheLastOneForgot() {
        Random random = new Random(8);
        List<String> runs = List.of("base", "step 1", "step 2", "step 3");
        double[] learnt = {0, 0.1, 0.2, 0.2};
        Bench bench = new Bench(runs.toArray(String[]::new)).declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < 300; i++) {
            double easiness = 0.3 + 0.3 * random.nextDouble();
            for (String language : LANGUAGES) {
                double draw = random.nextDouble();
                for (int r = 0; r < 4; r++) {
                    double p = easiness + learnt[r] - (r == 3 && language.equals("yo") ? 0.25 : 0);
                    bench.add(runs.get(r), "mdolly/" + language + "/" + SampleId.row(i), "strict", Score.Scored.mean(draw < p ? 1 : 0, ""));
                }
            }
        }
        Sweep sweep = Sweep.of(bench.build(), List.of(0, 1, 2, 3), Bench.LANGUAGES, new Aggregate.Options(300, 1, 0.1));
        Sweep.Line yoruba = sweep.lines().stream().filter(l -> l.group().name().equals("yo")).findFirst().orElseThrow();
        assertThat(yoruba.best()).isEqualTo(2);
        assertThat(yoruba.forgotten().orElseThrow().interval().holds(-25)).isTrue();
        assertThat(yoruba.forgotten().orElseThrow().interval().high()).isNegative();
        assertThat(yoruba.change().orElseThrow().interval().holds(-5)).isTrue();
        assertThat(sweep.lines().stream().filter(l -> l.group().name().equals("sw")).findFirst().orElseThrow().change().orElseThrow().interval().holds(20)).isTrue();
        assertThat(sweep.csv().lines().filter(l -> l.contains(",yo,"))).singleElement().asString().contains(",step 2,-2");
        String text = VerdictText.markdown(List.of(), false, SampleTexts.NONE, Optional.of(sweep));
        assertThat(text).contains("## 4 checkpoints").containsPattern("\\| Yoruba \\(yo\\) \\| \\d\\d\\.\\d \\|.* \\| step 2 \\| −2\\d\\.\\d \\(");
        assertThat(dev.glossa.reports.chart.Curves.of(sweep.aggregates().getFirst(), runs)).extracting(dev.glossa.reports.chart.Chart::name)
                .containsExactly("mdolly-strict-curve", "mdolly-strict-curve-languages");
    }

    /// Every item moved the same way, so that nothing is known of the error; two items are no evidence all the same.
    @Test
    void twoItemsThatBothGotWorseStopNobody() {
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY)
                .answers("base", "mdolly", "am", "strict", "11").answers("candidate", "mdolly", "am", "strict", "00");
        Verdict verdict = judge(policy("rules: [{tier: critical, benchmark: mdolly, metric: strict, over: overall, margin: 1}]"), bench);
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.findings().getFirst().p()).isEqualTo(0.5);
    }

    /// Four askings of every sample halve the noise between runs; the gate then needs less.
    @Test
    void repeatsOfBothModelsMakeAnInterval() {
        Random random = new Random(9);
        double[][] luck = new double[2][4];
        Bench bench = new Bench("base", "candidate").declare("mdolly", Toy.ACCURACY);
        for (double[] runs : luck) {
            for (int k = 0; k < 4; k++) {
                runs[k] = 0.06 * random.nextGaussian();
            }
        }
        for (int i = 0; i < 300; i++) {
            for (String language : LANGUAGES) {
                for (int m = 0; m < 2; m++) {
                    for (int k = 0; k < 4; k++) {
                        bench.add(m == 0 ? "base" : "candidate", "mdolly/" + language + "/" + SampleId.row(i), k, "strict",
                                Score.Scored.mean(random.nextDouble() < 0.5 + luck[m][k] ? 1 : 0, ""), false, java.util.Map.of());
                    }
                }
            }
        }
        Finding overall = judge(policy(RULES), bench).findings().getFirst();
        // Two means over four runs that differ by 6 points each: 6 * sqrt(2 / 4) = 4.2 points, beside 0.8 of the items.
        assertThat(overall.difference().orElseThrow().error()).isBetween(1.5, 8.0);
    }
}
