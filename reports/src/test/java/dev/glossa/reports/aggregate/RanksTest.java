package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {
    private static final Aggregate.Options FAST = new Aggregate.Options(400, 1, 0.1);

    private static Aggregate headline(Bench bench, Optional<List<Language>> eligible) {
        return headline(bench.table(), eligible);
    }

    private static Aggregate headline(Table table, Optional<List<Language>> eligible) {
        return Aggregate.of(table, Bench.LANGUAGES, FAST, eligible).getFirst();
    }

    private static Map<String, Ranks.Range> overall(Aggregate aggregate) {
        return aggregate.ranks().get(aggregate.groups().getFirst());
    }

    @Test
    void modelsApartAreRankedAndModelsAlikeAreTied() {
        Bench bench = new Bench("good", "twin", "bad").declare("toy", Bench.Toy.ACCURACY);
        String half = "1010110100".repeat(10);
        bench.answers("good", "toy", "am", "strict", half.replace("0", "1").replaceFirst("1", "0"));
        bench.answers("twin", "toy", "am", "strict", half.replace("0", "1").replaceFirst("11", "10"));
        bench.answers("bad", "toy", "am", "strict", half);
        assertThat(overall(headline(bench, Optional.empty()))).isEqualTo(
                Map.of("good", new Ranks.Range(1, 2), "twin", new Ranks.Range(1, 2), "bad", new Ranks.Range(3, 3)));
    }

    @Test
    void threeItemsTellNoModelFromAnother() {
        Bench bench = new Bench("a", "b").declare("toy", Bench.Toy.ACCURACY);
        bench.answers("a", "toy", "km", "strict", "111");
        bench.answers("b", "toy", "km", "strict", "000");
        assertThat(overall(headline(bench, Optional.empty()))).containsEntry("a", new Ranks.Range(1, 2)).containsEntry("b", new Ranks.Range(1, 2));
    }

    @Test
    void aModelThatLacksAnEligibleLanguageHasTheMeanOfTheOthersAndNoRank() {
        Bench bench = new Bench("whole", "part").declare("toy", Bench.Toy.ACCURACY);
        bench.answers("whole", "toy", "am", "strict", "11110000").answers("whole", "toy", "ur", "strict", "10000000");
        bench.answers("part", "toy", "am", "strict", "11110000");
        Table table = bench.table();
        Aggregate fixed = headline(table, Optional.of(List.of(Bench.LANGUAGES.get("am"), Bench.LANGUAGES.get("ur"))));
        Cell part = fixed.cell(Group.Kind.OVERALL, Group.HEADLINE, "part").orElseThrow();
        assertThat(part.languages()).isEqualTo(1);
        assertThat(part.group().languages()).hasSize(2);
        assertThat(part.value()).hasValue(0.5);
        assertThat(overall(fixed)).containsOnlyKeys("whole");
        // Over the languages that both have, as reports do it, both are whole.
        assertThat(overall(headline(table, Optional.empty()))).containsOnlyKeys("whole", "part");
    }

    @Test
    void anEligibleLanguageThatNobodyHasLeavesNobodyWhole() {
        Bench bench = new Bench("a").declare("toy", Bench.Toy.ACCURACY).answers("a", "toy", "am", "strict", "110011001");
        Aggregate fixed = headline(bench, Optional.of(List.of(Bench.LANGUAGES.get("am"), Bench.LANGUAGES.get("lo"))));
        assertThat(fixed.cell(Group.Kind.OVERALL, Group.HEADLINE, "a").orElseThrow().languages()).isEqualTo(1);
        assertThat(overall(fixed)).isEmpty();
    }

    /// In 200 worlds of five models that are all alike, some model is wrongly ranked above another in about 5 of 100.
    @Test
    void alikeModelsAreRarelyToldApart() {
        int wrong = 0;
        Random random = new Random(7);
        for (int world = 0; world < 200; world++) {
            Bench bench = new Bench("a", "b", "c", "d", "e").declare("toy", Bench.Toy.ACCURACY);
            for (int i = 1; i <= 80; i++) {
                double p = random.nextDouble();
                for (String model : List.of("a", "b", "c", "d", "e")) {
                    bench.add(model, "toy/th/" + dev.glossa.harness.SampleId.row(i), "strict", Score.Scored.mean(random.nextDouble() < p ? 1 : 0, ""));
                }
            }
            wrong += overall(headline(bench, Optional.empty())).values().stream().anyMatch(r -> !r.equals(new Ranks.Range(1, 5))) ? 1 : 0;
        }
        assertThat(wrong).isBetween(2, 20);
    }
}
