package dev.glossa.judges;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import dev.glossa.harness.run.Marks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a stage gives a judging metric, with a judge that replies as a function says and remembers what it was asked.
public final class JudgeStage implements Metric.Resources {
    public final List<Request> asked = new ArrayList<>();
    private final Function<Request, String> reply;
    private final Map<String, String> options;

    public JudgeStage(Map<String, String> options, Function<Request, String> reply) {
        this.options = options;
        this.reply = reply;
    }

    public Score score(Metric metric, String question, String answer, Optional<String> rival) {
        return score(metric, new Target.Open(), question, answer, rival);
    }

    public Score score(Metric metric, Target target, String question, String answer) {
        return score(metric, target, question, answer, Optional.empty());
    }

    private Score score(Metric metric, Target target, String question, String answer, Optional<String> rival) {
        Sample sample = new Sample("toy", Languages.bundled().get("am"), "1", question, target);
        Answered answered = new Answered(sample, Key.of(sample.id()), text(answer), rival.map(JudgeStage::text));
        try (Scorer scorer = metric.scorer(this)) {
            return scorer.score(List.of(answered)).getFirst();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Completion text(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }

    public static String prompt(Request request) {
        return ((Prompt.Context.Chat) request.prompt().context()).messages().stream().map(Prompt.Message::content).reduce((a, b) -> a + "\f" + b).orElseThrow();
    }

    @Override
    public Backend judge() {
        return new Backend() {
            @Override
            public Identity identity() {
                return new Identity("judge", Optional.empty(), Map.of());
            }

            @Override
            public int parallelism() {
                return 1;
            }

            @Override
            public Completion complete(Request request) {
                asked.add(request);
                return text(reply.apply(request));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String mark(Key key, List<String> texts) {
        return Marks.of("secret").of(key, texts);
    }

    @Override
    public Optional<Path> file(String purpose) {
        return Optional.empty();
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    @Override
    public Function<String, Language> languages() {
        return Languages.bundled()::get;
    }
}
