package dev.glossa.judges.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RubricJudgeTest {
    private static final Languages LANGUAGES = Languages.bundled();
    private static final String GOOD = "{\"instruction_following_score\":7,\"naturalness_score\":6,\"coherence_score\":5,\"accuracy_score\":4}";

    @TempDir
    Path folder;

    private final List<Request> asked = new ArrayList<>();
    private final List<String> replies = new ArrayList<>();
    private boolean constrains = true;

    @Test
    void anUnreadableReplyIsAskedForOnceMoreWithTheFormatStated() throws Exception {
        replies.addAll(List.of("I would give it a 6.", "```json\n" + GOOD.replace(":6", ":\"६\"") + "\n```"));
        assertThat(score("am", Map.of())).isInstanceOfSatisfying(Score.Scored.class, scored -> {
            assertThat(scored.value()).isCloseTo(4.5 / 6, org.assertj.core.data.Offset.offset(1e-12));
            assertThat(scored.note()).isEqualTo("asked again after: no JSON object; fence, numeric string, other digits");
        });
        assertThat(asked).extracting(request -> request.key().role()).containsExactly("rubric", "rubric:again");
        assertThat(((Prompt.Context.Chat) asked.get(1).prompt().context()).messages().getLast().content()).contains("accuracy_score", "from 1 to 7");
    }

    @Test
    void aSecondUnreadableReplyIsUnparsedAndNeverZero() throws Exception {
        replies.addAll(List.of("no", GOOD.replace(":7", ":8")));
        assertThat(score("am", Map.of())).isEqualTo(new Score.Unparsed("asked again after: no JSON object; \"instruction_following_score\" is 8, outside 1 to 7"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void theReplyIsConstrainedWhereTheJudgeCanBeAndOnlyThere() throws Exception {
        replies.addAll(List.of(GOOD, GOOD));
        score("am", Map.of());
        assertThat(((Prompt.Generation) asked.getFirst().prompt()).decoding().format()).isInstanceOf(Decoding.Format.JsonSchema.class);
        assertThat(signature(Map.of())).contains("|jformat:schema-");
        constrains = false;
        score("am", Map.of());
        assertThat(((Prompt.Generation) asked.getLast().prompt()).decoding().format()).isEqualTo(Decoding.Format.FREE);
        assertThat(signature(Map.of())).contains("|jformat:free");
    }

    @Test
    void theWordingIsTheLanguagesOwnWhereAskedForAndInTheSignature() throws Exception {
        replies.addAll(List.of(GOOD, GOOD, GOOD));
        score("am", Map.of("judge-language", "target"));
        assertThat(text()).contains("# ተግባር").doesNotContain("# Task");
        score("km", Map.of("judge-language", "target"));
        assertThat(text()).contains("# Task");
        score("am", Map.of());
        assertThat(text()).contains("# Task");
        assertThat(signature(Map.of())).contains("|jprompt:english-").isNotEqualTo(signature(Map.of("judge-language", "target")));
        assertThat(signature(Map.of("judge-language", "target"))).contains("|jprompt:target-" + JudgePrompt.bundledDigest());
        assertThatThrownBy(() -> score("am", Map.of("judge-language", "amharic"))).hasMessage("--judge-language amharic; english or target would do");
    }

    @Test
    void placeholdersOfAUsersWordingAreChecked() throws Exception {
        Path file = folder.resolve("mine.txt");
        Files.writeString(file, "Rate {generation} as a reply to {question} in {langauge}.");
        assertThatThrownBy(() -> JudgePrompt.of(file)).hasMessageStartingWith(file + ": the judge prompt asks for {langauge}, which nobody fills").hasMessageEndingWith("did you mean {language}?");
        Files.writeString(file, "Rate {generation}. {\"accuracy_score\": N}");
        assertThatThrownBy(() -> JudgePrompt.of(file)).hasMessageContaining("has no {question}");
        Files.writeString(file, "በ{language} ለ{question} የተሰጠ መልስ፦ {generation} {\"accuracy_score\": N}");
        assertThat(JudgePrompt.of(file).filled(Map.of("language", "Amharic", "question", "{generation}", "generation", "$1"))).isEqualTo("በAmharic ለ{generation} የተሰጠ መልስ፦ $1 {\"accuracy_score\": N}");
        Files.write(file, new byte[] {(byte) 0xff, '{'});
        assertThatThrownBy(() -> JudgePrompt.of(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void callsAboutACanaryHaveKeysOfTheirOwn() throws Exception {
        replies.add(GOOD);
        try (Scorer scorer = new RubricJudge().scorer(resources(Map.of()))) {
            Sample sample = sample("am");
            scorer.score(List.of(new Answered(sample, Key.of(sample.id()).as("canary:empty"), new Completion.Text("", Completion.FinishReason.STOP))));
        }
        assertThat(asked.getFirst().key().role()).isEqualTo("canary:empty/rubric");
    }

    private String text() {
        return ((Prompt.Context.Chat) asked.getLast().prompt().context()).messages().getFirst().content();
    }

    private String signature(Map<String, String> options) {
        try (Scorer scorer = new RubricJudge().scorer(resources(options))) {
            return scorer.signature().toString();
        }
    }

    private Score score(String code, Map<String, String> options) throws InterruptedException {
        try (Scorer scorer = new RubricJudge().scorer(resources(options))) {
            Sample sample = sample(code);
            return scorer.score(List.of(new Answered(sample, Key.of(sample.id()), new Completion.Text("መልስ", Completion.FinishReason.STOP)))).getFirst();
        }
    }

    private static Sample sample(String code) {
        return new Sample("mdolly", LANGUAGES.get(code), "0001", "ጥያቄ", new Target.Open());
    }

    private Metric.Resources resources(Map<String, String> options) {
        return new Metric.Resources() {
            @Override
            public Backend judge() {
                return new Judge();
            }

            @Override
            public String mark(Key key, List<String> texts) {
                return "0123456789abcdef";
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
                return LANGUAGES::get;
            }
        };
    }

    private final class Judge implements Backend {
        @Override
        public Identity identity() {
            return new Identity("judge", Optional.of("0123456789abcdef"), Map.of());
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public Optional<String> refusal(Prompt prompt) {
            return !constrains && prompt instanceof Prompt.Generation generation && generation.decoding().format() != Decoding.Format.FREE
                    ? Optional.of("judge cannot constrain its output") : Optional.empty();
        }

        @Override
        public Completion complete(Request request) {
            asked.add(request);
            return new Completion.Text(replies.removeFirst(), Completion.FinishReason.STOP);
        }

        @Override
        public void close() {}
    }
}
