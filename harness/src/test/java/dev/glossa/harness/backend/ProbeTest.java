package dev.glossa.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Decoding.Format;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.Probe.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void aModelThatCanEverythingIsSeenToDoSo() throws InterruptedException {
        Probe probe = Probe.of(new Model(true));

        assertThat(answers(probe)).containsAllEntriesOf(Map.of("chat", Answer.YES, "plain text", Answer.YES, "ranking", Answer.YES, "token limit", Answer.YES,
                "greedy repeats itself", Answer.YES, "seed", Answer.YES, "stop strings", Answer.YES, "JSON schema", Answer.YES, "grammar", Answer.YES));
        assertThat(answers(probe)).containsAllEntriesOf(Map.of("log-probabilities of an answer", Answer.YES, "token counts", Answer.YES,
                "reasoning apart", Answer.UNCLEAR, "tokenizer", Answer.YES, "eight stop strings", Answer.YES));
    }

    @Test
    void aModelThatAcceptsEverythingAndObeysNothingIsSeenThrough() throws InterruptedException {
        Probe probe = Probe.of(new Model(false));

        assertThat(answers(probe)).containsAllEntriesOf(Map.of("chat", Answer.YES, "plain text", Answer.NO, "ranking", Answer.NO, "token limit", Answer.NO,
                "greedy repeats itself", Answer.NO, "seed", Answer.NO, "JSON schema", Answer.NO, "grammar", Answer.NO,
                "log-probabilities of an answer", Answer.NO, "tokenizer", Answer.NO));
        assertThat(probe.findings()).filteredOn(finding -> finding.ability().equals("ranking")).extracting(Probe.Finding::evidence).containsExactly("cannot rank");
    }

    private static Map<String, Answer> answers(Probe probe) {
        return probe.findings().stream().collect(Collectors.toMap(Probe.Finding::ability, Probe.Finding::answer));
    }

    /// A model that obeys, or one that says whatever it says.
    private static final class Model implements Backend {
        private final boolean obeys;
        private int said;

        Model(boolean obeys) {
            this.obeys = obeys;
        }

        @Override
        public Identity identity() {
            return new Identity("model", Optional.empty(), Map.of());
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public Optional<String> refusal(Prompt prompt) {
            boolean refused = !obeys && (prompt instanceof Prompt.Ranking || prompt.context() instanceof Prompt.Context.Plain);
            return refused ? Optional.of(prompt instanceof Prompt.Ranking ? "cannot rank" : "chats only") : Optional.empty();
        }

        @Override
        public Completion complete(Request request) {
            return switch (request.prompt()) {
                case Prompt.Ranking ranking -> new Completion.Likelihoods(ranking.continuations().stream().map(text -> -(double) text.length()).toList());
                case Prompt.Generation(Prompt.Context _, Decoding decoding) -> obeys ? obeyed(decoding) : new Text(
                        "I said one two three four times: " + said++, FinishReason.STOP, Optional.empty(), Usage.UNKNOWN, List.of());
            };
        }

        private static Completion obeyed(Decoding decoding) {
            if (decoding.format() instanceof Format.JsonSchema) {
                return new Text("{\"score\": 5}", FinishReason.STOP);
            }
            if (decoding.format() instanceof Format.Grammar) {
                return new Text("no", FinishReason.STOP);
            }
            String words = decoding.isGreedy() ? "one two three four five six seven" : "Seed " + decoding.seed();
            for (String stop : decoding.stop()) {
                words = words.contains(stop) ? words.substring(0, words.indexOf(stop)) : words;
            }
            List<String> tokens = Arrays.stream(words.strip().split(" ")).limit(decoding.maxTokens()).toList();
            return new Text(String.join(" ", tokens), tokens.size() == decoding.maxTokens() ? FinishReason.LENGTH : FinishReason.STOP, Optional.empty(),
                    Usage.of(9, tokens.size()), decoding.logProbability() ? tokens.stream().map(token -> new Completion.Token(token, -0.5)).toList() : List.of());
        }

        @Override
        public OptionalInt countTokens(String text) {
            return obeys ? OptionalInt.of(2) : OptionalInt.empty();
        }

        @Override
        public void close() {}
    }
}
