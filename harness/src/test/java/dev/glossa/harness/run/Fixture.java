package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A small task, a model that answers as a function says, and a metric, for tests of the stages.
final class Fixture {
    static final Languages LANGUAGES = Languages.bundled();

    /// A task `toy` with the same items in every language.
    record Toy(List<Language> languages, int items, Signature signature) implements Task {
        Toy(int items, String... codes) {
            this(Stream.of(codes).map(LANGUAGES::get).toList(), items, Signature.parse("benchmark:toy|rev:1"));
        }

        @Override
        public String name() {
            return "toy";
        }

        @Override
        public Stream<Question> questions(Language language) {
            return IntStream.rangeClosed(1, items).mapToObj(i -> {
                Sample sample = new Sample("toy", language, SampleId.row(i), "ጥያቄ " + i, new Target.Open(), Map.of("parity", i % 2 == 0 ? "even" : "odd"));
                return new Question(sample, new Prompt.Generation(Prompt.user(language.code() + " " + i), Decoding.greedy(8)));
            });
        }

        @Override
        public List<String> metrics() {
            return List.of("length");
        }

        @Override
        public Map<String, String> digests(Language language) {
            return Map.of("toy", "00");
        }
    }

    /// A model whose answers are a function of the request; it remembers what it was asked.
    static final class Model implements Backend {
        final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
        private final String name;
        private final Function<Request, Completion> answer;

        Model(Function<Request, Completion> answer) {
            this("fake", answer);
        }

        Model(String name, Function<Request, Completion> answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public Identity identity() {
            return new Identity(name, Optional.of("abc"), Map.of());
        }

        @Override
        public int parallelism() {
            return 4;
        }

        @Override
        public Completion complete(Request request) {
            asked.add(request);
            return answer.apply(request);
        }

        @Override
        public void close() {}
    }

    /// The length of an answer; an answer `?` cannot be read.
    static final class Length implements Metric {
        @Override
        public String name() {
            return "length";
        }

        @Override
        public Scale scale() {
            return Scale.RAW;
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        @Override
        public Scorer scorer(Resources resources) {
            return new Scorer() {
                @Override
                public Signature signature() {
                    return Signature.EMPTY.with("mrev", 1);
                }

                @Override
                public int batchSize() {
                    return 3;
                }

                @Override
                public List<Score> score(List<Answered> batch) {
                    return batch.stream().<Score>map(answered -> switch (answered.completion()) {
                        case Completion.Text text when text.text().equals("?") -> new Score.Unparsed("a question mark");
                        case Completion.Text text -> Score.Scored.mean(text.text().codePointCount(0, text.text().length()), "");
                        case Completion.Likelihoods _ -> throw new IllegalArgumentException("text only");
                        case Completion.Failed(String reason) -> new Score.Failed(reason);
                    }).toList();
                }
            };
        }
    }

    static Completion text(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }

    static TaskRun run(Task task) {
        return TaskRun.of(task, task.languages(), Selection.ALL, 1);
    }

    static Manifest manifest(TaskRun... tasks) {
        List<Manifest.TaskEntry> entries = Stream.of(tasks).map(run -> {
            Map<String, Map<String, String>> languages = new LinkedHashMap<>();
            run.languages().forEach(l -> languages.put(l.code(), run.task().digests(l)));
            return new Manifest.TaskEntry(run.task().name(), run.task().signature().toString(), Map.of(), run.task().metrics(), List.of(), languages);
        }).toList();
        return new Manifest(Manifest.FORMAT, "fake", new Backend.Identity("fake", Optional.of("abc"), Map.of()), entries,
                OptionalInt.empty(), 0, "1/1", 1, LocalDate.of(2026, 8, 23), Map.of("glossa", "test"));
    }

    static ScoreStage.Tools tools() {
        return new ScoreStage.Tools(Optional.empty(), Map.of(), Map.of(), LANGUAGES::get);
    }
}
