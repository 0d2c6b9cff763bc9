package dev.glossa.harness;

import dev.glossa.harness.Completion.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a model says to fixed prompts, greedily: how a model is known again that nothing else pins, and how one that was
/// exchanged behind its address is noticed.
///
/// Greedy answers of one model differ a little, since a server sums in another order with every batch: near a tie another
/// word comes out, and log-probabilities move by about 0.01 (bfloat16). Another model begins most answers otherwise; another
/// training step or quantization of the same model moves log-probabilities by more than [#TOLERANCE] on average. What is
/// closer than that is not told apart.
///
/// @param answers in the order of the prompts
public record Fingerprint(List<Answer> answers) {
    /// @param tokens with their log-probabilities; none where the server gives none
    public record Answer(String text, List<Token> tokens) {
        public Answer {
            tokens = List.copyOf(tokens);
        }
    }

    /// The mean distance of log-probabilities, in nats, up to which two models may be one.
    static final double TOLERANCE = 0.1;
    /// How many tokens an answer must begin with alike, and how many characters where no tokens are known.
    private static final int TOKENS = 4;
    private static final int CHARACTERS = 12;

    public Fingerprint {
        answers = List.copyOf(answers);
    }

    /// Why another fingerprint is not the same model's; empty where it may be.
    public Optional<String> difference(Fingerprint other) {
        if (answers.size() != other.answers.size()) {
            return Optional.of(answers.size() + " answers, then " + other.answers.size());
        }
        int alike = 0;
        int compared = 0;
        double distance = 0;
        for (int i = 0; i < answers.size(); i++) {
            Answer one = answers.get(i);
            Answer two = other.answers.get(i);
            int common = common(one.tokens(), two.tokens());
            boolean counted = !one.tokens().isEmpty() && !two.tokens().isEmpty();
            alike += counted ? common >= Math.min(TOKENS, Math.min(one.tokens().size(), two.tokens().size())) ? 1 : 0
                    : beginning(one.text()).equals(beginning(two.text())) ? 1 : 0;
            for (int t = 0; t < common; t++) {
                distance += Math.abs(one.tokens().get(t).logProbability() - two.tokens().get(t).logProbability());
                compared++;
            }
        }
        if (2 * alike < answers.size()) {
            return Optional.of("only %d of %d fixed prompts are answered as before".formatted(alike, answers.size()));
        }
        return compared > 0 && distance / compared > TOLERANCE
                ? Optional.of(String.format(Locale.ROOT, "log-probabilities on fixed prompts moved by %.2f on average", distance / compared))
                : Optional.empty();
    }

    private static int common(List<Token> one, List<Token> two) {
        int i = 0;
        while (i < Math.min(one.size(), two.size()) && one.get(i).text().equals(two.get(i).text())) {
            i++;
        }
        return i;
    }

    private static String beginning(String text) {
        return text.codePoints().limit(CHARACTERS).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
