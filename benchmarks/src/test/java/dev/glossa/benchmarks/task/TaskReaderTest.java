package dev.glossa.benchmarks.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a task file is told with its place and the nearest thing that would have worked, before any data is
/// looked for.
class TaskReaderTest {
    static final String FILE = """
            # Proverbs, made for this test.
            name: proverbs
            dataset:
              files: ["{code}.tsv"]
            languages: {codes: code}
            columns: {opening: opening, ending: ending, origin: from}
            prompt: |
              Complete this {{ language.name }} proverb:
              {{ opening }}
            target: {references: "{{ ending }}"}
            group_by: [origin]
            """;

    @Test
    void aFileSaysWhatItSays() {
        TaskFile file = TaskReader.read("proverbs.yaml", FILE);
        assertThat(file.name()).isEqualTo("proverbs");
        assertThat(file.metrics()).containsExactly("chrf");
        assertThat(file.prompt().user().source().value()).isEqualTo("Complete this {{ language.name }} proverb:\n{{ opening }}\n");
        assertThat(file.columns().get("origin").column()).isEqualTo("from");
        assertThat(file.decoding().maxTokens()).isEqualTo(1024);
    }

    /// `no` is Norwegian and `0123` a text: no scalar is anything before its key asks for it.
    @Test
    void norwegianIsNoTruthValue() {
        TaskFile file = TaskReader.read("x.yaml", FILE.replace("{codes: code}", "no"));
        assertThat(file.languages().codes()).isInstanceOfSatisfying(TaskFile.Codes.One.class, one -> assertThat(one.language().value()).isEqualTo("no"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target:                  | tarjet:                       | x.yaml, line 10, column 1: no key 'tarjet'; did you mean 'target'?
            {references: "{{ ending }}"} | {reference: "{{ ending }}"} | x.yaml, line 10, column 10: no key 'reference' in target; did you mean 'references'?
            {{ opening }}            | {{ openning }}                | x.yaml, line 7, column 9: no column or variable 'openning'; did you mean 'opening'?
            {{ opening }}            | {{ opening                    | x.yaml, line 9, column 1: template line 2
            {{ opening }}            | {% if opening %}              | x.yaml, line 9, column 1: template line 2
            [origin]                 | [orgin]                       | x.yaml, line 11, column 12: no column 'orgin'; did you mean 'origin'?
            name: proverbs           | name: My Proverbs             | x.yaml, line 2, column 7: the name 'My Proverbs' cannot begin a sample id
            name: proverbs           | name: [a, b]                  | x.yaml, line 2, column 7: 'name' is text; there is a list
            name: proverbs           | name: ''                      | x.yaml, line 2, column 7: 'name' is empty
            [origin]                 | [origin, [x]]                 | x.yaml, line 11, column 20: 'group_by' is text; there is a list
            ["{code}.tsv"]           | [../../etc/passwd]            | x.yaml, line 4, column 11: a path leads downwards
            ["{code}.tsv"]           | [/etc/passwd]                 | x.yaml, line 4, column 11: a path leads downwards
            {codes: code}            | {codes: code, colunm: origin} | x.yaml, line 5, column 26: no key 'colunm' in languages; did you mean 'column'?
            origin: from             | language: from                | x.yaml, line 6, column 45: 'language' is what templates have already
            origin: from             | opening: from                 | x.yaml, line 6, column 45: 'opening' stands in line 6 already
            # Proverbs               | decoding: {max_tokens: many}  | x.yaml, line 1, column 24: 'max_tokens' is a whole number from 1 to 1,048,576; there is 'many'
            # Proverbs               | metrics: [chrff]              | x.yaml, line 1, column 11: no metric named 'chrff'; did you mean 'chrf'?
            # Proverbs               | metrics: accuracy             | x.yaml, line 1, column 10: 'accuracy' reads no such answers; [chrf, exact-match] do
            # Proverbs               | extraction: last-lime         | x.yaml, line 1, column 13: no extraction named 'last-lime'; did you mean 'last-line'?
            # Proverbs               | extraction: {pattern: '(a)\\1'} | x.yaml, line 1, column 13: not a pattern
            # Proverbs               | keep: {orgin: x}              | x.yaml, line 1, column 8: no column 'orgin'; did you mean 'origin'?
            # Proverbs               | shots: {count: 2, split: test, answer: x} | x.yaml, line 1, column 8: examples from the questions' own split
            # Proverbs               | strata: level                 | x.yaml, line 1, column 9: 'strata' is one of the groups; there are [origin]
            # Proverbs               | options: {opening: [a, b]}    | x.yaml, line 1, column 11: 'opening' is a column already
            # Proverbs               | options: {form: [a b]}        | x.yaml, line 1, column 18: an option's value is a word
            # Proverbs               | description: &a x             | x.yaml, line 1, column 14: anchors and aliases
            # Proverbs               | description: !!java x         | x.yaml, line 1, column 14: tags such as
            # Proverbs               | description: [a               | x.yaml, line
            """)
    void aMistakeIsToldInItsPlace(String before, String after, String told) {
        String text = FILE.replace("# Proverbs, made for this test.", "# Proverbs").replace(before, after);
        assertThatThrownBy(() -> TaskReader.read("x.yaml", text)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(told);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> TaskReader.read("x.yaml", FILE.replaceAll("(?m)^target:.*\n", ""))).hasMessageContaining("a task file needs 'target'");
        assertThatThrownBy(() -> TaskReader.read("x.yaml", "")).hasMessage("x.yaml, line 1, column 1: keys with values were expected (name: …); there is nothing");
        assertThatThrownBy(() -> TaskReader.read("x.yaml", FILE + "---\nname: x\n")).hasMessageContaining("several documents");
        assertThatThrownBy(() -> TaskReader.read("x.yaml", "x: " + "[".repeat(60_000))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> TaskReader.read("x.yaml", "x: " + "y".repeat(1 << 19))).hasMessageContaining("a task file has at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"choice: {options: ['{{ opening }}', '{{ ending }}'], correct: '0', by: rank}",
        "choice: {options: ['{{ opening }}', '{{ ending }}'], labels: [A, A], correct: '0'}", "closed",
        "label: {labels: [safe, unsafe], expected: safe, judge: 'Is this safe?'}", "label: {labels: [safe], expected: safe, judge: '{{ generation }}'}",
        "{answer: {gold: '{{ ending }}', prefix: x}, references: '{{ ending }}'}", "answer: {gold: '{{ ending }}'}"})
    void aTargetThatCouldNotBeScoredIsRefused(String target) {
        String text = FILE.replace("{references: \"{{ ending }}\"}", target.startsWith("{") || target.equals("closed") ? target : "{" + target + "}");
        assertThatThrownBy(() -> TaskReader.read("x.yaml", text)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("x.yaml, line 10, column ");
    }

    @Test
    void theDigestIsOfWhatCounts() {
        String digest = TaskReader.read("x.yaml", FILE).digest();
        assertThat(TaskReader.read("y.yaml", FILE.replace("# Proverbs", "# Sayings").replace("[origin]", "[ending]") + "description: other\n").digest()).isEqualTo(digest);
        assertThat(TaskReader.read("x.yaml", FILE.replace("languages: {codes: code}", "languages:\n  codes: \"code\"")).digest()).isEqualTo(digest);
        assertThat(TaskReader.read("x.yaml", FILE.replace("Complete this", "Finish this")).digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "[", "{a: ", "{", "? ", "a: [", "x\n", "'x", "\"\\n", "? a\n", "#\n", "a b ", "|\n", "--- ", "&a ", "*a ", "a:\n", "\t", "ሀ: ሁ\n", "🐦", "{{ a }}", "- a\n"})
    void noFileTakesLong(String piece) {
        String text = "name: x\nprompt: " + piece.repeat((YamlReader.LONGEST - 20) / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> TaskReader.read("x.yaml", text)).isInstanceOf(IllegalArgumentException.class));
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> assertThatThrownBy(() -> TaskReader.read("x.yaml", text.substring(16))).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void anEmojiMayStandAnywhere() {
        for (int before = 0; before < 2100; before++) {
            String text = "x".repeat(before) + "🐦";
            assertThat(TaskReader.read("x.yaml", FILE + "description: " + text + " b\n").description()).isEqualTo(text + " b");
        }
    }

    /// Whatever stands in a task file's place, the answer is a task or one refusal.
    @Test
    void brokenFilesAreRefusedAndNothingElse() {
        Random random = new Random(7);
        List<String> pieces = List.of("{", "}", "[", "]", ":", "\n", " ", "- ", "|", ">", "'", "\"", "{{", "}}", "{%", "%}", "&a", "*a", "!!x", "?", "\t", "ስም", "🐦", "\u0000", "#", "---\n", "%YAML 9\n");
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 3_000; i++) {
                StringBuilder text = new StringBuilder(FILE);
                for (int edits = random.nextInt(6); edits >= 0; edits--) {
                    int at = random.nextInt(text.length());
                    int until = Math.min(text.length(), at + random.nextInt(12));
                    text.replace(at, until, pieces.get(random.nextInt(pieces.size())));
                }
                try {
                    TaskReader.read("x.yaml", text.toString());
                } catch (IllegalArgumentException e) {
                    assertThat(e.getMessage()).startsWith("x.yaml, line ");
                }
            }
        });
    }
}
