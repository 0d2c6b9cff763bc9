package dev.glossa.harness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a backend gave back for one prompt.
public sealed interface Completion {
    /// A generated text.
    ///
    /// @param text      the answer, without the reasoning before it
    /// @param reasoning what the model thought aloud before the answer, where it did
    /// @param tokens    the generated tokens with their log-probabilities, when the decoding asked for them
    record Text(String text, FinishReason finish, Optional<String> reasoning, Usage usage, List<Token> tokens)
            implements Completion {
        public Text {
            tokens = List.copyOf(tokens);
        }

        public Text(String text, FinishReason finish) {
            this(text, finish, Optional.empty(), Usage.UNKNOWN, List.of());
        }
    }

    /// The log-likelihoods (natural logarithm) of a ranking's continuations, in their order.
    record Likelihoods(List<Double> values, Usage usage) implements Completion {
        public Likelihoods {
            values = List.copyOf(values);
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("a log-likelihood of " + value + " cannot be compared");
                }
            }
        }

        public Likelihoods(List<Double> values) {
            this(values, Usage.UNKNOWN);
        }
    }

    /// The model gave no answer. Kept, counted and reported; never scored as a wrong answer.
    record Failed(String reason) implements Completion {}

    /// Why a text ended; the wire name is `stop`, `length` or `filter`.
    enum FinishReason {
        STOP,
        LENGTH,
        FILTER
    }

    /// Tokens read and written; empty where the backend does not say.
    record Usage(OptionalInt promptTokens, OptionalInt completionTokens) {
        public static final Usage UNKNOWN = new Usage(OptionalInt.empty(), OptionalInt.empty());

        public static Usage of(int promptTokens, int completionTokens) {
            return new Usage(OptionalInt.of(promptTokens), OptionalInt.of(completionTokens));
        }
    }

    /// One generated token. The text of a token that ends inside a character holds U+FFFD.
    record Token(String text, double logProbability) {}

    /// Whether the completion was cut off at the token limit.
    default boolean truncated() {
        return this instanceof Text text && text.finish() == FinishReason.LENGTH;
    }
}
