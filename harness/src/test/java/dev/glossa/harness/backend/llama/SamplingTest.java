package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.gguf.TinyModels.Architecture;

/// What temperature, top-k, top-p and min-p leave of the next token's distribution, seen in many draws of one token.
///
/// Every token carries its log-probability under the model itself, so what was drawn can be held against what should be.
class SamplingTest {
    private static final int DRAWS = 1500;
    /// Log-probabilities of one token move less than this with the batch, and those of two are further apart.
    private static final double ALIKE = 2e-5;
    private static final Prompt.Context CONTEXT = Prompt.user("ውሃ የት አለ? 🙂");

    @TempDir
    static Path folder;
    private static TinyBackend tiny;
    /// Log-probabilities of the likeliest tokens, likeliest first.
    private static List<Double> likeliest;

    @BeforeAll
    static void open() {
        tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=16");
        // So hot that each of the kept is drawn about as often.
        likeliest = logProbabilities(draws(new Decoding(100, 1, 40, 0, 1, 0, List.of(), Decoding.Format.FREE, true)));
        assertThat(likeliest).hasSize(40);
        double greedy = tiny.text(CONTEXT, new Decoding(0, 1, 0, 0, 1, 0, List.of(), Decoding.Format.FREE, true)).tokens().getFirst().logProbability();
        assertThat(likeliest.getFirst()).isCloseTo(greedy, Offset.offset(ALIKE));
    }

    @AfterAll
    static void close() {
        if (tiny != null) {
            tiny.close();
        }
    }

    @Test
    void topKKeepsTheLikeliestTokens() {
        for (int k : new int[] {1, 2, 7, 20}) {
            assertLikeliest(k, new Decoding(100, 1, k, 0, 1, 0, List.of(), Decoding.Format.FREE, true));
        }
    }

    @Test
    void minPKeepsWhatIsNotMuchLessLikelyThanTheBest() {
        for (int k : new int[] {3, 15}) {
            // Between the k-th and the next.
            double least = Math.exp((likeliest.get(k - 1) + likeliest.get(k)) / 2 - likeliest.getFirst());
            assertLikeliest(k, new Decoding(100, 1, 0, least, 1, 0, List.of(), Decoding.Format.FREE, true));
        }
    }

    @Test
    void topPKeepsTheFewestTokensThatHoldTheMass() {
        for (int k : new int[] {4, 12}) {
            double before = likeliest.subList(0, k - 1).stream().mapToDouble(Math::exp).sum();
            assertLikeliest(k, new Decoding(100, before + Math.exp(likeliest.get(k - 1)) / 2, 0, 0, 1, 0, List.of(), Decoding.Format.FREE, true));
        }
    }

    /// Of the twenty likeliest, as often as the temperature makes of their probabilities: within five standard errors.
    @Test
    void tokensAreDrawnAsOftenAsTheirProbabilitiesAtThatTemperatureSay() {
        List<Double> kept = likeliest.subList(0, 20);
        for (double temperature : new double[] {0.3, 1, 3}) {
            List<Double> drawn = draws(new Decoding(temperature, 1, kept.size(), 0, 1, 0, List.of(), Decoding.Format.FREE, true));
            double sum = kept.stream().mapToDouble(one -> Math.exp(one / temperature)).sum();
            for (double token : kept) {
                double share = Math.exp(token / temperature) / sum;
                double error = Math.sqrt(share * (1 - share) / DRAWS);
                double seen = drawn.stream().filter(one -> Math.abs(one - token) < ALIKE).count() / (double) DRAWS;
                assertThat(seen).as("%s at temperature %s", token, temperature).isBetween(share - 5 * error - 1.0 / DRAWS, share + 5 * error + 1.0 / DRAWS);
            }
        }
    }

    private static void assertLikeliest(int count, Decoding decoding) {
        List<Double> drawn = logProbabilities(draws(decoding));
        assertThat(drawn).as("%s", decoding).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(drawn.get(i)).as("%s", decoding).isCloseTo(likeliest.get(i), Offset.offset(ALIKE));
        }
    }

    /// Log-probabilities of the first token under seeds 1, 2, …
    private static List<Double> draws(Decoding decoding) {
        List<Prompt> prompts = new ArrayList<>();
        for (long seed = 1; seed <= DRAWS; seed++) {
            prompts.add(new Prompt.Generation(CONTEXT, decoding.withSeed(seed)));
        }
        return tiny.askAll(prompts).stream().map(answer -> ((Completion.Text) answer).tokens().getFirst().logProbability()).toList();
    }

    /// Each token once, likeliest first.
    private static List<Double> logProbabilities(List<Double> drawn) {
        List<Double> tokens = new ArrayList<>();
        for (double one : drawn.stream().sorted(Comparator.reverseOrder()).toList()) {
            if (tokens.isEmpty() || tokens.getLast() - one > ALIKE) {
                tokens.add(one);
            }
        }
        return tokens;
    }
}
