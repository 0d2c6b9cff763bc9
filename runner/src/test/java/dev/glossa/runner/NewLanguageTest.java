package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A speaker's file in a language and script that no table lists becomes a benchmark and a page, by one command.
class NewLanguageTest {
    @TempDir
    Path folder;

    /// N'Ko: right to left, digits of its own, marks above letters, outside every table here.
    @Test
    void aSpeakersFileInNkoBecomesABenchmarkAndAPage() throws Exception {
        Path file = Files.writeString(folder.resolve("Nko quiz.tsv"), "\uFEFFid\tquestion\tanswer\r\nq1\tߊ߬ ߦߋ߫ ߖߏ߬ߟߌ߫؟ ߂ + ߃\t߅\r\nq2\tߒߞߏ ߛߓߍߦߊ߫ ߦߋ߫ ߖߍ߬ߙߍ߬ ߟߎ߬ {{ x }}\tߛߓߍ\r\nq3\tߕߟߋ߬ ߖߏߟߌ߫؟\t߇ 🌞\r\n");
        Path answers = Files.write(folder.resolve("answers.jsonl"), List.of("{\"id\":\"nko-quiz/nqo/q1\",\"text\":\"߂ + ߃\\n5\"}",
                "{\"id\":\"nko-quiz/nqo/q2\",\"text\":\"«ߛߓߍ»\"}", "{\"id\":\"nko-quiz/nqo/q3\",\"text\":\"߈\"}"));
        Path out = folder.resolve("out");
        Outcome outcome = glossa("new-language", file.toString(), "--language", "nqo,N'Ko,ߒߞߏ,,Nkoo,Africa", "--instruction", "ߖߋ߬ߓߌ߬ߟߌ '{{ ߞߋߟߋ߲߫ }}'",
                "--model", "replay:" + answers, "--name", "ߛߎ߯ߦߊ", "--offline", "--out", out.toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("3 questions in N'Ko (nqo)", "$ glossa run --task ", "$ glossa report ").doesNotContain("warning");
        assertThat(outcome.err()).contains("canaries, exact-match: the right answer 100.0, the question copied 0.0, an empty answer 0.0");
        assertThat(Files.readString(out.resolve("canaries.csv"))).startsWith("id,metric,right,question_copied,empty\nq1,exact-match,100,0,0\n").contains("q3,chrf,100,");
        assertThat(Files.readString(out.resolve("languages.csv"))).isEqualTo("code,name,own_name,direction,script,region\nnqo,N'Ko,ߒߞߏ,rtl,Nkoo,Africa\n");
        Map<String, Double> values = TaskFileTest.values(out.resolve("run"));
        assertThat(Files.readString(out.resolve("run/scores.jsonl")).lines().filter(line -> line.contains("\"exact-match\"")))
                .satisfiesExactly(line -> assertThat(line).contains("q1", "\"value\":1"), line -> assertThat(line).contains("q2", "\"value\":1"), line -> assertThat(line).contains("q3", "\"value\":0"));
        assertThat(values).hasSize(3);
        assertThat(outcome.out().strip()).isEqualTo(out.resolve("report/index.html").toAbsolutePath().toString());
        assertThat(Files.readString(out.resolve("report/index.html"))).contains("nko-quiz", "N'Ko", "ߒߞߏ");
        assertThat(Files.readString(out.resolve("report/samples/nko-quiz.nqo.1.js"))).contains("ߊ߬ ߦߋ߫ ߖߏ߬ߟߌ߫؟ ߂ + ߃", "{{ x }}");
        assertThat(Files.readString(out.resolve("report/scores.csv"))).contains("nko-quiz,exact-match,,language,nqo,");
        // The files are the user's: the same benchmark is asked again from them, by the command that was shown.
        Outcome dry = glossa("run", "--task", out.resolve("nko-quiz.yaml").toString(), "--languages-file", out.resolve("languages.csv").toString(), "--dry-run");
        assertThat(dry.out()).contains("[user] ߊ߬ ߦߋ߫ ߖߏ߬ߟߌ߫؟ ߂ + ߃\n\nߖߋ߬ߓߌ߬ߟߌ '{{ ߞߋߟߋ߲߫ }}'\n--- right: ߅");
    }

    /// Adlam: outside the basic plane, with case, right to left; the row stands in a file, the answers are texts.
    @Test
    void aFileOfReferencesInAdlamWaitsForAModel() throws Exception {
        Path row = Files.writeString(folder.resolve("row.csv"), "code,name,own_name,direction,script\nfuv_Adlm,Pulaar in Adlam,𞤆𞤵𞤤𞤢𞥄𞤪,rtl,Adlm\n");
        Path file = Files.writeString(folder.resolve("pulaar.tsv"), "question\tid\treference\n𞤐𞤮 𞤱𞤢𞤣𞤭?\t1\t𞤔𞤢𞤥 𞤼𞤢𞤲\n");
        Outcome outcome = glossa("new-language", file.toString(), "--language", row.toString(), "--out", folder.resolve("out").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("1 question in Pulaar in Adlam (fuv_Adlm)", "Ask a model: glossa run --task").doesNotContain("warning");
        assertThat(Files.readString(folder.resolve("out/pulaar.yaml"))).contains("metrics: [chrf]", "languages: \"fuv_Adlm\"");
        assertThat(glossa("new-language", file.toString(), "--language", row.toString(), "--out", folder.resolve("out").toString()).code()).isZero();
        Files.writeString(folder.resolve("out/pulaar.yaml"), "# changed\n");
        assertThat(glossa("new-language", file.toString(), "--language", row.toString(), "--out", folder.resolve("out").toString()).err()).contains("says something else");
    }

    /// Without a canary nobody would see that this question rewards an echo.
    @Test
    void aQuestionThatIsItsOwnAnswerIsDoubted() throws Exception {
        Path file = Files.writeString(folder.resolve("echo.tsv"), "id\tquestion\tanswer\nq1\tፀሐይ 🌞\tፀሐይ 🌞\nq2\tስንት? 2 + 3\t5\n");
        Outcome outcome = glossa("new-language", file.toString(), "--language", "am", "--out", folder.resolve("out").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("the question copied 50.0", "warning: q1: copying the question counts as much as the right answer under exact-match",
                "warning: q1: copying the question counts as much as the right answer under chrf").doesNotContain("q2");
    }

    @Test
    void aKnownLanguageNeedsNoRowAndAnotherScriptIsDoubted() throws Exception {
        Path file = Files.writeString(folder.resolve("maswali.tsv"), "id\tquestion\na\tJe, jua hutoka wapi?\n");
        Outcome outcome = glossa("new-language", file.toString(), "--language", "sw", "--instruction", "Jibu kwa Kiswahili.\n\nAsante.", "--out", folder.resolve("out").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(folder.resolve("out/languages.csv")).doesNotExist();
        assertThat(Files.readString(folder.resolve("out/maswali.yaml"))).contains("prompt: |\n  {{ question }}\n\n  Jibu kwa Kiswahili.\n", "target: open");
        assertThat(glossa("run", "--task", folder.resolve("out/maswali.yaml").toString(), "--dry-run").out()).contains("[user] Je, jua hutoka wapi?\n\nJibu kwa Kiswahili.\n\nAsante.\n---");
        assertThat(glossa("new-language", file.toString(), "--language", "xx,Ex,Ex,ltr,Ethi", "--out", folder.resolve("other").toString()).err())
                .contains("warning: 0 of 15 letters of the questions are in Ethi, the language's script; there are LATIN 15");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id\\tqestion\\nx\\ty            | line 1: no column 'qestion'; did you mean 'question'?
            id\\tanswer\\nx\\ty             | line 1: the columns are id, question and at most one of answer and reference
            id\\tquestion\\nx\\ty\\tz       | line 2: 3 cells where there are 2 columns
            id\\tquestion\\nx\\t            | line 2: no question
            id\\tquestion\\nx\\ta\\nx\\tb   | line 3: the id 'x' stands above already
            id\\tquestion                   | no question in it
            """)
    void whatASpeakerGotWrongIsToldWithItsLine(String text, String told) throws Exception {
        Path file = Files.writeString(folder.resolve("quiz.tsv"), text.strip().replace("\\t", "\t").replace("\\n", "\n"));
        Outcome outcome = glossa("new-language", file.toString(), "--language", "am", "--out", folder.resolve("out").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("quiz.tsv").contains(told);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aLanguageThatIsNoneIsWrongUsage() throws Exception {
        Path file = Files.writeString(folder.resolve("quiz.tsv"), "id\tquestion\na\tb\n");
        assertThat(glossa("new-language", file.toString(), "--language", "nqo", "--out", folder.resolve("out").toString()))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(2)).satisfies(outcome -> assertThat(outcome.err()).contains("no language 'nqo'"));
        assertThat(glossa("new-language", file.toString(), "--language", "a,b,c,ltr,Latn,Africa,more", "--out", "x").err()).contains("a row is code,name");
    }
}
