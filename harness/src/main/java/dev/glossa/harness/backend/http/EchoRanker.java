package dev.glossa.harness.backend.http;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.backend.http.EchoedPrompt.Layout;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Weighs continuations by the log-probabilities of a prompt's own tokens, which completions with `echo` give back on some
/// servers. Others accept the same request and give back generated tokens only, so that nothing is weighed before
/// [#prove] has seen a prompt come back.
///
/// A continuation's tokens are those that no other continuation shares from the context on: where a token lies across the
/// border, all continuations are weighed from where it begins, so that each is weighed over the same text.
final class EchoRanker implements Ranker {
    private static final String LIKELY = "one two three one two three one two three one two";
    private static final String UNLIKELY = "one two three one two three one two three lake seven";

    private static final Function<Endpoint, URI> COMPLETIONS = endpoint -> endpoint.at("/completions");

    private final Delivery delivery;
    private final Payload payload;
    private final int newTokens;
    private final boolean lists;
    private final boolean proved;
    /// Whether tokens' texts were once seen not to be the prompt's; from then on tokens are counted, with the context's beside.
    private volatile boolean counts;

    /// @param newTokens how many tokens have to be generated along
    /// @param lists     whether one request can hold several prompts
    /// @param proved    whether a refusal now says something about a prompt, not about the server
    private EchoRanker(Delivery delivery, Payload payload, int newTokens, boolean lists, boolean proved) {
        this.delivery = delivery;
        this.payload = payload;
        this.newTokens = newTokens;
        this.lists = lists;
        this.proved = proved;
    }

    private sealed interface Echoes {
        record Some(List<EchoedPrompt> prompts, Usage usage) implements Echoes {}

        record None(String reason) implements Echoes {}
    }

    /// What [#prove] found.
    ///
    /// @param ranker   empty where a prompt's log-probabilities do not come back
    /// @param evidence what was seen, or why not
    record Proof(Optional<EchoRanker> ranker, String evidence) {}

    static Proof prove(Delivery delivery, Payload payload) throws InterruptedException {
        String reason = "";
        for (int newTokens = 0; newTokens <= 1; newTokens++) {
            EchoRanker single = new EchoRanker(delivery, payload, newTokens, false, false);
            switch (single.echo(List.of(LIKELY))) {
                case Echoes.None(String why) -> reason = reason.isEmpty() ? why : reason;
                case Echoes.Some(List<EchoedPrompt> likely, Usage _) -> {
                    Optional<String> flaw = flaw(likely.getFirst());
                    if (flaw.isPresent()) {
                        reason = flaw.get();
                    } else if (single.echo(List.of(UNLIKELY)) instanceof Echoes.Some(List<EchoedPrompt> unlikely, Usage _)) {
                        if (likely.getFirst().sum(1, likely.getFirst().size()).equals(unlikely.getFirst().sum(1, unlikely.getFirst().size()))) {
                            return new Proof(Optional.empty(), "it gives other prompts the same log-probabilities");
                        }
                        EchoRanker both = new EchoRanker(delivery, payload, newTokens, true, false);
                        boolean lists = both.echo(List.of(LIKELY, UNLIKELY)) instanceof Echoes.Some(List<EchoedPrompt> two, Usage _)
                                && two.getFirst().texts().equals(likely.getFirst().texts()) && two.getLast().texts().equals(unlikely.getFirst().texts());
                        return new Proof(Optional.of(new EchoRanker(delivery, payload, newTokens, lists, true)), "%d tokens of a prompt came back with their log-probabilities"
                                .formatted(likely.getFirst().size()) + (lists ? ", several prompts in one request" : ""));
                    }
                }
            }
        }
        return new Proof(Optional.empty(), reason);
    }

    /// Why an echo of [#LIKELY] is none.
    private static Optional<String> flaw(EchoedPrompt echo) {
        if (echo.size() < 5) {
            return Optional.of("it accepts echo and logprobs, and gives back " + echo.size() + " tokens, which are not the prompt's");
        }
        boolean all = echo.sum(1, echo.size()).isPresent();
        boolean equal = true;
        for (int i = 2; i < echo.size(); i++) {
            equal &= echo.logProbability()[i] == echo.logProbability()[1];
            all &= echo.logProbability()[i] <= 1e-6;
        }
        return all && !equal ? Optional.empty() : Optional.of("it gives back the prompt, and no log-probabilities for it");
    }

    @Override
    public Optional<String> mode() {
        return Optional.empty();
    }

    @Override
    public Optional<String> refusal(Prompt.Ranking ranking) {
        return ranking.context() instanceof Prompt.Context.Plain ? Optional.empty()
                : Optional.of("weighs continuations of a plain text, not of a chat");
    }

