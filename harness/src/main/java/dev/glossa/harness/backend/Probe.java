package dev.glossa.harness.backend;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Decoding.Format;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Request;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a model can do, measured by asking it, through the same door that runs use. Nothing is believed because a server
/// accepted a field.
///
/// @param model    what it says it is
/// @param findings in the order they were looked for
public record Probe(Backend.Identity model, List<Finding> findings) {
    /// One ability.
    ///
    /// @param ability  a word or two, such as `stop strings`
    /// @param evidence what was seen
    public record Finding(String ability, Answer answer, String evidence) {}

    public enum Answer {
        YES,
        NO,
        /// What was seen fits both.
        UNCLEAR
    }

    private static final Context CHAT = Prompt.user("Count from one to twenty in English words, separated by spaces.");
    private static final Context PLAIN = new Context.Plain("one two three four five six seven eight nine ten one two three four five");
    private static final String SCHEMA = """
            {"type":"object","properties":{"score":{"type":"integer"}},"required":["score"],"additionalProperties":false}""";

    public Probe {
        findings = List.copyOf(findings);
    }

    public static Probe of(Backend backend) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Completion chat = ask(backend, CHAT, Decoding.greedy(24));
        findings.add(written("chat", chat));
        findings.add(written("plain text", ask(backend, PLAIN, Decoding.greedy(8))));
        findings.add(ranking(backend));
        if (chat instanceof Text text) {
            findings.add(limit(ask(backend, CHAT, Decoding.greedy(3))));
            findings.add(repeated(text, ask(backend, CHAT, Decoding.greedy(24))));
            findings.add(seeded(backend));
            findings.add(stopped(backend, text, "stop strings", List.of()));
            findings.add(stopped(backend, text, "eight stop strings", List.of("ሀ1", "ለ2", "ሐ3", "መ4", "ሠ5", "ረ6", "ሰ7")));
            findings.add(schema(ask(backend, Prompt.user("Rate the weather. Reply with a JSON object that holds \"score\", a whole number."),
                    Decoding.greedy(64).withFormat(new Format.JsonSchema(SCHEMA)))));
            findings.add(grammar(ask(backend, Prompt.user("Write a poem about rain."), Decoding.greedy(16).withFormat(new Format.Grammar("root ::= \"yes\" | \"no\"")))));
            findings.add(probabilities(ask(backend, CHAT, new Decoding(0, 1, 0, 0, 4, 0, List.of(), Format.FREE, true))));
            findings.add(text.usage().completionTokens().isPresent() && text.usage().promptTokens().isPresent()
                    ? new Finding("token counts", Answer.YES, text.usage().promptTokens().getAsInt() + " read, " + text.usage().completionTokens().getAsInt() + " written")
                    : new Finding("token counts", Answer.NO, "not in the reply"));
            findings.add(new Finding("reasoning apart", text.reasoning().isPresent() ? Answer.YES : Answer.UNCLEAR,
                    text.reasoning().isPresent() ? shown(text.reasoning().get()) : "no reasoning in the answer"));
        }
        OptionalInt tokens = backend.countTokens("ሰላም ለዓለም");
        findings.add(new Finding("tokenizer", tokens.isPresent() ? Answer.YES : Answer.NO,
                tokens.isPresent() ? tokens.getAsInt() + " tokens for 'ሰላም ለዓለም'" : "the server does not count tokens for others"));
        return new Probe(backend.identity(), findings);
    }

    private static Completion ask(Backend backend, Context context, Decoding decoding) throws InterruptedException {
        Prompt prompt = new Prompt.Generation(context, decoding);
        Optional<String> refusal = backend.refusal(prompt);
        return refusal.isPresent() ? new Completion.Failed(refusal.get()) : backend.complete(new Request(new Key("probe", 0, ""), prompt));
    }

    private static Finding written(String ability, Completion completion) {
        return switch (completion) {
            case Text text -> new Finding(ability, Answer.YES, "'" + shown(text.text()) + "' (" + text.finish().name().toLowerCase(Locale.ROOT) + ")");
            case Completion.Failed(String reason) -> new Finding(ability, Answer.NO, reason);
            case Completion.Likelihoods _ -> new Finding(ability, Answer.NO, "likelihoods in place of a text");
        };
    }

    /// A text that repeats itself makes its next word likely; a server that weighs something else does not see that. A
    /// model of random weights does not either, which is no flaw of the server's.
    private static Finding ranking(Backend backend) throws InterruptedException {
        Prompt.Ranking prompt = new Prompt.Ranking(PLAIN, List.of(" six", " cabbage"));
        Optional<String> refusal = backend.refusal(prompt);
        if (refusal.isPresent()) {
            return new Finding("ranking", Answer.NO, refusal.get());
        }
        String mode = backend.mode(prompt).map(name -> ", mode " + name).orElse("");
        return switch (backend.complete(new Request(new Key("probe", 0, ""), prompt))) {
            case Completion.Likelihoods(List<Double> values, Completion.Usage _) -> new Finding("ranking", values.getFirst() > values.getLast() ? Answer.YES : Answer.UNCLEAR,
                    String.format(Locale.ROOT, "a likely word %.3f, an unlikely one %.3f%s", values.getFirst(), values.getLast(), mode));
            case Completion.Failed(String reason) -> new Finding("ranking", Answer.NO, reason);
            case Text _ -> new Finding("ranking", Answer.NO, "a text in place of likelihoods");
        };
    }

    private static Finding limit(Completion completion) {
        if (!(completion instanceof Text text)) {
            return written("token limit", completion);
        }
        int tokens = text.usage().completionTokens().orElse(-1);
        boolean kept = tokens <= 3 && (text.finish() == FinishReason.LENGTH || tokens >= 0);
        return new Finding("token limit", kept ? Answer.YES : Answer.NO, "3 asked for, " + (tokens < 0 ? "no count" : tokens + " written")
                + ", ended by " + text.finish().name().toLowerCase(Locale.ROOT));
    }

    private static Finding repeated(Text first, Completion second) {
        return second instanceof Text text
                ? new Finding("greedy repeats itself", first.text().equals(text.text()) ? Answer.YES : Answer.NO,
                        first.text().equals(text.text()) ? "the same answer twice" : "'" + shown(first.text()) + "', then '" + shown(text.text()) + "'")
                : written("greedy repeats itself", second);
    }

    private static Finding seeded(Backend backend) throws InterruptedException {
        Context story = Prompt.user("Invent the name of a village and of a river.");
        Decoding sampled = Decoding.greedy(24).withTemperature(1).withSeed(1);
        Completion one = ask(backend, story, sampled);
        Completion again = ask(backend, story, sampled);
        Completion other = ask(backend, story, sampled.withSeed(2));
        if (!(one instanceof Text a && again instanceof Text b && other instanceof Text c)) {
            return written("seed", one instanceof Text ? again : one);
        }
        return !a.text().equals(b.text()) ? new Finding("seed", Answer.NO, "one seed, two answers")
                : a.text().equals(c.text()) ? new Finding("seed", Answer.UNCLEAR, "two seeds, one answer")
                : new Finding("seed", Answer.YES, "one seed, one answer; another seed, another");
    }

    /// Stop strings are cut here too; that fewer tokens were written shows that the model did stop.
    ///
    /// @param others stop strings that stand before the one that stops
    private static Finding stopped(Backend backend, Text whole, String ability, List<String> others) throws InterruptedException {
        String[] words = whole.text().strip().split("\\s+");
        if (words.length < 4) {
            return new Finding(ability, Answer.UNCLEAR, "no answer long enough to stop");
        }
        String stop = words[words.length / 2];
        List<String> stops = new ArrayList<>(others);
        stops.add(stop);
        if (!(ask(backend, CHAT, Decoding.greedy(24).withStop(stops)) instanceof Text text)) {
            return new Finding(ability, Answer.NO, "refused");
        }
        OptionalInt before = whole.usage().completionTokens();
        OptionalInt after = text.usage().completionTokens();
        boolean cut = !text.text().contains(stop);
        if (!cut || before.isEmpty() || after.isEmpty()) {
            return new Finding(ability, cut ? Answer.UNCLEAR : Answer.NO, cut ? "the answer ends before '" + shown(stop) + "'" : "'" + shown(text.text()) + "'");
        }
        return new Finding(ability, after.getAsInt() < before.getAsInt() ? Answer.YES : Answer.NO,
                after.getAsInt() + " tokens with '" + shown(stop) + "', " + before.getAsInt() + " without");
    }

    private static Finding schema(Completion completion) {
        if (!(completion instanceof Text text)) {
            return written("JSON schema", completion);
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(text.text());
            boolean fits = tree.isObject() && tree.size() == 1 && tree.path("score").isIntegralNumber();
            return new Finding("JSON schema", fits ? Answer.YES : Answer.NO, "'" + shown(text.text()) + "'");
        } catch (JacksonException e) {
            return new Finding("JSON schema", text.finish() == FinishReason.LENGTH ? Answer.UNCLEAR : Answer.NO, "'" + shown(text.text()) + "'");
        }
    }

    private static Finding grammar(Completion completion) {
        return completion instanceof Text text
                ? new Finding("grammar", List.of("yes", "no").contains(text.text()) ? Answer.YES : Answer.NO, "'" + shown(text.text()) + "'")
                : written("grammar", completion);
    }

    private static Finding probabilities(Completion completion) {
        if (!(completion instanceof Text text)) {
            return written("log-probabilities of an answer", completion);
        }
        boolean all = !text.tokens().isEmpty() && text.tokens().stream().allMatch(token -> token.logProbability() <= 1e-6);
        return new Finding("log-probabilities of an answer", all ? Answer.YES : Answer.NO, text.tokens().size() + " tokens came with one");
    }

    static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 40)) + "…";
    }
}
