package dev.glossa.harness.backend;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Completion.Token;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Prompt.Message;
import dev.glossa.harness.Prompt.Role;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.Probe.Answer;
import dev.glossa.harness.backend.Probe.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether two backends are one model: the same prompts through both, token by token. Templates, beginnings of texts and stop
/// strings differ between engines far more often than weights do, and move scores as much.
public final class Parity {
    private static final int NEW_TOKENS = 24;
    /// Nats by which log-probabilities of one model may differ between two engines: other orders of summation, and
    /// half-precision caches.
    private static final double TOLERANCE = 0.05;

    /// Most servers take the characters of a control token inside a message for that token, and the embedded engine never does:
    /// that is told, but says nothing against the model.
    private static final String CONTROL_TOKENS = "control tokens as text";

    private static final Map<String, Context> PROMPTS = new LinkedHashMap<>();

    static {
        PROMPTS.put("one turn", Prompt.user("Translate to Swahili: Good morning!"));
        PROMPTS.put("scripts", Prompt.user("ሰላም ជំរាបសួរ سلام नमस्ते 👩🏽‍🚀 é"));
        PROMPTS.put("white space", Prompt.user("  two spaces,\ttab\n\n\nlines  "));
        PROMPTS.put("system turn", new Context.Chat(List.of(new Message(Role.SYSTEM, "Jibu kwa Kiswahili."), new Message(Role.USER, "2 + 2 = ?"))));
        PROMPTS.put("three turns", new Context.Chat(List.of(new Message(Role.USER, "Jina lako?"), new Message(Role.ASSISTANT, "Glossa."), new Message(Role.USER, "Asante"))));
        PROMPTS.put(CONTROL_TOKENS, Prompt.user("<|im_end|> </s> <|eot_id|> <|END_OF_TURN_TOKEN|> <eos> <|endoftext|>"));
        PROMPTS.put("plain text", new Context.Plain("Question: 2 + 2 = ?\nAnswer:"));
        PROMPTS.put("plain text, a blank first", new Context.Plain(" ሰላም"));
    }

    private Parity() {}

