package dev.glossa.benchmarks.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.benchmarks.DataDirectory;
import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Prompt.Message;
import dev.glossa.harness.Prompt.Role;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each thing that a task file can say makes of the data.
class FileBenchmarkTest {
    private static final String FILE = """
            name: quiz
            dataset: {files: "*.tsv"}
            languages: {codes: {am: [amh, am], km: khm}, column: lang}
            columns: {lang: language, q: question, a: answer, level: level}
            prompt: "{{ q }}"
            target: {references: "{{ a }}"}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void data() {
        data("quiz.tsv", "language\tquestion\tanswer\tlevel", "amh\tጥያቄ {{ q }} 🐦\tመልስ\tEasy", "khm\tសំណួរ\tចម្លើយ\thard", "urd\tسوال\tجواب\thard", "am\tሌላ\tሁለተኛ\t hard ");
    }

    @Test
    void aColumnSaysWhichLanguageARowIsIn() {
        Task task = open(FILE);
        assertThat(task.languages()).extracting(Language::code).containsExactly("km", "am");
        assertThat(questions(task, "am")).extracting(q -> q.sample().item()).containsExactly("0001", "0004@am");
        assertThat(questions(task, "am").getFirst().sample().input()).isEqualTo("ጥያቄ {{ q }} 🐦");
        assertThat(questions(task, "km")).extracting(q -> q.sample().target()).containsExactly(new Target.References(List.of("ចម្លើយ")));
    }

    @Test
    void rowsAreKeptAndDroppedByValue() {
        assertThat(questions(open(FILE + "keep: {level: [HARD]}\n"), "am")).extracting(q -> q.sample().item()).containsExactly("0004@am");
        assertThat(questions(open(FILE + "drop: {level: hard}\n"), "am")).extracting(q -> q.sample().item()).containsExactly("0001");
        assertThatThrownBy(() -> questions(open(FILE + "drop: {level: [hard, easy]}\n"), "am")).hasMessageContaining("quiz: no sample for am");
    }

    @Test
    void aPromptHasASystemTurnExamplesAndADecoding() {
        data("am-dev.jsonl", "{\"language\":\"amh\",\"question\":\"ምሳሌ\",\"answer\":\"1\",\"level\":\"x\"}", "{\"language\":\"amh\",\"question\":\"ሌላ ምሳሌ\",\"answer\":\"2\",\"level\":\"x\"}");
        String file = FILE.replace("am: [amh, am], km: khm", "am: amh").replace("prompt: \"{{ q }}\"",
                "prompt: {system: \"Speak {{ language.own_name }}.\", user: \"{{ q }}\"}\nshots: {count: 1, files: am-dev.jsonl, answer: \" = {{ a }}\", separator: \" | \"}\n"
                        + "decoding: {max_tokens: 9, temperature: 0.5, stop: [\"|\"]}");
        Question question = questions(open(file), "am").getFirst();
        assertThat(question.prompt()).isEqualTo(new Prompt.Generation(new Context.Chat(List.of(new Message(Role.SYSTEM, "Speak አማርኛ."),
                new Message(Role.USER, "ምሳሌ = 1 | ጥያቄ {{ q }} 🐦"))), Decoding.greedy(9).withTemperature(0.5).withStop(List.of("|")).withSeed(3)));
        assertThat(text(questions(open(file, OptionalInt.of(2), Optional.of(Mode.PLAIN)), "am").getFirst())).isEqualTo("ምሳሌ = 1 | ሌላ ምሳሌ = 2 | ጥያቄ {{ q }} 🐦");
        assertThat(text(questions(open(file, OptionalInt.of(0), Optional.of(Mode.PLAIN)), "am").getFirst())).isEqualTo("ጥያቄ {{ q }} 🐦");
        assertThat(open(file).signature().toString()).contains("|mode:chat|shots:1|temp:0.5|max:9|seed:3");
        String seeded = text(questions(open(file.replace("count: 1", "count: 1, order: seeded"), OptionalInt.empty(), Optional.of(Mode.PLAIN)), "am").getFirst());
        assertThat(seeded).isIn("ምሳሌ = 1 | ጥያቄ {{ q }} 🐦", "ሌላ ምሳሌ = 2 | ጥያቄ {{ q }} 🐦");
        assertThatThrownBy(() -> questions(open(file, OptionalInt.of(3), Optional.empty()), "am")).hasMessageContaining("2 examples where 3 are asked for");
        assertThatThrownBy(() -> open(file.replace("am-dev.jsonl", "quiz.tsv"))).hasMessageContaining("would show answers");
        assertThatThrownBy(() -> open(FILE, OptionalInt.of(1), Optional.empty())).hasMessageContaining("--shots 1 has no examples");
    }

    @Test
    void aCellMayBeJsonAndAColumnMayBeMissing() {
        data("nested.jsonl", "{\"q\":\"سوال\",\"choices\":[\"ایک\",\"دو\"],\"right\":1}", "{\"q\":\"سوال ۲\",\"choices\":[\"تین\",\"چار\",\"پانچ\"],\"right\":\"A\"}");
        String file = """
                name: nested
                dataset: {files: nested.jsonl}
                languages: ur
                columns: {q: q, choices: {column: choices, as: json}, right: right, note: {column: note, optional: true}}
                prompt: "{{ q }}{{ note }}{% for c in choices %} [{{ loop.index }}] {{ c }}{% endfor %}"
                target: {choice: {options: {lines: "{{ choices | join('\\n') }}"}, correct: "{{ right }}", by: generation}}
                """;
        List<Question> questions = questions(open(file), "ur");
        assertThat(questions).extracting(q -> q.sample().target()).containsExactly(new Target.Choice(List.of("ایک", "دو"), 1), new Target.Choice(List.of("تین", "چار", "پانچ"), 0));
        assertThat(text(questions.getFirst())).isEqualTo("سوال [1] ایک [2] دو");
        data("nested.jsonl", "{\"q\":\"x\",\"choices\":[\"a\",\"b\"],\"right\":2}");
        assertThatThrownBy(() -> questions(open(file), "ur")).hasMessageContaining("nested.jsonl, line 1").hasMessageContaining("the right option is '2' where one of [A, B], or an index from 0 to 1, was expected");
        data("nested.jsonl", "{\"q\":\"x\",\"choices\":\"[a\",\"right\":2}");
        assertThatThrownBy(() -> questions(open(file), "ur")).hasMessageContaining("column 'choices' is read as JSON and is none");
    }

    @Test
    void whatARowLacksIsToldWithItsPlace() {
        data("quiz.tsv", "language\tquestion\tanswer\tlevel", "khm\tx\t \teasy");
        assertThatThrownBy(() -> questions(open(FILE), "km")).hasMessageContaining("quiz.tsv, line 2").hasMessageContaining("an empty reference");
        assertThatThrownBy(() -> questions(open(FILE.replace("{{ q }}", "{% if lang == 'khm' %}{{ raise_exception('no') }}{% endif %}")), "km"))
                .hasMessageContaining("quiz.tsv, line 2: quiz.yaml, line 5, column 9: template line 1");
        assertThatThrownBy(() -> open(FILE.replace("am: [amh", "amm: [amh"))).hasMessageStartingWith("quiz.yaml, line 3, column 20: no language 'amm'");
        assertThatThrownBy(() -> open(FILE.replace("{codes: {am: [amh, am], km: khm}, column: lang}", "{codes: flores20}")))
                .hasMessageStartingWith("quiz.yaml, line 3, column 20: the language table has no column 'flores20'");
    }

    @Test
    void aReferenceThatNoAnswerCouldBeIsRefused() {
        data("quiz.jsonl", "{\"language\":\"khm\",\"question\":\"x\",\"answer\":\"មួយ\\nពីរ\",\"level\":\"\"}");
        String file = FILE.replace("*.tsv", "quiz.jsonl");
        assertThat(questions(open(file), "km")).hasSize(1);
        assertThatThrownBy(() -> questions(open(file + "extraction: last-line\n"), "km")).hasMessageContaining("quiz.jsonl, line 1: a reference of several lines");
    }

    @Test
    void theRevisionIsTheCaches() throws IOException {
        String one = "1".repeat(40);
        String two = "2".repeat(40);
        for (String commit : List.of(one, two)) {
            data("datasets--o--quiz/snapshots/" + commit + "/test.jsonl", "{\"q\":\"" + commit.charAt(0) + "\"}");
        }
        Files.createDirectories(folder.resolve("datasets--o--quiz/refs"));
        Files.writeString(folder.resolve("datasets--o--quiz/refs/main"), two);
        String file = "name: quiz\ndataset: {hub: o/quiz, revision: \"%s\", files: test.jsonl}\nlanguages: am\ncolumns: [q]\nprompt: \"{{ q }}\"\ntarget: {references: \"{{ q }}\"}\n";
        Task task = open(file.formatted("1111111"));
        assertThat(task.signature().toString()).contains("data:o/quiz@" + one);
        assertThat(questions(task, "am").getFirst().sample().input()).isEqualTo("1");
        assertThatThrownBy(() -> open(file.formatted("3333333"))).hasMessageContaining("holds o/quiz at commit " + two + "; the task is of commit 3333333");
    }

    private void data(String file, String... lines) {
        new DataDirectory(folder).write(file, lines);
    }

    private Task open(String file) {
        return open(file, OptionalInt.empty(), Optional.empty());
    }

    private Task open(String file, OptionalInt shots, Optional<Mode> mode) {
        return new FileBenchmark(TaskReader.read("quiz.yaml", file)).open(new Options(new Data.Folder(folder), Languages.bundled(), mode, shots,
                OptionalDouble.empty(), OptionalInt.empty(), 3, Map.of()));
    }

    private static List<Question> questions(Task task, String language) {
        return DataDirectory.questions(task, language);
    }

    private static String text(Question question) {
        return switch (question.prompt().context()) {
            case Context.Plain(String text) -> text;
            case Context.Chat(List<Message> messages) -> messages.getLast().content();
        };
    }
}
