package dev.glossa.harness.backend.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A prompt that a server gave back token by token, with what it thinks of each.
///
/// @param texts          of the tokens; what a server puts before the prompt, such as a beginning-of-text mark, included
/// @param logProbability of each token given those before it; NaN where the server gives none, as for the first
record EchoedPrompt(List<String> texts, double[] logProbability) {
    /// Reads one choice of a reply: parallel lists as OpenAI's completions have them, or a list under `content`.
    static EchoedPrompt of(JsonNode choice) throws Unreadable {
        JsonNode logprobs = choice.path("logprobs");
        List<String> texts = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        if (logprobs.path("content").isArray()) {
            for (JsonNode token : logprobs.get("content")) {
                texts.add(token.path("token").asString(""));
                values.add(token.path("logprob"));
            }
        } else {
            logprobs.path("tokens").forEach(token -> texts.add(token.asString("")));
            logprobs.path("token_logprobs").forEach(values::add);
        }
        if (texts.size() != values.size()) {
            throw new Unreadable("a reply with " + texts.size() + " tokens and " + values.size() + " log-probabilities");
        }
        double[] logProbability = new double[values.size()];
        for (int i = 0; i < logProbability.length; i++) {
            logProbability[i] = values.get(i).isNumber() ? values.get(i).doubleValue() : Double.NaN;
        }
        return new EchoedPrompt(texts, logProbability);
    }

    int size() {
        return texts.size();
    }

    /// Where each token begins in the prompt, and at last where the prompt ends.
    ///
    /// @param first   index of the token that the prompt begins with
    /// @param offsets in `char`s; one more than the prompt has tokens
    record Layout(int first, int[] offsets) {
        /// Index of the token that begins at an offset or holds it. Of several that begin there, the first: a tokenizer may
        /// give the text of a character to its last token and none to those before.
        int at(int offset) {
            int i = 0;
            while (offsets[i] < offset && offsets[i + 1] <= offset) {
                i++;
            }
            return i;
        }
    }

    /// Lays the tokens over the prompt they came from. Tokens before it (beginning of text) and after it (generated) fall
    /// away. Empty when their texts are not the prompt's: where a token is part of a character, or a tokenizer eats spaces.
    Optional<Layout> over(String prompt) {
        for (int first = 0; first < Math.min(3, texts.size()); first++) {
            int[] offsets = new int[texts.size() - first + 1];
            int tokens = 0;
            while (offsets[tokens] < prompt.length() && first + tokens < texts.size()
                    && prompt.startsWith(texts.get(first + tokens), offsets[tokens])) {
                offsets[tokens + 1] = offsets[tokens] + texts.get(first + tokens).length();
                tokens++;
            }
            if (offsets[tokens] == prompt.length()) {
                return Optional.of(new Layout(first, java.util.Arrays.copyOf(offsets, tokens + 1)));
            }
        }
        return Optional.empty();
    }

    /// How many tokens two prompts have in common from their beginning.
    int common(EchoedPrompt other) {
        int i = 0;
        while (i < Math.min(size(), other.size()) && texts.get(i).equals(other.texts.get(i))) {
            i++;
        }
        return i;
    }

    /// The log-likelihood of some of the tokens; empty where one of them has none.
    Optional<Double> sum(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += logProbability[i];
        }
        return from < to && Double.isFinite(sum) ? Optional.of(sum) : Optional.empty();
    }
}