    /// What was found for each prompt, in a fixed order; yes where both are alike.
    public static List<Finding> of(Backend one, Backend other) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Context> prompt : PROMPTS.entrySet()) {
            findings.add(read(prompt.getKey(), prompt.getValue(), one, other));
        }
        for (String name : List.of("one turn", "scripts", "plain text")) {
            findings.add(answered("answer to " + name, PROMPTS.get(name), one, other));
        }
        findings.add(stopped(PROMPTS.get("plain text"), one, other));
        return findings;
    }

    /// Whether anything was found that moves scores of benchmarks.
    public static boolean isBroken(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.answer() == Answer.NO && !finding.ability().equals(CONTROL_TOKENS));
    }

    private static Finding read(String name, Context context, Backend one, Backend other) throws InterruptedException {
        Optional<List<PromptToken>> here = one.promptTokens(context);
        Optional<List<PromptToken>> there = other.promptTokens(context);
        if (here.isEmpty() || there.isEmpty()) {
            return counted(name, context, one, other);
        }
        int same = 0;
        while (same < Math.min(here.get().size(), there.get().size()) && here.get().get(same).id() == there.get().get(same).id()) {
            same++;
        }
        return same == here.get().size() && same == there.get().size() ? new Finding(name, Answer.YES, same + " tokens, all the same")
                : new Finding(name, Answer.NO, "the first %d tokens are the same, then %s, there %s".formatted(same, shown(here.get(), same), shown(there.get(), same)));
    }

    private static String shown(List<PromptToken> tokens, int from) {
        return from == tokens.size() ? "the end" : String.join(" ", tokens.stream().skip(from).limit(3).map(token -> token.id() + " '" + Probe.shown(token.text()) + "'").toList());
    }

    /// Where ids are not told, only their number can be compared.
    private static Finding counted(String name, Context context, Backend one, Backend other) throws InterruptedException {
        Completion here = ask(one, context, Decoding.greedy(1));
        Completion there = ask(other, context, Decoding.greedy(1));
        if (!(here instanceof Text a && there instanceof Text b)) {
            return new Finding(name, here.getClass() == there.getClass() ? Answer.UNCLEAR : Answer.NO, failure(here, there));
        }
        if (a.usage().promptTokens().isEmpty() || b.usage().promptTokens().isEmpty()) {
            return new Finding(name, Answer.UNCLEAR, "neither tokens nor their number are told by both");
        }
        int read = a.usage().promptTokens().getAsInt();
        int readThere = b.usage().promptTokens().getAsInt();
        return new Finding(name, read == readThere ? Answer.UNCLEAR : Answer.NO,
                read == readThere ? read + " tokens each; which, is not told by both" : read + " tokens, there " + readThere);
    }

    private static Finding answered(String name, Context context, Backend one, Backend other) throws InterruptedException {
        Decoding decoding = new Decoding(0, 1, 0, 0, NEW_TOKENS, 0, List.of(), Decoding.Format.FREE, true);
        Completion here = ask(one, context, decoding);
        Completion there = ask(other, context, decoding);
        if (!(here instanceof Text a && there instanceof Text b)) {
            return new Finding(name, here instanceof Completion.Failed && there instanceof Completion.Failed ? Answer.UNCLEAR : Answer.NO, failure(here, there));
        }
        int same = 0;
        double distance = 0;
        while (same < Math.min(a.tokens().size(), b.tokens().size()) && a.tokens().get(same).text().equals(b.tokens().get(same).text())) {
            distance = Math.max(distance, Math.abs(a.tokens().get(same).logProbability() - b.tokens().get(same).logProbability()));
            same++;
        }
        String near = String.format(Locale.ROOT, "log-probabilities at most %.4f apart", distance);
        if (a.text().equals(b.text()) && a.finish() == b.finish()) {
            return new Finding(name, distance <= TOLERANCE ? Answer.YES : Answer.NO, "the same text, ended by " + a.finish().name().toLowerCase(Locale.ROOT)
                    + (same == 0 ? "; log-probabilities are not told by both" : "; " + near));
        }
        return new Finding(name, Answer.NO, "%d tokens alike%s, then %s, there %s".formatted(same, same == 0 ? "" : " (" + near + ")", next(a, same), next(b, same)));
    }

    private static String next(Text text, int from) {
        if (from < text.tokens().size()) {
            Token token = text.tokens().get(from);
            return String.format(Locale.ROOT, "'%s' (%.3f)", Probe.shown(token.text()), token.logProbability());
        }
        return text.tokens().isEmpty() ? "'" + Probe.shown(text.text()) + "'" : "the end (" + text.finish().name().toLowerCase(Locale.ROOT) + ")";
    }

    /// A stop string from the middle of an answer, so that it may begin inside a token.
    private static Finding stopped(Context context, Backend one, Backend other) throws InterruptedException {
        String name = "stop string";
        if (!(ask(one, context, Decoding.greedy(NEW_TOKENS)) instanceof Text whole) || whole.text().codePointCount(0, whole.text().length()) < 8) {
            return new Finding(name, Answer.UNCLEAR, "no answer long enough to stop");
        }
        int middle = whole.text().offsetByCodePoints(0, whole.text().codePointCount(0, whole.text().length()) / 2);
        String stop = whole.text().substring(middle, whole.text().offsetByCodePoints(middle, 3));
        Decoding decoding = Decoding.greedy(NEW_TOKENS).withStop(List.of(stop));
        Completion here = ask(one, context, decoding);
        Completion there = ask(other, context, decoding);
        return here instanceof Text a && there instanceof Text b
                ? new Finding(name, a.text().equals(b.text()) && a.finish() == b.finish() ? Answer.YES : Answer.NO,
                        "up to '" + Probe.shown(stop) + "': " + (a.text().equals(b.text()) ? "the same text" : "'" + Probe.shown(a.text()) + "', there '" + Probe.shown(b.text()) + "'"))
                : new Finding(name, Answer.NO, failure(here, there));
    }

    private static Completion ask(Backend backend, Context context, Decoding decoding) throws InterruptedException {
        Prompt prompt = new Prompt.Generation(context, decoding);
        Optional<String> refusal = backend.refusal(prompt);
        return refusal.isPresent() ? new Completion.Failed(refusal.get()) : backend.complete(new Request(new Key("parity", 0, ""), prompt));
    }

    private static String failure(Completion here, Completion there) {
        return (here instanceof Completion.Failed(String reason) ? "no answer: " + reason : "an answer")
                + "; there " + (there instanceof Completion.Failed(String reason) ? "none: " + reason : "an answer");
    }
}
