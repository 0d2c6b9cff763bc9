package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplePlanTest {
    /// Two right in four: a variance of 1/3. (1.96 + 0.84)^2 · 2/3 / 0.1^2 = 523.3.
    @Test
    void whatIsNeededIsTheTextbooksNumber() {
        SamplePlan plan = plan(new int[][] {{1, 0, 1, 0}}, new int[][] {}, OptionalInt.empty(), 10);
        assertThat(plan.paired()).isFalse();
        assertThat(plan.lines()).singleElement().satisfies(line -> {
            assertThat(line.deviation().orElseThrow()).isCloseTo(Math.sqrt(1 / 3.0), org.assertj.core.data.Offset.offset(1e-12));
            assertThat(line.needed()).isEqualTo(OptionalLong.of(524));
        });
    }

    @Test
    void modelsThatAgreeOnMostItemsNeedFewer() {
        int[][] one = {{1, 0, 1, 0, 1, 0, 1, 0}};
        int[][] other = {{1, 0, 1, 0, 1, 0, 1, 1}};
        long paired = plan(one, other, OptionalInt.of(1), 10).lines().getFirst().needed().orElseThrow();
        long alone = plan(one, other, OptionalInt.empty(), 10).lines().getFirst().needed().orElseThrow();
        assertThat(paired).isLessThan(alone / 3);
    }

    @Test
    void aMeanOverLanguagesComesFirstAndNeedsFewerPromptsWhereLanguagesErrApart() {
        Random random = new Random(1);
        int[][] values = new int[3][200];
        for (int[] language : values) {
            for (int i = 0; i < language.length; i++) {
                language[i] = random.nextInt(2);
            }
        }
        SamplePlan plan = plan(values, new int[][] {}, OptionalInt.empty(), 5);
        assertThat(plan.lines()).hasSize(4);
        assertThat(plan.lines().getFirst().language()).isEmpty();
        assertThat((double) plan.lines().getFirst().needed().orElseThrow() / plan.lines().get(1).needed().orElseThrow()).isBetween(0.25, 0.42);
    }

    @Test
    void itemsThatAreAllAlikeOrTooFewTellNothing() {
        assertThat(plan(new int[][] {{1, 1, 1}}, new int[][] {}, OptionalInt.empty(), 10).lines().getFirst().needed()).isEmpty();
        assertThat(plan(new int[][] {{1}}, new int[][] {}, OptionalInt.empty(), 10).lines().getFirst().needed()).isEmpty();
        assertThatThrownBy(() -> plan(new int[][] {{1, 0}}, new int[][] {}, OptionalInt.empty(), 0)).hasMessageContaining("such as 2");
    }

    /// The number planned for shows the difference as often as it promises.
    @Test
    void thePlannedNumberHasThePromisedPower() {
        double p = 0.5;
        double difference = 0.1;
        int needed = (int) Math.ceil(Math.pow(1.959964 + 0.841621, 2) * 2 * p * (1 - p) / (difference * difference));
        Random random = new Random(7);
        int seen = 0;
        int worlds = 2_000;
        for (int world = 0; world < worlds; world++) {
            double a = 0;
            double b = 0;
            for (int i = 0; i < needed; i++) {
                a += random.nextDouble() < p ? 1 : 0;
                b += random.nextDouble() < p - difference ? 1 : 0;
            }
            double error = Math.sqrt((a / needed * (1 - a / needed) + b / needed * (1 - b / needed)) / needed);
            seen += Math.abs(a - b) / needed > 1.959964 * error ? 1 : 0;
        }
        assertThat((double) seen / worlds).isBetween(0.77, 0.84);
        int[][] measured = new int[1][20_000];
        for (int i = 0; i < measured[0].length; i++) {
            measured[0][i] = random.nextInt(2);
        }
        assertThat(plan(measured, new int[][] {}, OptionalInt.empty(), 10).lines().getFirst().needed().orElseThrow()).isBetween(needed - 3L, needed + 3L);
    }

    private static SamplePlan plan(int[][] first, int[][] second, OptionalInt against, double points) {
        List<String> codes = List.of("am", "km", "ur");
        Scores.Builder builder = new Scores.Builder(List.of("one", "other"), Bench.LANGUAGES);
        builder.declare("global-mgsm", Bench.Toy.ACCURACY, List.of());
        int[][][] models = {first, second};
        for (int m = 0; m < 2; m++) {
            for (int l = 0; l < models[m].length; l++) {
                for (int i = 0; i < models[m][l].length; i++) {
                    builder.add(m, new SampleId("global-mgsm", codes.get(l), SampleId.row(i + 1)), 0, "strict", Score.Scored.mean(models[m][l][i], ""), false, Map.of(), "S");
                }
            }
        }
        return SamplePlan.of(builder.build(), 0, against, points, 0.8).getFirst();
    }
}
