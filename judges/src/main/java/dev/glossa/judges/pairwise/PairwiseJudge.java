package dev.glossa.judges.pairwise;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Battle;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// How often a judge prefers the model's answer to a baseline's, arena-hard's way (protocol, section 6): two games with the
/// answers changing places, five verdicts, clear ones counting three times, ties half. A question counts when both games
/// have a verdict.
public final class PairwiseJudge implements Metric {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 4096;
    private static final Battle.Style NO_STYLE = new Battle.Style(0, 0, 0, 0);
    private static final String REMINDER = "That reply has no verdict that can be read. Finish with exactly one of these five labels and nothing after it: "
            + "[[A>>B]] [[A>B]] [[A=B]] [[B>A]] [[B>>A]]";

    @Override
    public String name() {
        return "win-rate";
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public boolean compares() {
        return true;
    }

    @Override
    public Set<String> calls() {
        return Arrays.stream(Layout.values()).map(layout -> layout.role(1).replaceFirst(":.*", "")).collect(Collectors.toSet());
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.Open;
    }

    @Override
    public int width() {
        return Battle.SIZE;
    }

    /// `unweighted` counts clear verdicts like others; `ties` is the share of games without a winner; `position-flips` the
    /// share of questions whose winner changed when the answers changed places.
    @Override
    public Map<String, ToDoubleFunction<Statistics>> facets() {
        Map<String, ToDoubleFunction<Statistics>> facets = new LinkedHashMap<>();
        facets.put("unweighted", sums -> sums.get(Battle.PLAIN_POINTS) / sums.get(Battle.GAMES));
        facets.put("ties", sums -> sums.get(Battle.TIES) / sums.get(Battle.GAMES));
        facets.put("position-flips", sums -> sums.get(Battle.FLIPS) / sums.get(Battle.ITEMS));
        return facets;
    }

    /// A flip is the judge's fault, and yet a language with more of them is the worse one.
    @Override
    public Direction direction(String facet) {
        return switch (facet) {
            case "ties" -> Direction.NEITHER;
            case "position-flips" -> Direction.LESS_IS_BETTER;
            default -> Direction.MORE_IS_BETTER;
        };
    }

    @Override
    public Map<String, String> misjudged(Map<String, Score> canaries) {
        return PairwiseCanaries.misjudged(canaries);
    }

    /// Options: `judge-layout` (`marked`, the default, or `arena-hard-compat`), `judge-max-tokens`, `style-length`
    /// (`characters` or `tokens`), `win-language` (`required`: [RightLanguage]), `canaries` and `judge-twice` ([PairwiseCanaries]; none where the layout is the
    /// original's and nobody asks for them). Files: `pairwise-prompt`, `style-tokenizer`,
    /// `lid`.
    @Override
    public Scorer scorer(Resources resources) {
        return new Judging(resources);
    }

    private static final class Judging implements Scorer {
        private final Resources resources;
        private final Backend judge;
        private final Layout layout;
        private final Wording wording;
        private final Lengths lengths;
        private final Decoding decoding;
        private final Optional<RightLanguage> language;
        private final PairwiseCanaries canaries;

        Judging(Resources resources) {
            this.resources = resources;
            this.layout = Layout.named(resources.option("judge-layout").orElse("marked"));
            this.wording = Wording.of(resources.file("pairwise-prompt"));
            this.lengths = Lengths.of(resources);
            this.decoding = Decoding.greedy(resources.option("judge-max-tokens").map(Integer::parseInt).orElse(MAX_TOKENS));
            this.language = resources.option("win-language").filter("required"::equals).map(_ -> RightLanguage.of(resources.file("lid")));
            boolean usual = layout == Layout.MARKED;
            this.canaries = new PairwiseCanaries(resources.option("canaries").map(Integer::parseInt).orElse(usual ? PairwiseCanaries.ITEMS : 0),
                    resources.option("judge-twice").map(Integer::parseInt).orElse(usual ? PairwiseCanaries.REPEATS : 0));
            this.judge = resources.judge();
            judge.refusal(new Prompt.Generation(Prompt.user("x"), decoding)).ifPresent(reason -> {
                throw new IllegalArgumentException(reason + "; a judge needs it");
            });
        }

        @Override
        public Signature signature() {
            Backend.Identity identity = judge.identity();
            Signature signature = Signature.EMPTY.with("judge", identity.name().replace('|', '/').replaceAll("\\s", "_")
                            + identity.digest().map(d -> "@" + d.substring(0, Math.min(12, d.length()))).orElse(""))
                    .with("jprompt", wording.digest()).with("jlayout", layout.wire()).with("jtemp", 0).with("jmax", decoding.maxTokens())
                    .with("games", 2).with("weight", Verdict.WEIGHT).with("length", lengths.text()).with("mrev", REVISION);
            return language.map(rule -> signature.with("win-language", rule.text())).orElse(signature);
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
            List<Score> scores = new ArrayList<>(batch.size());
            for (Answered answered : batch) {
                scores.add(score(answered));
            }
            return scores;
        }

        private Score score(Answered answered) throws InterruptedException {
            Completion rival = answered.rival().orElseThrow(() -> new IllegalStateException(answered.key() + " has nothing to be compared with"));
            if (answered.completion() instanceof Completion.Failed(String reason)) {
                return new Score.Failed(reason);
            }
            if (rival instanceof Completion.Failed(String reason)) {
                return new Score.Failed("baseline: " + reason);
            }
            if (!(answered.completion() instanceof Completion.Text model && rival instanceof Completion.Text baseline)) {
                throw new IllegalArgumentException(answered.key() + " was answered with likelihoods; a judge compares texts");
            }
            Heard first = game(answered, 1, baseline.text(), model.text());
            Heard second = game(answered, 2, model.text(), baseline.text());
            if (first instanceof Heard.Nothing(Score why)) {
                return why;
            }
            if (second instanceof Heard.Nothing(Score why)) {
                return why;
            }
            Heard.Label one = (Heard.Label) first;
            Heard.Label other = (Heard.Label) second;
            // What a canary shows is the judge's own taste, not the rule's, and its style is nobody's.
            boolean canary = Canary.name(answered.key()).filter(name -> !name.equals(Canary.REPEAT)).isPresent();
            Verdict ruled = canary ? one.verdict() : ruled(one.verdict(), baseline.text(), model.text(), answered.sample());
            Verdict otherRuled = canary ? other.verdict() : ruled(other.verdict(), model.text(), baseline.text(), answered.sample());
            Statistics statistics = new Battle(ruled.game(false), otherRuled.game(true),
                    canary ? NO_STYLE : style(model, answered), canary ? NO_STYLE : style(baseline, answered)).statistics();
            return new Score.Scored(statistics.get(Battle.POINTS) / statistics.get(Battle.WEIGHT), statistics, one.note() + "; " + other.note()
                    + (ruled == one.verdict() && otherRuled == other.verdict() ? "" : "; by language " + ruled + "; " + otherRuled));
        }

        private Verdict ruled(Verdict verdict, String a, String b, Sample sample) {
            return language.map(rule -> rule.ruled(verdict, a, b, sample.language())).orElse(verdict);
        }

        /// What a game came to.
        private sealed interface Heard {
            record Label(Verdict verdict, String note) implements Heard {}

            record Nothing(Score why) implements Heard {}
        }

        private Heard game(Answered answered, int game, String a, String b) throws InterruptedException {
            Sample sample = answered.sample();
            List<String> shown = List.of(sample.input(), a, b);
            Prompt.Context.Chat prompt = layout.prompt(wording.of(sample), sample.input(), a, b, resources, answered.key());
            Completion first = judge.complete(new Request(answered.key().call(layout.role(game)), new Prompt.Generation(prompt, decoding)));
            Heard heard = heard(first, shown, "");
            if (layout == Layout.MARKED && heard instanceof Heard.Nothing(Score.Unparsed(String why)) && first instanceof Completion.Text reply) {
                List<Prompt.Message> messages = new ArrayList<>(prompt.messages());
                messages.add(new Prompt.Message(Prompt.Role.ASSISTANT, reply.text().isBlank() ? "…" : reply.text()));
                messages.add(new Prompt.Message(Prompt.Role.USER, REMINDER));
                Completion again = judge.complete(new Request(answered.key().call(layout.role(game) + ":again"),
                        new Prompt.Generation(new Prompt.Context.Chat(messages), decoding)));
                return heard(again, shown, "asked again after: " + why + "; ");
            }
            return heard;
        }

        private Heard heard(Completion reply, List<String> shown, String before) {
            return switch (reply) {
                case Completion.Text text -> switch (layout == Layout.MARKED ? VerdictReply.of(text.text(), text.truncated(), shown) : VerdictReply.original(text.text())) {
                    case VerdictReply.Said(Verdict verdict, List<String> fired) -> new Heard.Label(verdict,
                            before + verdict + (fired.isEmpty() ? "" : " (" + String.join(", ", fired) + ")"));
                    case VerdictReply.Unreadable(String why) -> new Heard.Nothing(new Score.Unparsed(before + why
                            + (text.truncated() ? " (the reply was cut off at its token limit)" : "")));
                };
                case Completion.Likelihoods _ -> throw new IllegalStateException("a judge that was asked for text gave likelihoods");
                case Completion.Failed(String reason) -> new Heard.Nothing(new Score.Failed("judge: " + reason));
            };
        }

        private Battle.Style style(Completion.Text answer, Answered about) {
            Markdown markdown = Markdown.of(answer.text());
            return new Battle.Style(lengths.of(answer, about.key()), markdown.headers(), markdown.lists(), markdown.bold());
        }
    }
}
