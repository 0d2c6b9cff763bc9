package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.harness.gguf.TinyModels.Architecture;

/// How far answers depend on what else is in the batch (docs/serving.md, "The embedded engine").
///
/// Scores are sums, and a batch of other rows takes them in another order. The log-probability of a token moves by so much, and
/// a greedy answer departs from the one given alone only where its two candidates are that close to each other.
class BatchDriftTest {
    private static final int PROMPTS = 48;
    private static final int GENERATED = 96;
    private static final TinyModels.Size ENDLESS = new TinyModels.Size(4, 64, 4, 2, 128, 0, false);

    @TempDir
    static Path folder;

    @BeforeAll
    static void installed() {
        TinyBackend.library();
    }

    /// @param each the most that the log-probability of one token may move, in nats
    /// @param sums the most that the log-likelihood of a continuation of up to 27 tokens may
    @ParameterizedTest
    @CsvSource({"LLAMA, f32, 2e-5, 2e-5", "COHERE2, f32, 2e-5, 2e-5", "LLAMA, f16, 2e-2, 5e-2", "COHERE2, f16, 2e-2, 5e-2"})
    void scoresMoveByLittleAndAnAnswerDepartsOnlyWhereTwoTokensAreThatClose(Architecture architecture, String cache, double each, double sums) {
        Path model = TinyModels.write(folder.resolve(architecture + "-endless.gguf"), architecture, 7, ENDLESS);
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < PROMPTS; i++) {
            Prompt.Context context = new Prompt.Context.Plain("የጋራ መግቢያ ".repeat(i % 5) + "ጥያቄ " + i + " 水 ".repeat(i * 7 % 20) + "?");
            prompts.add(new Prompt.Generation(context, new Decoding(0, 1, 0, 0, GENERATED, 0, List.of(), Decoding.Format.FREE, true)));
            prompts.add(new Prompt.Ranking(context, List.of(" A", " B", " ሰላም", " " + "ሁ".repeat(1 + i % 9))));
        }
        List<Completion> alone;
        try (TinyBackend one = TinyBackend.open(model, "parallel=1&cache=" + cache)) {
            alone = prompts.stream().map(one::ask).toList();
        }
        List<Completion> together;
        try (TinyBackend many = TinyBackend.open(model, "parallel=16&cache=" + cache)) {
            together = many.askAll(prompts);
        }
        double token = 0;
        double sum = 0;
        int compared = 0;
        int departed = 0;
        for (int i = 0; i < prompts.size(); i++) {
            switch (alone.get(i)) {
                case Completion.Text here -> {
                    List<Completion.Token> there = ((Completion.Text) together.get(i)).tokens();
                    boolean alike = true;
                    for (int at = 0; alike && at < Math.min(here.tokens().size(), there.size()); at++) {
                        // Where other tokens were chosen, each was the likeliest on its own side: they are apart by no more than scores move.
                        token = Math.max(token, Math.abs(here.tokens().get(at).logProbability() - there.get(at).logProbability()));
                        alike = here.tokens().get(at).text().equals(there.get(at).text());
                        compared++;
                    }
                    departed += alike && there.size() == here.tokens().size() ? 0 : 1;
                }
                case Completion.Likelihoods here -> {
                    List<Double> there = ((Completion.Likelihoods) together.get(i)).values();
                    for (int k = 0; k < there.size(); k++) {
                        sum = Math.max(sum, Math.abs(here.values().get(k) - there.get(k)));
                    }
                }
                case Completion.Failed failed -> throw new AssertionError(failed.reason());
            }
        }
        System.out.printf(Locale.ROOT, "%s %s: %d tokens, moved by at most %.2g; continuations by at most %.2g; %d of %d answers departed%n",
                architecture, cache, compared, token, sum, departed, PROMPTS);
        assertThat(compared).isGreaterThan(1000);
        assertThat(token).isLessThan(each);
        assertThat(sum).isLessThan(sums);
        assertThat(departed).isLessThanOrEqualTo(cache.equals("f32") ? 0 : PROMPTS / 4);
    }
}