    @Override
    public Completion rank(Prompt.Ranking ranking) throws InterruptedException {
        if (!(ranking.context() instanceof Prompt.Context.Plain(String context))) {
            return new Completion.Failed(refusal(ranking).orElseThrow());
        }
        if (!counts) {
            List<String> prompts = ranking.continuations().stream().map(context::concat).toList();
            switch (echo(prompts)) {
                case Echoes.None(String reason) -> {
                    return new Completion.Failed(reason);
                }
                case Echoes.Some(List<EchoedPrompt> echoes, Usage usage) -> {
                    Optional<Completion> laid = byText(context, prompts, echoes, usage);
                    if (laid.isPresent()) {
                        return laid.get();
                    }
                    if (newTokens > 0) {
                        return new Completion.Failed("tokens whose texts are not the prompt's, and no telling them from generated ones");
                    }
                    counts = true;
                }
            }
        }
        List<String> prompts = new ArrayList<>(List.of(context));
        ranking.continuations().forEach(continuation -> prompts.add(context + continuation));
        return switch (echo(prompts)) {
            case Echoes.None(String reason) -> new Completion.Failed(reason);
            case Echoes.Some(List<EchoedPrompt> echoes, Usage usage) -> byCount(echoes, usage);
        };
    }

    /// Empty when the tokens' texts do not make up the prompts.
    private static Optional<Completion> byText(String context, List<String> prompts, List<EchoedPrompt> echoes, Usage usage) {
        List<Layout> layouts = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            Optional<Layout> layout = echoes.get(i).over(prompts.get(i));
            if (layout.isEmpty()) {
                return Optional.empty();
            }
            layouts.add(layout.get());
        }
        // Back to where no prompt has a token across the border.
        int border = context.length();
        for (int before = -1; before != border; ) {
            before = border;
            for (Layout layout : layouts) {
                border = Math.min(border, layout.offsets()[layout.at(border)]);
            }
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            Layout layout = layouts.get(i);
            Optional<Double> value = echoes.get(i).sum(layout.first() + layout.at(border), layout.first() + layout.offsets().length - 1);
            if (value.isEmpty()) {
                return Optional.of(noLikelihood());
            }
            values.add(value.get());
        }
        return Optional.of(new Completion.Likelihoods(values, usage));
    }

    /// @param echoes the context's, then each continuation's after the context
    private static Completion byCount(List<EchoedPrompt> echoes, Usage usage) {
        int shared = echoes.getFirst().size();
        for (EchoedPrompt echo : echoes) {
            shared = Math.min(shared, echo.common(echoes.getFirst()));
        }
        List<Double> values = new ArrayList<>();
        for (EchoedPrompt echo : echoes.subList(1, echoes.size())) {
            Optional<Double> value = echo.sum(shared, echo.size());
            if (value.isEmpty()) {
                return noLikelihood();
            }
            values.add(value.get());
        }
        return new Completion.Likelihoods(values, usage);
    }

    private static Completion noLikelihood() {
        return new Completion.Failed("a continuation without log-probabilities");
    }

    private Echoes echo(List<String> prompts) throws InterruptedException {
        if (!lists && prompts.size() > 1) {
            List<EchoedPrompt> all = new ArrayList<>();
            int tokens = 0;
            for (String prompt : prompts) {
                switch (echo(List.of(prompt))) {
                    case Echoes.None none -> {
                        return none;
                    }
                    case Echoes.Some(List<EchoedPrompt> one, Usage usage) -> {
                        all.addAll(one);
                        tokens += usage.promptTokens().orElse(0);
                    }
                }
            }
            return new Echoes.Some(all, tokens == 0 ? Usage.UNKNOWN : new Usage(OptionalInt.of(tokens), OptionalInt.empty()));
        }
        byte[] request = payload.echo(prompts, newTokens);
        Delivery.Reader<Echoes> reader = body -> read(Answer.reply(body), prompts.size());
        return proved ? delivery.post(COMPLETIONS, request, reader, Echoes.None::new) : delivery.tried(COMPLETIONS, request, reader, Echoes.None::new);
    }

    private static Echoes read(JsonNode reply, int prompts) throws Unreadable {
        EchoedPrompt[] echoes = new EchoedPrompt[prompts];
        JsonNode choices = reply.path("choices");
        for (JsonNode choice : choices) {
            int index = choice.path("index").asInt(0);
            if (index < 0 || index >= prompts || echoes[index] != null) {
                throw new Unreadable("a reply with answers to prompts that were not asked");
            }
            echoes[index] = EchoedPrompt.of(choice);
        }
        if (choices.size() != prompts) {
            throw new Unreadable("a reply with " + choices.size() + " answers to " + prompts + " prompts");
        }
        JsonNode tokens = reply.path("usage").path("prompt_tokens");
        return new Echoes.Some(List.of(echoes), new Usage(tokens.isInt() ? OptionalInt.of(tokens.intValue()) : OptionalInt.empty(), OptionalInt.empty()));
    }
}
