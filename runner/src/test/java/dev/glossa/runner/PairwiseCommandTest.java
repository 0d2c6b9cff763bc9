package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Battle;
import dev.glossa.harness.Score;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two models' answers to mArenaHard in four languages, compared with a baseline for each category by a judge that reads English
/// and Urdu, follows the position in Amharic, and likes empty answers in Khmer.
class PairwiseCommandTest {
    private static final List<String> LANGUAGES = List.of("en", "ur", "am", "km");
    private static final Path TOKENIZER = Path.of("../judges/src/test/resources/dev/glossa/judges/sentencepiece/tiny.model");

    @TempDir
    Path folder;

    private List<String> ids;
    private Path run;
    private Path hard;
    private Path creative;
    private Path judge;

    @BeforeEach
    void asked() throws Exception {
        Path none = folder.resolve("asked");
        glossa("run", "--model", "replay:" + Files.writeString(folder.resolve("none.jsonl"), ""), "--benchmark", "marenahard", "--data", "bundled",
                "--languages", String.join(",", LANGUAGES), "--out", none.toString());
        ids = Files.readAllLines(none.resolve("completions.jsonl")).stream().map(line -> line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1")).distinct().toList();
        assertThat(ids).hasSize(32);
        run = run("model", "ሰላም **ለዓለም** 😀 hello world");
        hard = run("hard one", "short");
        creative = answers("creative", "a poem");
        judge = judge();
    }

    private Path answers(String name, String text) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String id : ids) {
            lines.add("{\"id\":\"%s\",\"text\":\"%s\",\"completion_tokens\":%d}".formatted(id, text, 7));
        }
        return Files.write(folder.resolve(name + ".jsonl"), lines);
    }

    private Path run(String name, String text) throws Exception {
        Path out = folder.resolve("runs/" + name);
        assertThat(glossa("run", "--model", "replay:" + answers(name, text), "--name", name, "--benchmark", "marenahard", "--data", "bundled",
                "--languages", String.join(",", LANGUAGES), "--secret", "hush", "--out", out.toString()).err()).contains("32 answered");
        return out;
    }

    private Path judge() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String id : ids) {
            String language = id.split("/")[1];
            for (String about : List.of("", "canary:empty/", "canary:question/", "canary:wrong-language/", "canary:shuffled/", "canary:good/", "canary:repeat/")) {
                boolean better = about.isEmpty() || about.contains("good") || about.contains("repeat") || language.equals("km") && about.contains("empty");
                for (int game = 1; game <= 2; game++) {
                    // In game 1 the baseline stands first.
                    String said = language.equals("am") ? "A>B" : (better == (game == 2)) ? "A>>B" : "B>A";
                    lines.add("{\"id\":\"%s\",\"role\":\"%sgame:%d\",\"text\":\"[[%s]]\"}".formatted(id, about, game, said));
                }
            }
        }
        return Files.write(folder.resolve("judge.jsonl"), lines);
    }

    private Outcome score(String... more) {
        return glossa(Stream.concat(Stream.of("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", "hard_prompt=" + hard,
                "--baseline", "creative_writing=" + creative), Stream.of(more)).toArray(String[]::new));
    }

    private List<ScoreRecord> scored() throws Exception {
        return EndToEndTest.scores(run).stream().filter(record -> record.key().role().isEmpty()).toList();
    }

    private static Battle battle(ScoreRecord record) {
        return Battle.of(((Score.Scored) record.score()).statistics());
    }

    @Test
    void eachCategoryHasItsBaselineAndTheReportSaysWhereTheJudgeCannotBeBelieved() throws Exception {
        Outcome outcome = score();
        // Five canaries of two items and four second ratings in each language.
        assertThat(outcome.err()).contains("32 scored, 56 canaries scored beside them").doesNotContain("failed");
        assertThat(scored()).allSatisfy(record -> assertThat(record.attributes().get("baseline"))
                .isEqualTo(record.attributes().get("category").equals("hard_prompt") ? "hard one" : "creative"));
        assertThat(scored().stream().filter(record -> record.attributes().get("baseline").equals("creative"))).hasSize(8);
        assertThat(Files.readString(run.resolve("scoring.json"))).containsPattern("\\|baseline:creative_writing=creative@[0-9a-f]{12},hard_prompt=hard_one@");

        Path report = folder.resolve("report");
        Outcome shown = glossa("report", run.toString(), "--out", report.toString(), "--draws", "200");
        assertThat(shown.code()).as(shown.err()).isZero();
        ArenaHardTest.keep(report);
        List<String> health = Files.readAllLines(report.resolve("judge-health.csv"));
        assertThat(health.getFirst()).contains("language,verdict,canaries,canaries_wrong,", ",rated_twice,same_twice,difference_twice,position_flips,");
        assertThat(health).anySatisfy(line -> assertThat(line).contains("win-rate,en,fine,10,0,0,8,0,4,4,0,0,"))
                .anySatisfy(line -> assertThat(line).contains("win-rate,am,flagged,10,6,0,8,0,4,4,0,1,").contains("100 % of its verdicts follow the position"))
                .anySatisfy(line -> assertThat(line).contains("win-rate,km,flagged,10,2,0,8,0,4,4,0,0,").contains("an empty answer beat the baseline's"));
        assertThat(Files.readString(report.resolve("scores.csv"))).contains("position-flips,language,am,model,1,");
    }

    @Test
    void aCategoryWithoutABaselineIsCountedAsFailed() throws Exception {
        Outcome outcome = glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", "hard_prompt=" + hard);
        assertThat(outcome.err()).contains("24 scored", "8 failed");
        assertThat(glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", "a=" + hard, "--baseline", "a=" + hard).err())
                .contains("there is one already for a");
    }

    @Test
    void aBaselineAskedFromOtherFilesIsRefusedAndTheLanguagesNamed() throws Exception {
        Path manifest = hard.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replaceAll("(\"am\" : \\{\\s*\"[^\"]+\" : \")[0-9a-f]{4}", "$1ffff"));
        Outcome refused = score();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("the baseline hard one was asked marenahard from other files than this run, in am; compare answers to the same questions");
    }

    @Test
    void styleCountsTheModelsOwnTokensOrThoseOfATokenizer() throws Exception {
        score();
        assertThat(scored()).allSatisfy(record -> assertThat(battle(record).model()).isEqualTo(new Battle.Style(26, 0, 0, 1)));
        score("--style-length", "tokens");
        assertThat(scored().stream().filter(record -> battle(record).model().length() == 7 && battle(record).baseline().length() == 7)).hasSize(32);
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|length:own-tokens|");
        int before = scored().size();
        score("--file", "style-tokenizer=" + TOKENIZER);
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|length:tokens-tiny.model|");
        double tokens = battle(scored().get(before)).model().length();
        try (TokenizerFile file = TokenizerFile.open("style", TOKENIZER, java.util.Optional.empty())) {
            assertThat(tokens).isEqualTo(file.counter().count("ሰላም **ለዓለም** 😀 hello world")).isNotIn(7.0, 26.0);
        }
        Path uncounted = folder.resolve("uncounted.jsonl");
        Files.write(uncounted, Files.readAllLines(creative).stream().map(line -> line.replace(",\"completion_tokens\":7", "")).toList());
        Outcome refused = glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", uncounted.toString(), "--style-length", "tokens");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("nobody counted the answer's tokens; take --style-length characters").doesNotContain("\tat ");
    }

    @Test
    void aWinCountsOnlyInTheRightLanguageAndCanariesStayTheJudgesOwn() throws Exception {
        // By script alone: an answer of Latin lines passes in English, never in Amharic, Urdu or Khmer.
        run = run("latin", "many words in one line of plain Latin script, and more of them to be sure");
        Outcome outcome = score("--win-in-language");
        assertThat(outcome.err()).contains("32 scored");
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|win-language:");
        assertThat(scored()).allSatisfy(record -> {
            String language = record.key().sample().split("/")[1];
            double value = ((Score.Scored) record.score()).value();
            assertThat(value).as(record.key().toString()).isEqualTo(language.equals("en") ? 1 : 0);
        });
        assertThat(EndToEndTest.scores(run).stream().filter(record -> record.key().role().equals("canary:good") && record.key().sample().contains("/ur/")))
                .allSatisfy(record -> assertThat(((Score.Scored) record.score()).value()).isEqualTo(1));
    }

    @Test
    void aDryRunCountsTokensByTheJudgesTokenizer() throws Exception {
        Outcome guessed = score("--dry-run");
        Outcome pieces = score("--dry-run", "--judge-tokenizer", TOKENIZER.toString());
        assertThat(guessed.out()).contains("tokens guessed, four bytes each").containsPattern("(?m)^all +176 ");
        assertThat(pieces.out()).contains("tokens by its tokenizer").containsPattern("(?m)^all +176 ");
        assertThat(read(pieces)).isPositive().isNotEqualTo(read(guessed));
        assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
        Outcome gguf = score("--dry-run", "--judge-tokenizer", "src/main/resources/dev/glossa/runner/demo/demo-judge.gguf");
        assertThat(gguf.out()).contains("tokens by its tokenizer");
        assertThat(read(gguf)).isPositive().isNotIn(read(guessed), read(pieces));
        assertThat(score("--dry-run", "--judge-tokenizer", creative.toString()).err()).contains("creative.jsonl").doesNotContain("\tat ");
    }

    private static long read(Outcome outcome) {
        return Long.parseLong(outcome.out().replaceFirst("(?s).*\nall +[0-9,]+ +([0-9,]+) .*", "$1").replace(",", ""));
    }
}
