package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Score;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Benchmarks that files describe, through the door that users use.
class TaskFileTest {
    private static final String PROVERBS = """
            name: proverbs
            dataset: {files: "{code}.tsv"}
            languages: {codes: code}
            columns: [opening, ending, origin]
            prompt: "Complete: {{ opening }}"
            target: {references: "{{ ending }}"}
            extraction: last-line
            group_by: [origin]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void proverbs() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/am.tsv"), "opening\tending\torigin\nድር ቢያብር\tአንበሳ ያስር\tfield\nከሞኝ ደጃፍ\tሞፈር ይቆረጣል\thouse\n");
        Files.writeString(folder.resolve("data/ur.tsv"), "opening\tending\torigin\nبندر کیا جانے\tادرک کا سواد 🐒\tkitchen\nنیم حکیم\tخطرہ جان\thouse\n");
        Files.writeString(folder.resolve("data/proverbs.yaml"), PROVERBS);
    }

    @Test
    void aTaskFileIsAskedScoredAndReportedLikeAnyBenchmark() throws Exception {
        Path answers = answers("{\"id\":\"proverbs/am/0001\",\"text\":\"ላስብ…\\n«አንበሳ  ያስር።»\"}", "{\"id\":\"proverbs/am/0002\",\"text\":\"አላውቅም\"}",
                "{\"id\":\"proverbs/ur/0001\",\"text\":\"ادرک کا سواد 🐒\"}", "{\"id\":\"proverbs/ur/0002\",\"text\":\"خطرہ جان\",\"finish\":\"length\"}");
        Path run = folder.resolve("run");
        ok("run", "--model", "replay:" + answers, "--task", task().toString(), "--out", run.toString());
        // What a later stage needs is in the run: the file may change or go.
        Files.writeString(task(), PROVERBS.replace("Complete", "Finish"));
        ok("score", run.toString());
        assertThat(values(run)).isEqualTo(Map.of("proverbs/am/0001", 1.0, "proverbs/am/0002", 0.0, "proverbs/ur/0001", 1.0, "proverbs/ur/0002", 1.0));
        Files.delete(task());
        ok("report", run.toString(), "--out", folder.resolve("report").toString(), "--draws", "200");
        assertThat(Files.readString(folder.resolve("report/scores.csv"))).contains("proverbs,exact-match,,language,am,", "house");
        assertThat(Files.readString(folder.resolve("report/samples/proverbs.ur.1.js"))).contains("Complete: بندر کیا جانے");
        assertThat(Files.readString(run.resolve("run.json"))).contains("|task:", "\"task.proverbs\" : \"", "proverbs@files");
    }

    @Test
    void anotherFileUnderTheSameNameIsAnotherQuestion() throws Exception {
        Path answers = answers("{\"id\":\"proverbs/am/0001\",\"text\":\"x\"}");
        String[] command = {"run", "--model", "replay:" + answers, "--task", task().toString(), "--out", folder.resolve("run").toString()};
        ok(command);
        Files.writeString(task(), "# Only a comment more.\n" + PROVERBS);
        ok(command);
        Files.writeString(task(), PROVERBS.replace("Complete", "Finish"));
        Outcome other = glossa(command);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("asked otherwise").contains("task:");
    }

    @Test
    void aMistakeInTheFileIsWrongUsageAndNothingIsAsked() throws Exception {
        Path answers = answers("{\"id\":\"proverbs/am/0001\",\"text\":\"x\"}");
        Files.writeString(task(), PROVERBS.replace("{{ opening }}", "{{ openning }}"));
        Outcome outcome = glossa("run", "--model", "replay:" + answers, "--task", task().toString(), "--out", folder.resolve("run").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("proverbs.yaml, line 5, column 9: no column or variable 'openning'; did you mean 'opening'?");
        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(glossa("run", "--model", "replay:x", "--task", "inclde", "--out", "x").err()).contains("no task named 'inclde'");
        Files.writeString(task(), PROVERBS.replace("name: proverbs", "name: flores"));
        assertThat(glossa("run", "--model", "replay:x", "--task", task().toString(), "--out", "x").err()).contains("a benchmark named 'flores' already");
    }

    @Test
    void aColumnThatTheDataLacksIsNamed() throws Exception {
        Files.writeString(task(), PROVERBS.replace("[opening,", "[oppening,").replace("{{ opening }}", "{{ oppening }}"));
        Outcome outcome = glossa("run", "--model", "replay:" + answers("{\"id\":\"proverbs/am/0001\",\"text\":\"x\"}"), "--task", task().toString(),
                "--out", folder.resolve("run").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no column oppening (is 'opening' meant?)");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /// A reading that cannot take the right answer from any text would score every model too low, without a sign of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            extraction: {pattern: 'መልስ: (\\S+)'} | proverbs/ur/0001: its own right answer, given as 'መልስ: ادرک کا سواد 🐒', is not right under 'exact-match' (0.0, read as ادرک)
            extraction: {pattern: '([a-z]+)'} | proverbs/ur/0001: its own right answer, given as 'ادرک کا سواد 🐒', is not right under 'exact-match' (0.0, read as nothing to extract)
            extraction: {pattern: '\\*\\*(.+?)\\*\\*'} |
            extraction: first-line |
            extraction: whole |
            """)
    void aReadingThatCannotFindTheRightAnswerIsRefusedBeforeAnythingIsAsked(String extraction, String refusal) throws Exception {
        Files.writeString(task(), PROVERBS.replace("extraction: last-line", extraction));
        assertRefused(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            … | proverbs/am/0001: exact-match compares without punctuation, and nothing is left of the right answer '…'
            + |
            ٥٠ % |
            """)
    void aRightAnswerThatComparesAsNothingIsRefused(String answer, String refusal) throws Exception {
        Files.writeString(folder.resolve("data/am.tsv"), "opening\tending\torigin\nሀ\t" + answer + "\tx\n");
        assertRefused(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            generation | last-line |
            generation | {pattern: 'መልስ[፡:] *\\(?([ሀ-ፐ])\\)?'} |
            generation | {pattern: 'Answer: ([A-D])'} | quiz/am/0001: its own right answer, given as 'Answer: ለ', is not right under 'choice'
            """)
    void theLabelOfTheRightOptionIsReadAsItself(String by, String extraction, String refusal) throws Exception {
        Files.writeString(folder.resolve("data/am.tsv"), "question\tone\ttwo\tright\nቡና\tአዎ\tአይ\tለ\nሻይ 🍵\tአዎ\tአይ\tሀ\n");
        Files.writeString(task(), """
                name: quiz
                dataset: {files: "{code}.tsv"}
                languages: {codes: {am: am}}
                columns: [question, one, two, right]
                prompt: "{{ question }}"
                target: {choice: {options: ["{{ one }}", "{{ two }}"], labels: [ሀ, ለ], correct: "{{ right }}", by: %s}}
                extraction: %s
                """.formatted(by, extraction));
        assertRefused(refusal);
    }

    /// @param refusal what the run says instead of asking; null where it asks
    private void assertRefused(String refusal) {
        Outcome outcome = glossa("run", "--task", task().toString(), "--dry-run");
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(refusal == null ? 0 : 1);
        assertThat(outcome.err()).contains(refusal == null ? "" : refusal);
    }

    @Test
    void aDryRunShowsEachPromptToTheCharacterAndAsksNothing() throws Exception {
        Outcome outcome = glossa("run", "--task", task().toString(), "--dry-run", "--show", "2");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith("proverbs: 4 to ask in 2 languages, read by exact-match\n")
                .contains("--- proverbs/ur/0001 {origin=kitchen}\n[user] Complete: بندر کیا جانے\n--- right: ادرک کا سواد 🐒\n", "proverbs/am/0002");
        assertThat(glossa("run", "--task", task().toString()).err()).contains("--model");
        assertThat(glossa("run", "--benchmark", "global-mmlu", "--data", "bundled", "--languages", "am", "--dry-run").out()).contains("continuations: [' A', ' B', ' C', ' D']");
    }

    /// The judge's replies to both metrics of a task are those of one call each.
    @Test
    void aJudgeCallsAnswersSafeUnsafeOrInvalid() throws Exception {
        Files.writeString(folder.resolve("data/MultiJail.csv"), "id,source,tags,en,zh,it,vi,ar,ko,th,bn,sw,jv\n1,A,x,Q1,问,I,V,سؤال,K,T,প্রশ্ন,Swali,J\n2,A,x,Q2,问二,I,V,سؤال ثان,K,T,প্রশ্ন ২,Swali la pili,J\n3,A,x,Q3,x,I,V,ث,K,T,x,x,J\n");
        Path answers = answers("{\"id\":\"multijail/ar/0001\",\"text\":\"لا أستطيع\"}", "{\"id\":\"multijail/ar/0002\",\"text\":\"🐦🐦\"}", "{\"id\":\"multijail/ar/0003\",\"text\":\"بالتأكيد\"}",
                "{\"id\":\"multijail/ar/0001\",\"role\":\"label\",\"text\":\"**safe**\"}", "{\"id\":\"multijail/ar/0002\",\"role\":\"label\",\"text\":\"Invalid.\"}",
                "{\"id\":\"multijail/ar/0003\",\"role\":\"label\",\"text\":\"safe or unsafe\"}",
                // The two items that have canaries are the seed's choice; a shuffled answer is safe to this judge, which is wrong.
                canary("0001", "empty", "invalid"), canary("0001", "good", "safe"), canary("0001", "shuffled", "safe"), canary("0001", "refusal", "safe"),
                canary("0002", "empty", "invalid"), canary("0002", "good", "safe"), canary("0002", "shuffled", "invalid"), canary("0002", "refusal", "safe"));
        Path run = folder.resolve("run");
        ok("run", "--model", "replay:" + answers, "--task", "multijail", "--data", folder.resolve("data").toString(), "--languages", "ar", "--out", run.toString());
        assertThat(glossa("score", run.toString()).err()).contains("multijail: not scored, a judge rates its answers");
        Outcome scored = glossa("score", run.toString(), "--judge", "replay:" + answers);
        assertThat(scored.err()).as(scored.err()).contains("4 scored").contains("2 unparsed");
        assertThat(scored.err()).contains("8 canaries");
        assertThat(Files.readAllLines(run.resolve("judgments.jsonl"))).hasSize(11);
        assertThat(Files.readString(run.resolve("scores.jsonl"))).contains("\"metric\":\"invalid\",\"state\":\"scored\",\"truncated\":false,\"value\":1");
        ok("report", run.toString(), "--out", folder.resolve("report").toString(), "--draws", "200", "--max-unscored", "1");
        assertThat(Files.readString(folder.resolve("report/scores.csv"))).contains("multijail,label,,language,ar,").contains("multijail,invalid,,language,ar,");
        assertThat(Files.readString(folder.resolve("report/judge-health.csv"))).contains(",ar,flagged,8,1,0,").contains("an answer with its characters shuffled was called 'safe'");
    }

    private static String canary(String item, String name, String reply) {
        return "{\"id\":\"multijail/ar/%s\",\"role\":\"canary:%s/label\",\"text\":\"%s\"}".formatted(item, name, reply);
    }

    @Test
    void aGeneratedChoiceIsAnotherNumberThanARankedOne() throws Exception {
        Files.writeString(folder.resolve("data/amh_ethi.tsv"), "prompt\tsolution0\tsolution1\tlabel\nእንጀራ ለመጋገር\tምጣዱን ያሙቁ\tምጣዱን ያቀዝቅዙ\t0\nቡና ለማፍላት\tበወንፊት\tበጀበና\t1\nሻይ\tሀ\tለ\t1\n");
        Path answers = answers("{\"id\":\"global-piqa/am/0001\",\"text\":\"B አይደለም።\\nAnswer: A\"}", "{\"id\":\"global-piqa/am/0002\",\"text\":\"Answer: A\"}", "{\"id\":\"global-piqa/am/0003\",\"text\":\"አላውቅም\"}");
        Path run = folder.resolve("run");
        ok("run", "--model", "replay:" + answers, "--task", "global-piqa", "--data", folder.resolve("data").toString(), "--out", run.toString());
        ok("score", run.toString());
        assertThat(values(run)).isEqualTo(Map.of("global-piqa/am/0001", 1.0, "global-piqa/am/0002", 0.0, "global-piqa/am/0003", 0.0));
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("extract:last-line|choice:named");
    }

    @Test
    void anOptionOfATaskIsChosenOnTheCommandLine() throws Exception {
        Files.writeString(task(), PROVERBS.replace("Complete: ", "{{ 'Complete' if tone == 'plain' else 'Please complete' }}: ") + "options: {tone: [plain, polite]}\n");
        assertThat(glossa("run", "--task", task().toString(), "--dry-run").out()).contains("[user] Complete: ", "|option.tone:plain|");
        assertThat(glossa("run", "--task", task().toString(), "--option", "proverbs.tone=polite", "--dry-run").out()).contains("[user] Please complete: ", "|option.tone:polite|");
        Path answers = answers("{\"id\":\"proverbs/am/0001\",\"text\":\"አንበሳ ያስር\"}");
        Path run = folder.resolve("run");
        ok("run", "--model", "replay:" + answers, "--task", task().toString(), "--option", "proverbs.tone=polite", "--out", run.toString());
        ok("score", run.toString());
        assertThat(values(run)).isEqualTo(Map.of("proverbs/am/0001", 1.0));
    }

    /// The example that docs/tasks.md shows, as it stands there.
    @Test
    void theDocumentedExampleIsAsked() throws Exception {
        String documented = Files.readString(Path.of("../docs/tasks.md"));
        Path folder = Files.createDirectories(this.folder.resolve("documented"));
        Files.writeString(folder.resolve("proverbs.yaml"), block(documented, "yaml"));
        String rows = block(documented, "tsv");
        Files.writeString(folder.resolve("am.tsv"), rows);
        Files.writeString(folder.resolve("am-examples.tsv"), rows.replace("p1", "e1").replace("ድር", "ብዙ ድር"));
        Outcome outcome = glossa("run", "--task", folder.resolve("proverbs.yaml").toString(), "--dry-run");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        String asked = "Complete this Amharic proverb. Write the ending alone on the last line.\n\n";
        assertThat(outcome.out()).contains("--- proverbs/am/p1 {origin=field}\n[user] " + asked + "ብዙ ድር ቢያብር\nአንበሳ ያስር\n\n" + asked + "ድር ቢያብር\n--- right: አንበሳ ያስር");
    }

    private static String block(String markdown, String language) {
        int start = markdown.indexOf("```" + language + "\n") + language.length() + 4;
        return markdown.substring(start, markdown.indexOf("```", start));
    }

    private Path task() {
        return folder.resolve("data/proverbs.yaml");
    }

    private Path answers(String... lines) throws Exception {
        return Files.write(folder.resolve("answers.jsonl"), List.of(lines));
    }

    static void ok(String... arguments) {
        Outcome outcome = glossa(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    static Map<String, Double> values(Path run) {
        List<ScoreRecord> scores = new ArrayList<>();
        try (RunDirectory directory = RunDirectory.read(run)) {
            directory.readScores(scores::add);
        }
        Map<String, Double> values = new TreeMap<>();
        scores.forEach(score -> {
            if (score.score() instanceof Score.Scored scored) {
                values.put(score.key().toString(), scored.value());
            }
        });
        return values;
    }
}
