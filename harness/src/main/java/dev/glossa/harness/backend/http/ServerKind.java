package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.ServerKind.Trait.*;

import dev.glossa.harness.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What speaks OpenAI's interface, and how its dialect differs from OpenAI's own. Everything that depends on the kind of
/// server is a column here.
///
/// Sources: vLLM 0.12 (`protocol.py`, "structured outputs", "generation config"), SGLang 0.5, llama.cpp v0.5.0 (`tools/server`),
/// TGI 3.3, Ollama 0.12 ("OpenAI compatibility"), OpenAI's API reference, Cohere's "Compatibility API". What a dialect
/// accepts says nothing about what comes back: that is for [Prober] to measure.
enum ServerKind {
    VLLM("vllm", 256, 0, Schema.OPENAI, Grammar.STRUCTURED_OUTPUTS,
            TOP_K_MINUS_ONE, MIN_P, REPETITION_PENALTY, EXPLICIT_TOP_P, LOGPROBS, SEED, STREAM_USAGE, TEMPLATE_ARGUMENTS, COMPLETIONS,
            TOKENIZE, NEXT_TOKENS, QUEUES),
    SGLANG("sglang", 256, 0, Schema.OPENAI, Grammar.EBNF,
            TOP_K_MINUS_ONE, MIN_P, REPETITION_PENALTY, EXPLICIT_TOP_P, LOGPROBS, SEED, STREAM_USAGE, TEMPLATE_ARGUMENTS, COMPLETIONS,
            TOKENIZE, NEXT_TOKENS, QUEUES),
    LLAMA_CPP("llama.cpp", 4, 0, Schema.OPENAI, Grammar.GBNF,
            TOP_K_ZERO, MIN_P, REPEAT_PENALTY, EXPLICIT_TOP_P, LOGPROBS, SEED, STREAM_USAGE, TEMPLATE_ARGUMENTS, COMPLETIONS,
            TOKENIZE, QUEUES),
    TGI("tgi", 128, 4, Schema.TGI, Grammar.NONE, LOGPROBS, SEED, STREAM_USAGE, COMPLETIONS),
    OLLAMA("ollama", 4, 0, Schema.OPENAI, Grammar.NONE, EXPLICIT_TOP_P, LOGPROBS, SEED, STREAM_USAGE, COMPLETIONS, QUEUES),
    OPENAI("openai", 32, 4, Schema.OPENAI, Grammar.NONE, MAX_COMPLETION_TOKENS, LOGPROBS, SEED, STREAM_USAGE, COMPLETIONS),
    COHERE("cohere", 16, 5, Schema.COHERE, Grammar.NONE, SEED),
    /// Anything else: only what OpenAI's interface has had from the start, since a strict server refuses fields it does not know.
    OTHER("other", 32, 4, Schema.OPENAI, Grammar.NONE, LOGPROBS, SEED, COMPLETIONS);

    /// What a dialect has beyond messages, temperature, `top_p`, `max_tokens` and `stop`.
    enum Trait {
        /// Takes `top_k`, where -1 keeps every token.
        TOP_K_MINUS_ONE,
        /// Takes `top_k`, where 0 keeps every token.
        TOP_K_ZERO,
        MIN_P,
        /// Takes `repetition_penalty`, and without it applies the one of the model's own generation settings.
        REPETITION_PENALTY,
        /// The same under the name `repeat_penalty`.
        REPEAT_PENALTY,
        /// Without `top_p` the model's own settings apply, so that 1 has to be said; elsewhere 1 is the default or refused.
        EXPLICIT_TOP_P,
        /// Chat answers can carry the log-probabilities of their tokens.
        LOGPROBS,
        SEED,
        /// Takes `stream_options`, and then tells the number of tokens at the end of a streamed answer.
        STREAM_USAGE,
        /// Takes `chat_template_kwargs`.
        TEMPLATE_ARGUMENTS,
        /// The limit of new tokens in a chat is called `max_completion_tokens`.
        MAX_COMPLETION_TOKENS,
        /// Has `/tokenize` at its root.
        TOKENIZE,
        /// Gives the log-probabilities of any tokens that are named as the next one.
        NEXT_TOKENS,
        /// Keeps what it cannot work on yet, and turns nothing away: it can be given all it bears from the first request on.
        QUEUES,
        /// Has `/completions`, which reads a prompt without a chat template.
        COMPLETIONS
    }

    /// How an answer is bound to a JSON schema.
    enum Schema {
        OPENAI,
        TGI,
        COHERE
    }

    /// How an answer is bound to a grammar in GBNF notation.
    enum Grammar {
        NONE,
        GBNF,
        EBNF,
        STRUCTURED_OUTPUTS
    }

    private final String wire;
    private final int parallel;
    private final int stops;
    private final Schema schema;
    private final Grammar grammar;
    private final Set<Trait> traits;

    /// @param parallel requests in flight where nobody says otherwise
    /// @param stops    the most stop strings of one request; 0 for no limit
    ServerKind(String wire, int parallel, int stops, Schema schema, Grammar grammar, Trait... traits) {
        this.wire = wire;
        this.parallel = parallel;
        this.stops = stops;
        this.schema = schema;
        this.grammar = grammar;
        this.traits = traits.length == 0 ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(Arrays.asList(traits));
    }

    static ServerKind named(String name) {
        List<String> names = Arrays.stream(values()).map(ServerKind::wire).toList();
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of server named '" + name + "'; "
                        + Nearest.to(name, names).map(n -> "did you mean '" + n + "'? ").orElse("") + "there are " + names));
    }

    String wire() {
        return wire;
    }

    int parallel() {
        return parallel;
    }

    int stops() {
        return stops;
    }

    Schema schema() {
        return schema;
    }

    Grammar grammar() {
        return grammar;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
