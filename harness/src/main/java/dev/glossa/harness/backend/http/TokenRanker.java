package dev.glossa.harness.backend.http;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Prompt;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Weighs continuations of one token each by asking for exactly these tokens as the next one: one request and one reading
/// of the context, where [EchoRanker] takes one for each. The numbers are the same, for a continuation of one token has no
/// other likelihood (vLLM's `logprob_token_ids`, SGLang's `token_ids_logprob`).
final class TokenRanker implements Ranker {
    /// Whether a continuation is one token depends on the text right before it; tokenizers look no further back than this.
    private static final int NEAR = 12;
    private static final int REMEMBERED = 10_000;

    private final Delivery delivery;
    private final Payload payload;
    private final Tokenizer tokenizer;
    private final boolean proved;
    /// By the end of the context and the continuation; -1 where it is not one token.
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    private TokenRanker(Delivery delivery, Payload payload, boolean proved) {
        this.delivery = delivery;
        this.payload = payload;
        this.tokenizer = new Tokenizer(delivery, payload);
        this.proved = proved;
    }

    /// @param ranker   empty where the server does not give the log-probabilities of named tokens
    /// @param evidence what was seen, or why not
    record Proof(Optional<TokenRanker> ranker, String evidence) {}

    static Proof prove(Delivery delivery, Payload payload) throws InterruptedException {
        if (!payload.kind().has(ServerKind.Trait.NEXT_TOKENS)) {
            return new Proof(Optional.empty(), "servers of its kind do not give the log-probabilities of named tokens");
        }
        TokenRanker trial = new TokenRanker(delivery, payload, false);
        return switch (trial.rank(new Prompt.Ranking(new Prompt.Context.Plain("one two three\none two three\nAnswer:"), List.of(" A", " B")))) {
            case Completion.Likelihoods(List<Double> values, Usage _) when !values.getFirst().equals(values.getLast()) ->
                    new Proof(Optional.of(new TokenRanker(delivery, payload, true)), "two named tokens came back with their log-probabilities");
            case Completion.Failed(String reason) -> new Proof(Optional.empty(), reason);
            case Completion _ -> new Proof(Optional.empty(), "it gives different tokens the same log-probability");
        };
    }

    @Override
    public Optional<String> mode() {
        return Optional.of("tokens");
    }

    @Override
    public Optional<String> refusal(Prompt.Ranking ranking) throws InterruptedException {
        if (!(ranking.context() instanceof Prompt.Context.Plain(String context))) {
            return Optional.of("weighs continuations of a plain text, not of a chat");
        }
        for (String continuation : ranking.continuations()) {
            if (id(context, continuation) < 0) {
                return Optional.of("weighs continuations of one token, and '" + continuation + "' is not one");
            }
        }
        return Optional.empty();
    }

    @Override
    public Completion rank(Prompt.Ranking ranking) throws InterruptedException {
        Optional<String> refusal = refusal(ranking);
        if (refusal.isPresent() || !(ranking.context() instanceof Prompt.Context.Plain(String context))) {
            return new Completion.Failed(refusal.orElse(""));
        }
        int[] ids = new int[ranking.continuations().size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(context, ranking.continuations().get(i));
        }
        boolean sglang = payload.kind() == ServerKind.SGLANG;
        Function<Endpoint, URI> page = endpoint -> sglang ? endpoint.atRoot("/generate") : endpoint.at("/completions");
        byte[] request = payload.nextTokens(context, ids);
        Delivery.Reader<Completion> reader = body -> sglang ? sglang(Answer.reply(body), ids) : vllm(Answer.reply(body), ids);
        return proved ? delivery.post(page, request, reader, Completion.Failed::new) : delivery.tried(page, request, reader, Completion.Failed::new);
    }

    private int id(String context, String continuation) throws InterruptedException {
        String near = context.substring(Math.max(0, context.length() - NEAR)) + '\0' + continuation;
        Integer id = known.get(near);
        if (id == null) {
            int[] before = tokenizer.tokens(context, true).orElse(new int[0]);
            int[] after = tokenizer.tokens(context + continuation, true).orElse(new int[0]);
            boolean one = after.length == before.length + 1 && Arrays.equals(before, Arrays.copyOf(after, before.length));
            id = one ? after[before.length] : -1;
            if (known.size() < REMEMBERED) {
                known.put(near, id);
            }
        }
        return id;
    }

    private static Completion vllm(JsonNode reply, int[] ids) {
        JsonNode top = reply.path("choices").path(0).path("logprobs").path("top_logprobs").path(0);
        List<Double> values = new ArrayList<>();
        for (int id : ids) {
            JsonNode value = top.path("token_id:" + id);
            if (!usable(value)) {
                return missing(id);
            }
            values.add(value.doubleValue());
        }
        return new Completion.Likelihoods(values, usage(reply.path("usage").path("prompt_tokens")));
    }

    private static Completion sglang(JsonNode reply, int[] ids) {
        List<Double> values = new ArrayList<>();
        for (int id : ids) {
            JsonNode found = null;
            for (JsonNode triple : reply.path("meta_info").path("output_token_ids_logprobs").path(0)) {
                found = triple.path(1).asInt(-1) == id ? triple.path(0) : found;
            }
            if (found == null || !usable(found)) {
                return missing(id);
            }
            values.add(found.doubleValue());
        }
        return new Completion.Likelihoods(values, usage(reply.path("meta_info").path("prompt_tokens")));
    }

    private static boolean usable(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }

    private static Completion missing(int id) {
        return new Completion.Failed("no log-probability for token " + id + ", which was asked for");
    }

    private static Usage usage(JsonNode tokens) {
        return new Usage(tokens.isInt() ? OptionalInt.of(tokens.intValue()) : OptionalInt.empty(), OptionalInt.empty());
    }
}
