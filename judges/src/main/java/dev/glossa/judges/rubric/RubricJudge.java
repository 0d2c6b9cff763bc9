package dev.glossa.judges.rubric;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The mean of four criteria that a judge model rates from 1 to 7, mapped to (mean - 1) / 6: the paper's scoring of mDolly
/// and mArenaHard. Each criterion is a facet on the same scale. A reply that cannot be read is asked for once more with the
/// format stated again; a second such reply leaves the sample unparsed.
public final class RubricJudge implements Metric {
    private static final int REVISION = 2;
    private static final int MAX_TOKENS = 2048;
    private static final int RATIONALE = 600;

    @Override
    public String name() {
        return "rubric";
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.Open;
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public int width() {
        return 2 + Criterion.values().length;
    }

    @Override
    public Map<String, ToDoubleFunction<Statistics>> facets() {
        Map<String, ToDoubleFunction<Statistics>> facets = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            facets.put(criterion.facet(), sums -> sums.get(2 + criterion.ordinal()) / sums.get(1));
        }
        return facets;
    }

    @Override
    public Map<String, String> misjudged(Map<String, Score> canaries) {
        return RubricCanaries.misjudged(canaries);
    }

    /// Options: `judge-language` (`english`, the default, or `target`), `judge-max-tokens`, and `judge-rationale`, the most
    /// characters of a rationale where the output is constrained; `canaries` and `judge-twice`, how many items of each language have
    /// canaries and how many answers are rated twice. File: `judge-prompt`.
    @Override
    public Scorer scorer(Resources resources) {
        boolean target = switch (resources.option("judge-language").orElse("english")) {
            case "english" -> false;
            case "target" -> true;
            case String other -> throw new IllegalArgumentException("--judge-language " + other + "; english or target would do");
        };
        Optional<JudgePrompt> own = resources.file("judge-prompt").map(JudgePrompt::of);
        RubricCanaries canaries = new RubricCanaries(resources.option("canaries").map(Integer::parseInt).orElse(RubricCanaries.ITEMS),
                resources.option("judge-twice").map(Integer::parseInt).orElse(RubricCanaries.REPEATS));
        int maxTokens = resources.option("judge-max-tokens").map(Integer::parseInt).orElse(MAX_TOKENS);
        int rationale = resources.option("judge-rationale").map(Integer::parseInt).orElse(RATIONALE);
        return new Judging(resources, target, own, maxTokens, rationale, canaries);
    }

