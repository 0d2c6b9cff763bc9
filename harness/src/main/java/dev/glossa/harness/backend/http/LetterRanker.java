package dev.glossa.harness.backend.http;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// Weighs option letters by the list of the most likely next tokens, which is all that some servers give.
///
/// It is another measure than a continuation's likelihood, and has a name of its own: in a chat, a token counts for an
/// option whatever white space stands around it, and several such tokens add up; an option that is not on the list has no
/// number, and then the sample has none.
final class LetterRanker implements Ranker {
    /// OpenAI's and vLLM's own limits for chats, and OpenAI's for completions.
    private static final int MOST_IN_CHAT = 20;
    private static final int MOST_IN_TEXT = 5;

    private final Delivery delivery;
    private final Payload payload;

    LetterRanker(Delivery delivery, Payload payload) {
        this.delivery = delivery;
        this.payload = payload;
    }

    @Override
    public Optional<String> mode() {
        return Optional.of("letters");
    }

    @Override
    public Optional<String> refusal(Prompt.Ranking ranking) {
        return Payload.refusal(payload.kind(), ranking.context(), new dev.glossa.harness.Decoding(0, 1, 0, 0, 1, 0, List.of(),
                dev.glossa.harness.Decoding.Format.FREE, true));
    }

    @Override
    public Completion rank(Prompt.Ranking ranking) throws InterruptedException {
        boolean chat = ranking.context() instanceof Prompt.Context.Chat;
        int most = chat ? MOST_IN_CHAT : payload.kind() == ServerKind.OPENAI ? MOST_IN_TEXT : MOST_IN_CHAT;
        return delivery.post(endpoint -> endpoint.at(chat ? "/chat/completions" : "/completions"), payload.likeliest(ranking.context(), most),
                body -> read(Answer.reply(body), ranking.continuations(), chat), Completion.Failed::new);
    }

    private static Completion read(JsonNode reply, List<String> options, boolean chat) throws Unreadable {
        List<Completion.Token> tokens = likeliest(reply.path("choices").path(0).path("logprobs"));
        if (tokens.isEmpty()) {
            return new Completion.Failed("no list of likely tokens in the reply");
        }
        List<Double> values = new ArrayList<>();
        for (String option : options) {
            double mass = 0;
            for (Completion.Token token : tokens) {
                boolean same = chat ? token.text().strip().equals(option.strip()) : token.text().equals(option);
                mass += same ? Math.exp(token.logProbability()) : 0;
            }
            if (mass == 0) {
                return new Completion.Failed("option '" + option + "' is not among the " + tokens.size() + " most likely next tokens");
            }
            values.add(Math.log(mass));
        }
        JsonNode prompt = reply.path("usage").path("prompt_tokens");
        return new Completion.Likelihoods(values, new Usage(prompt.isInt() ? OptionalInt.of(prompt.intValue()) : OptionalInt.empty(), OptionalInt.empty()));
    }

    /// Both forms: a list under `content` in chats, a map in completions.
    private static List<Completion.Token> likeliest(JsonNode logprobs) throws Unreadable {
        List<Completion.Token> tokens = new ArrayList<>();
        for (JsonNode token : logprobs.path("content").path(0).path("top_logprobs")) {
            add(tokens, token.path("token").asString(""), token.path("logprob"));
        }
        if (logprobs.path("top_logprobs").path(0).isObject()) {
            for (var entry : logprobs.path("top_logprobs").get(0).properties()) {
                add(tokens, entry.getKey(), entry.getValue());
            }
        }
        return tokens;
    }

    private static void add(List<Completion.Token> tokens, String text, JsonNode value) throws Unreadable {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new Unreadable("a likely token whose log-probability is " + value);
        }
        tokens.add(new Completion.Token(text, value.doubleValue()));
    }
}
