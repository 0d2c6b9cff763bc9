package dev.glossa.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.Probe.Answer;
import dev.glossa.harness.backend.Probe.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParityTest {
    private static final Model SAME = new Model("<s>", true, "one two three four five", -0.5);

    @Test
    void oneModelBehindTwoDoorsIsTheSame() throws InterruptedException {
        List<Finding> findings = Parity.of(SAME, new Model("<s>", true, "one two three four five", -0.51));

        assertThat(findings).hasSize(12).allMatch(finding -> finding.answer() == Answer.YES);
        assertThat(Parity.isBroken(findings)).isFalse();
        assertThat(evidence(findings, "one turn")).isEqualTo("7 tokens, all the same");
        assertThat(evidence(findings, "answer to one turn")).contains("the same text, ended by stop; log-probabilities at most 0.0100 apart");
    }

    @Test
    void aSecondBeginningOfTheTextIsShownWhereItStands() throws InterruptedException {
        List<Finding> findings = Parity.of(SAME, new Model("<s> <s>", true, "one two three four five", -0.5));

        assertThat(Parity.isBroken(findings)).isTrue();
        assertThat(evidence(findings, "one turn")).matches("the first 1 tokens are the same, then .* 'user' .*, there " + Model.id("<s>") + " '<s>' .*");
    }

    @Test
    void theFirstWordThatDiffersIsShownWithItsLogProbability() throws InterruptedException {
        List<Finding> findings = Parity.of(SAME, new Model("<s>", true, "one two three vier", -0.5));

        assertThat(evidence(findings, "answer to scripts")).isEqualTo("3 tokens alike (log-probabilities at most 0.0000 apart), then 'four' (-0.500), there 'vier' (-0.500)");
        assertThat(Parity.isBroken(findings)).isTrue();
    }

    @Test
    void otherWeightsThatSayTheSameAreSeenByTheirLogProbabilities() throws InterruptedException {
        List<Finding> findings = Parity.of(SAME, new Model("<s>", true, "one two three four five", -0.7));

        assertThat(answer(findings, "answer to plain text")).isEqualTo(Answer.NO);
    }

    @Test
    void whereTokensAreNotToldTheirNumberIsComparedAndNothingIsProved() throws InterruptedException {
        assertThat(answer(Parity.of(SAME, new Model("<s>", false, "one two three four five", -0.5)), "one turn")).isEqualTo(Answer.UNCLEAR);
        List<Finding> findings = Parity.of(SAME, new Model("<s> <s>", false, "one two three four five", -0.5));
        assertThat(answer(findings, "one turn")).isEqualTo(Answer.NO);
        assertThat(evidence(findings, "one turn")).isEqualTo("7 tokens, there 8");
    }

    private static Finding find(List<Finding> findings, String ability) {
        return findings.stream().filter(finding -> finding.ability().equals(ability)).findFirst().orElseThrow();
    }

    private static String evidence(List<Finding> findings, String ability) {
        return find(findings, ability).evidence();
    }

    private static Answer answer(List<Finding> findings, String ability) {
        return find(findings, ability).answer();
    }

    /// A model that reads words and always says the same.
    private record Model(String begin, boolean tells, String words, double logProbability) implements Backend {
        static int id(String word) {
            return word.hashCode() & 0xffff;
        }

        private List<PromptToken> read(Prompt.Context context) {
            List<String> words = new ArrayList<>(List.of(begin.split(" ")));
            switch (context) {
                case Prompt.Context.Plain(String text) -> words.addAll(List.of(text.split(" ")));
                case Prompt.Context.Chat(List<Prompt.Message> messages) -> messages.forEach(message -> {
                    words.add(message.role().name().toLowerCase(java.util.Locale.ROOT));
                    words.addAll(List.of(message.content().split(" ")));
                });
            }
            return words.stream().map(word -> new PromptToken(id(word), word)).toList();
        }

        @Override
        public Optional<List<PromptToken>> promptTokens(Prompt.Context context) {
            return tells ? Optional.of(read(context)) : Optional.empty();
        }

        @Override
        public Completion complete(Request request) {
            Decoding decoding = ((Prompt.Generation) request.prompt()).decoding();
            String text = decoding.stop().isEmpty() ? words : words.substring(0, words.indexOf(decoding.stop().getFirst()));
            List<Completion.Token> tokens = Arrays.stream(text.split(" ")).map(word -> new Completion.Token(word, logProbability)).toList();
            return new Text(text, FinishReason.STOP, Optional.empty(), Usage.of(read(request.prompt().context()).size(), tokens.size()), tokens);
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
        public void close() {}
    }
}