    /// What the judge's reply must look like, as a JSON schema.
    static String schema(int rationale) {
        ObjectNode schema = dev.glossa.harness.io.Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Criterion criterion : Criterion.values()) {
            properties.putObject(criterion.rationaleKey()).put("type", "string").put("maxLength", rationale);
            properties.putObject(criterion.scoreKey()).put("type", "integer").put("minimum", 1).put("maximum", 7);
            required.add(criterion.rationaleKey()).add(criterion.scoreKey());
        }
        return schema.put("additionalProperties", false).toString();
    }

    private static final class Judging implements Scorer {
        private final Resources resources;
        private final Backend judge;
        private final boolean target;
        private final Optional<JudgePrompt> own;
        private final Decoding decoding;
        private final boolean constrained;
        private final RubricCanaries canaries;
        private final Map<String, JudgePrompt> wordings = new ConcurrentHashMap<>();

        Judging(Resources resources, boolean target, Optional<JudgePrompt> own, int maxTokens, int rationale, RubricCanaries canaries) {
            this.canaries = canaries;
            this.resources = resources;
            this.judge = resources.judge();
            this.target = target;
            this.own = own;
            Decoding free = Decoding.greedy(maxTokens);
            Decoding formatted = free.withFormat(new Decoding.Format.JsonSchema(schema(rationale)));
            this.constrained = judge.refusal(new Prompt.Generation(Prompt.user("x"), formatted)).isEmpty();
            this.decoding = constrained ? formatted : free;
            judge.refusal(new Prompt.Generation(Prompt.user("x"), decoding)).ifPresent(reason -> {
                throw new IllegalArgumentException(reason + "; a judge needs it");
            });
        }

        @Override
        public Signature signature() {
            Backend.Identity identity = judge.identity();
            return Signature.EMPTY.with("judge", identity.name().replace('|', '/').replaceAll("\\s", "_") + identity.digest().map(d -> "@" + (d.length() > 12 ? d.substring(0, 12) : d)).orElse(""))
                    .with("jprompt", own.map(JudgePrompt::digest).orElseGet(() -> target ? "target-" + JudgePrompt.bundledDigest() : "english-" + wording(null).digest()))
                    .with("jtemp", 0).with("jmax", decoding.maxTokens())
                    .with("jformat", decoding.format() instanceof Decoding.Format.JsonSchema(String schema) ? "schema-" + Signature.digest(schema) : "free")
                    .with("mrev", REVISION);
        }

        @Override
        public int parallelism() {
            return judge.parallelism();
        }

        @Override
        public int canaryItems() {
            return canaries.all();
        }

        @Override
        public List<Canary> canaries(Canary.Material material) {
            return canaries.of(material);
        }

        @Override
        public List<Score> score(List<Answered> batch) throws InterruptedException {
            List<Score> scores = new java.util.ArrayList<>(batch.size());
            for (Answered answered : batch) {
                scores.add(switch (answered.completion()) {
                    case Completion.Text text -> rated(answered, text.text());
                    case Completion.Likelihoods _ -> throw new IllegalArgumentException(answered.key() + " was answered with likelihoods; a judge reads text");
                    case Completion.Failed(String reason) -> new Score.Failed(reason);
                });
            }
            return scores;
        }

        private Score rated(Answered answered, String text) throws InterruptedException {
            Sample sample = answered.sample();
            String mark = resources.mark(answered.key(), List.of(sample.input(), text));
            String prompt = wording(sample.language()).filled(Map.of("language", sample.language().name(),
                    "question", between(mark, "query", sample.input()), "generation", between(mark, "answer", text)));
            Completion first = judge.complete(new Request(answered.key().call("rubric"), new Prompt.Generation(Prompt.user(prompt), decoding)));
            Score score = read(first, "");
            if (score instanceof Score.Unparsed(String why) && first instanceof Completion.Text reply) {
                Prompt.Context reminded = new Prompt.Context.Chat(List.of(
                        new Prompt.Message(Prompt.Role.USER, prompt),
                        new Prompt.Message(Prompt.Role.ASSISTANT, reply.text().isBlank() ? "…" : reply.text()),
                        new Prompt.Message(Prompt.Role.USER, REMINDER)));
                return read(judge.complete(new Request(answered.key().call("rubric:again"), new Prompt.Generation(reminded, decoding))),
                        "asked again after: " + why + "; ");
            }
            return score;
        }

        /// A foreign text between two lines with a mark that its author could not know, so that it cannot end before its end.
        private static String between(String mark, String name, String text) {
            return "<" + name + " " + mark + ">\n" + text + "\n</" + name + " " + mark + ">";
        }

        private static final String REMINDER = "That reply could not be read. Reply with one JSON object and nothing else, with the keys "
                + java.util.Arrays.stream(Criterion.values()).map(c -> c.rationaleKey() + ", " + c.scoreKey()).collect(java.util.stream.Collectors.joining(", "))
                + ", and each score a whole number from 1 to 7.";

        private static Score read(Completion reply, String before) {
            return switch (reply) {
                case Completion.Text text -> switch (RubricReply.of(text.text())) {
                    case RubricReply.Rated(Map<Criterion, Double> scores, List<String> fired) -> {
                        double mean = scores.values().stream().mapToDouble(Double::doubleValue).sum() / scores.size();
                        double[] sums = new double[2 + scores.size()];
                        sums[0] = (mean - 1) / 6;
                        sums[1] = 1;
                        scores.forEach((criterion, score) -> sums[2 + criterion.ordinal()] = (score - 1) / 6);
                        yield new Score.Scored(sums[0], Statistics.of(sums), before + String.join(", ", fired));
                    }
                    case RubricReply.Unreadable(String why) -> new Score.Unparsed(before + why + (text.truncated() ? " (the reply was cut off at its token limit)" : ""));
                };
                case Completion.Likelihoods _ -> throw new IllegalStateException("a judge that was asked for text gave likelihoods");
                case Completion.Failed(String reason) -> new Score.Failed("judge: " + reason);
            };
        }

        /// The wording for a language: the user's, or ours in English or, where asked for and there is one, in the target language.
        private JudgePrompt wording(Language language) {
            return own.orElseGet(() -> wordings.computeIfAbsent(target && language != null ? language.code() : "en",
                    code -> JudgePrompt.bundled(code).or(() -> JudgePrompt.bundled("en")).orElseThrow()));
        }
    }
}
