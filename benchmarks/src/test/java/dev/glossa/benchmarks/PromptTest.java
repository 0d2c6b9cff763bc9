package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Prompt.Message;
import dev.glossa.harness.Prompt.Role;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What each benchmark asks, to the character, with the chat template and without. The expected texts are the protocol's
/// (sections 5.1 to 5.5), written out here.
class PromptTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    /// Languages of eight scripts, right to left among them, and a sentence that no template may touch: braces, quotes, an
    /// emoji outside the basic plane, a backslash.
    static final String SENTENCES = """
            am,Amharic,   'ሰባት {ወፎች} በዛፉ ላይ ነበሩ፤ ሁለቱ \\ ሄዱ 🐦'
            km,Khmer,     'មានសត្វស្លាប {source_text} ប្រាំពីរក្បាល 🐦'
            ur,Urdu,      'درخت پر سات پرندے تھے، "دو" اڑ گئے۔ 🐦'
            bn,Bengali,   'গাছে ৭টি পাখি ছিল, ২টি উড়ে গেল 🐦'
            th,Thai,      'มีนกเจ็ดตัวบนต้นไม้ {question} 🐦'
            ja,Japanese,  '木に七羽の鳥がいました。$1 🐦'
            zh,Chinese (Simplified), '树上有七只鸟，飞走了两只 🐦'
            ru,Russian,   'На дереве сидели семь птиц 🐦'
            """;

    @ParameterizedTest
    @CsvSource(textBlock = SENTENCES)
    void floresAsksForATranslationAndNothingElse(String code, String printed, String sentence) {
        String flores = DataDirectory.language(code).codeIn("flores200").orElseThrow();
        DataDirectory data = new DataDirectory(folder)
                .write("devtest/eng_Latn.devtest", "Seven {target_language} birds sat in the tree 🐦")
                .write("devtest/" + flores + ".devtest", sentence);
        String expected = "Translate all the following English to " + printed + ". Do NOT write anything else, only the translation. Let's go:\n\n"
                + "Seven {target_language} birds sat in the tree 🐦";
        for (Mode mode : Mode.values()) {
            Question question = only(data, "flores", code, mode);
            assertThat(question.prompt()).isEqualTo(new Prompt.Generation(context(mode, expected), Decoding.greedy(512)));
            assertThat(question.sample().target()).isEqualTo(new Target.References(List.of(sentence)));
            assertThat(question.sample().id()).hasToString("flores/" + code + "/0001");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SENTENCES)
    void globalMgsmAsksWithTheInstructionOfTheData(String code, String printed, String question) {
        DataDirectory data = new DataDirectory(folder).write("global-mgsm/" + code + "/test.jsonl", JSON.writeValueAsString(Map.of(
                "question", question, "answer", "1,234", "instruction", question + " \"7\" {answer_keyword}", "answer_prefix", "Jibu")));
        for (Mode mode : Mode.values()) {
            Question asked = only(data, "global-mgsm", code, mode);
            assertThat(asked.prompt()).isEqualTo(new Prompt.Generation(
                    context(mode, question + " \"7\" {answer_keyword}\n\n" + question), Decoding.greedy(2048)));
            assertThat(asked.sample().target()).isEqualTo(new Target.Answer("1,234", "Jibu"));
        }
    }

    @ParameterizedTest
    @CsvSource({"bn, উত্তর", "de, Antwort", "en, Answer", "es, Respuesta", "fr, Réponse", "ja, 答え", "ru, Ответ", "sw, Jibu",
        "te, సమాధానం", "th, คำตอบ", "zh, 答案"})
    void originalMgsmIsAskedInEnglishWithTheAnswerWordOfTheLanguage(String code, String word) {
        DataDirectory data = new DataDirectory(folder).write("mgsm_" + code + ".tsv", "7 \"🐦\"?\t1,234");
        Question asked = only(data, "global-mgsm", code, Mode.CHAT);
        assertThat(asked.prompt()).isEqualTo(new Prompt.Generation(context(Mode.CHAT, "Solve this math problem. Give the reasoning steps before "
                + "giving the final answer on the last line by itself in the format of \"" + word + ":\". Do not add anything other than the "
                + "integer answer after \"" + word + ":\".\n\n7 \"🐦\"?"), Decoding.greedy(2048)));
        assertThat(asked.sample().target()).isEqualTo(new Target.Answer("1,234", word));
        assertThat(data.open("global-mgsm").signature().toString()).contains("instruction:en", "google-research/url-nlp/mgsm@files");
    }

    @ParameterizedTest
    @CsvSource(textBlock = SENTENCES)
    void globalMmluRanksFourLettersAfterAColon(String code, String printed, String question) {
        DataDirectory data = mmlu(code, question, 0);
        String expected = question + "\nA. " + question + "\nB. 2\nC.  x \nD. د\nAnswer:";
        assertThat(only(data, "global-mmlu", code, Mode.PLAIN).prompt())
                .isEqualTo(new Prompt.Ranking(new Context.Plain(expected), List.of(" A", " B", " C", " D")));
        assertThat(only(data, "global-mmlu", code, Mode.CHAT).prompt())
                .isEqualTo(new Prompt.Ranking(Prompt.user(expected), List.of("A", "B", "C", "D")));
        Question asked = only(data, "global-mmlu", code, Mode.PLAIN);
        assertThat(asked.sample().target()).isEqualTo(new Target.Choice(List.of(question, "2", " x ", "د"), 2));
        assertThat(asked.sample().id()).hasToString("global-mmlu/" + code + "/abstract_algebra%2Ftest%2F0");
        assertThat(asked.sample().attributes()).isEqualTo(Map.of("subject", "abstract_algebra", "subject_category", "STEM"));
    }

    @Test
    void globalMmluShowsTheFirstExamplesOfTheDevSplitAsLmEvalJoinsThem() {
        DataDirectory data = mmlu("am", "ሰባት 🐦", 3);
        assertThat(only(data, "global-mmlu", "am", Mode.PLAIN, 2).prompt().context()).isEqualTo(new Context.Plain(
                "Q0\nA. a\nB. b\nC. c\nD. d\nAnswer: B\n\n"
                + "Q1\nA. a\nB. b\nC. c\nD. d\nAnswer: B\n\n"
                + "ሰባት 🐦\nA. ሰባት 🐦\nB. 2\nC.  x \nD. د\nAnswer:"));
    }

    @Test
    void whiteSpaceAroundAQuestionGoesAsPythonStripsIt() {
        DataDirectory data = mmlu("km", "\u00A0\u3000\u0085 ក \u202F\n", 0);
        assertThat(only(data, "global-mmlu", "km", Mode.PLAIN).prompt().context()).isInstanceOfSatisfying(Context.Plain.class,
                plain -> assertThat(plain.text()).startsWith("ក\nA. "));
    }

    private DataDirectory mmlu(String code, String question, int examples) {
        String config = DataDirectory.language(code).codeIn("global_mmlu").orElse(code);
        DataDirectory data = new DataDirectory(folder).write("global-mmlu/" + config + "/test.jsonl", JSON.writeValueAsString(Map.of(
                "sample_id", "abstract_algebra/test/0", "subject", "abstract_algebra", "subject_category", "STEM", "question", " " + question + "\n",
                "option_a", question, "option_b", 2, "option_c", " x ", "option_d", "د", "answer", "C", "cultural_sensitivity_label", "-")));
        if (examples > 0) {
            data.write("global-mmlu/" + config + "/dev.jsonl", java.util.stream.IntStream.range(0, examples).mapToObj(i -> JSON.writeValueAsString(Map.of(
                    "question", "Q" + i, "option_a", "a", "option_b", "b", "option_c", "c", "option_d", "d", "answer", "B"))).toArray(String[]::new));
        }
        return data;
    }

    @ParameterizedTest
    @CsvSource(textBlock = SENTENCES)
    void openBenchmarksAskTheBareRequest(String code, String printed, String request) {
        DataDirectory data = new DataDirectory(folder)
                .write("dolly-machine-translated-v2/" + code + "/test.jsonl", JSON.writeValueAsString(Map.of("source_id", 17, "prompt", request)))
                .write("m-ArenaHard-v2.1/" + code + "/test.jsonl", JSON.writeValueAsString(Map.of("question_id", "2edbb5f36f5b42be",
                        "category", "hard_prompt", "subcategory", "coding", "prompt", request)));
        for (Mode mode : Mode.values()) {
            assertThat(only(data, "mdolly", code, mode).prompt()).isEqualTo(new Prompt.Generation(context(mode, request), Decoding.greedy(2048)));
            assertThat(only(data, "marenahard", code, mode).prompt()).isEqualTo(new Prompt.Generation(context(mode, request), Decoding.greedy(4096)));
        }
        assertThat(only(data, "mdolly", code, Mode.CHAT).sample().id()).hasToString("mdolly/" + code + "/0017");
        Question hard = only(data, "marenahard", code, Mode.CHAT);
        assertThat(hard.sample().id()).hasToString("marenahard/" + code + "/2edbb5f36f5b42be");
        assertThat(hard.sample().attributes()).isEqualTo(Map.of("category", "hard_prompt", "subcategory", "coding"));
        assertThat(hard.sample().target()).isEqualTo(new Target.Open());
    }

    private static Context context(Mode mode, String text) {
        return switch (mode) {
            case CHAT -> new Context.Chat(List.of(new Message(Role.USER, text)));
            case PLAIN -> new Context.Plain(text);
        };
    }

    private static Question only(DataDirectory data, String benchmark, String code, Mode mode) {
        return only(data, benchmark, code, mode, 0);
    }

    private static Question only(DataDirectory data, String benchmark, String code, Mode mode, int shots) {
        List<Question> questions = DataDirectory.questions(data.open(benchmark, mode, shots), code);
        assertThat(questions).hasSize(1);
        return questions.getFirst();
    }
}
