package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.io.Json;
import dev.glossa.reports.publish.Bundle;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What is published of a run, and what others can check of it. The run translates sentences of a data set that asks not to
/// be republished, with a model that repeats source and reference as models do, and answers open questions before a judge.
class PublishingTest {
    private static final Map<String, List<String>> SENTENCES = Map.of(
            "eng_Latn", List.of("The old ferry crosses the lake twice a day, except when it rains.", "Nobody had told the baker that the flour was green.", "She counted forty-one lamps and one lighthouse."),
            "amh_Ethi", List.of("አሮጌው ጀልባ ዝናብ ካልዘነበ በቀር በቀን ሁለት ጊዜ ሐይቁን ያቋርጣል።", "ዱቄቱ አረንጓዴ መሆኑን ለዳቦ ጋጋሪው ማንም አልነገረውም።", "አርባ አንድ መብራቶችንና አንድ የብርሃን ቤት ቆጠረች 👩🏾‍🚀።"),
            "urd_Arab", List.of("پرانی کشتی بارش کے سوا دن میں دو بار جھیل پار کرتی ہے۔", "کسی نے نانبائی کو نہیں بتایا تھا کہ آٹا سبز ہے۔", "اس نے اکتالیس چراغ اور ایک مینارِ روشنی گنے۔"),
            "khm_Khmr", List.of("ទូកចាស់ឆ្លងបឹងពីរដងក្នុងមួយថ្ងៃ លើកលែងតែពេលភ្លៀង។", "គ្មាននរណាប្រាប់អ្នកធ្វើនំប៉័ងថាម្សៅមានពណ៌បៃតងទេ។", "នាងរាប់ចង្កៀងសែសិបមួយ និងប៉មភ្លើងហ្វារមួយ។"));
    private static final Map<String, String> CODES = Map.of("am", "amh_Ethi", "ur", "urd_Arab", "km", "khm_Khmr");

    @TempDir
    Path folder;

    private Path data;
    private Path run;

    @BeforeEach
    void aScoredRunOfMarkedData() throws Exception {
        data = Files.createDirectories(folder.resolve("data/devtest")).getParent();
        for (Map.Entry<String, List<String>> language : SENTENCES.entrySet()) {
            Files.writeString(data.resolve("devtest/" + language.getKey() + ".devtest"), String.join("\n", language.getValue()) + "\n");
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> code : CODES.entrySet()) {
            List<String> references = SENTENCES.get(code.getValue());
            lines.add(answer(code.getKey(), 1, "“" + SENTENCES.get("eng_Latn").get(0) + "” → " + references.get(0)));
            lines.add(answer(code.getKey(), 2, references.get(1).substring(2) + " " + references.get(2)));
            lines.add(answer(code.getKey(), 3, "…[12]… 🙂 x"));
        }
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), String.join("\n", lines) + "\n");
        run = folder.resolve("runs/mine");
        Outcome asked = glossa("run", "--model", "replay:" + answers, "--name", "my model", "--data", data.toString(), "--benchmark", "flores", "--languages", "am,ur,km", "--out", run.toString());
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(glossa("score", run.toString()).code()).isZero();
    }

    private static String answer(String language, int item, String text) {
        return Json.object().put("id", "flores/%s/%04d".formatted(language, item)).put("text", text)
                .put("reasoning", "It says: " + SENTENCES.get("eng_Latn").get(item - 1)).toString();
    }

    /// No sentence, and no sixteen code points of one, stands in these bytes.
    private static void holdsNoText(String bytes, String where) {
        SENTENCES.values().forEach(sentences -> sentences.forEach(sentence -> holdsNothingOf(sentence, bytes, where)));
    }

    private static void holdsNothingOf(String sentence, String bytes, String where) {
        int[] points = sentence.codePoints().toArray();
        for (int i = 0; i + 16 <= points.length; i++) {
            assertThat(bytes.contains(new String(points, i, 16))).as(where + " holds “" + new String(points, i, 16) + "”").isFalse();
        }
    }

    private Path submitted() {
        Path bundle = folder.resolve("mine.glossa");
        Outcome outcome = glossa("submit", run.toString(), "--out", bundle.toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return bundle;
    }

    @Test
    void aBundleHoldsNoTextOfMarkedDataAndNoPath() throws Exception {
        Bundle bundle = Bundle.read(submitted());
        assertThat(bundle.files().keySet()).contains("run.json", "scoring.json", "completions.jsonl", "scores.jsonl", "numbers.csv");
        bundle.files().forEach((name, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            holdsNoText(text, name);
            assertThat(text).as(name).doesNotContain(folder.toString());
        });
        assertThat(new String(bundle.files().get("completions.jsonl"), StandardCharsets.UTF_8)).contains("\"redacted\":{\"text\":[\"“\",[\"0001\",\"question\",0,", "…[12]… 🙂 x");
        // The run itself keeps everything.
        assertThat(Files.readString(run.resolve("completions.jsonl"))).contains(SENTENCES.get("amh_Ethi").get(0));
    }

    @Test
    void publicPagesHoldNoTextOfMarkedDataAndLocalOnesShowIt() throws Exception {
        assertThat(glossa("leaderboard", run.toString(), "--published", "--draws", "200", "--out", folder.resolve("board").toString()).code()).isZero();
        assertThat(glossa("language", "ur", run.toString(), "--public", "--draws", "200", "--out", folder.resolve("public").toString()).code()).isZero();
        for (Path file : files(folder.resolve("board"), folder.resolve("public"))) {
            holdsNoText(Files.readString(file), file.toString());
        }
        assertThat(glossa("language", "ur", run.toString(), "--draws", "200", "--out", folder.resolve("local").toString()).code()).isZero();
        assertThat(Files.readString(folder.resolve("local/index.html"))).contains(SENTENCES.get("urd_Arab").get(1), SENTENCES.get("eng_Latn").get(1));
    }

    /// What `docs/gate.md` tells readers to post, and the log of another harness: of a model that says the references, against one
    /// that says the questions.
    @Test
    void pullRequestFilesAndExportsHoldNoTextOfMarkedData() throws Exception {
        List<String> english = java.util.stream.IntStream.range(0, 12).mapToObj(i -> "Crossing number " + i * 7919 + " of the old ferry was in the rain.").toList();
        List<String> amharic = java.util.stream.IntStream.range(0, 12).mapToObj(i -> "የአሮጌው ጀልባ ቁጥር " + i * 7919 + " ጉዞ በዝናብ ነበረ።").toList();
        Path more = Files.createDirectories(folder.resolve("more/devtest")).getParent();
        Files.writeString(more.resolve("devtest/eng_Latn.devtest"), String.join("\n", english) + "\n");
        Files.writeString(more.resolve("devtest/amh_Ethi.devtest"), String.join("\n", amharic) + "\n");
        for (String name : List.of("good", "bad")) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                lines.add(Json.object().put("id", "flores/am/%04d".formatted(i + 1)).put("text", name.equals("good") ? amharic.get(i) : i == 3 ? "" : english.get(i) + " ?").toString());
            }
            Path answers = Files.write(folder.resolve(name + ".jsonl"), lines);
            glossa("run", "--model", "replay:" + answers, "--name", name, "--data", more.toString(), "--benchmark", "flores", "--languages", "am", "--out", folder.resolve(name).toString());
            assertThat(glossa("score", folder.resolve(name).toString()).code()).isZero();
        }
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "rules: [{tier: critical, benchmark: flores, metric: chrf, over: overall, languages: am, margin: 1}]\n");
        Outcome gated = glossa("compare", folder.resolve("good").toString(), folder.resolve("bad").toString(), "--gate", policy.toString(), "--draws", "500",
                "--markdown", folder.resolve("gate/gate.md").toString(), "--json", folder.resolve("gate/gate.json").toString(), "--junit", folder.resolve("gate/gate.xml").toString());
        assertThat(gated.code()).as(gated.err()).isEqualTo(3);
        assertThat(gated.out()).contains("* lost flores/am/", "texts are left out here").doesNotContain("* asked");
        Outcome exported = glossa("export", folder.resolve("bad").toString(), "--to", "inspect", "--out", folder.resolve("gate/logs").toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        Map<String, String> bytes = new LinkedHashMap<>(Map.of("standard output", gated.out()));
        for (String file : List.of("gate.md", "gate.json", "gate.xml")) {
            bytes.put(file, Files.readString(folder.resolve("gate/" + file)));
        }
        try (java.util.zip.ZipFile log = new java.util.zip.ZipFile(folder.resolve("gate/logs/flores_am.eval").toFile())) {
            for (java.util.zip.ZipEntry entry : log.stream().toList()) {
                bytes.put(entry.getName(), new String(log.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(bytes).hasSize(4 + 3 + 12);
        assertThat(bytes.get("samples/0001_epoch_1.json")).contains("]… ?");
        assertThat(bytes.get("samples/0004_epoch_1.json")).doesNotContain("\"explanation\"");
        bytes.forEach((where, text) -> Stream.concat(english.stream(), amharic.stream()).forEach(sentence -> holdsNothingOf(sentence, text, where)));
        // Without the data nothing can be taken out, and nothing is written.
        Outcome without = glossa("export", folder.resolve("bad").toString(), "--to", "inspect", "--data", folder.resolve("runs").toString(), "--out", folder.resolve("none").toString());
        assertThat(without.code()).isEqualTo(1);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static List<Path> files(Path... folders) throws Exception {
        List<Path> all = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile).forEach(all::add);
            }
        }
        assertThat(all).hasSizeGreaterThan(8);
        return all;
    }

    @Test
    void verifyCompletesRedactedAnswersFromTheReadersData() {
        Path bundle = submitted();
        Outcome verified = glossa("verify", bundle.toString(), "--data", data.toString());
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("ok      scores: 9 scores of 9 items computed again", "ok      coverage: 9 askings", "follow from the scores");
        Outcome without = glossa("verify", bundle.toString(), "--data", folder.resolve("runs").toString());
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.out()).contains("NOT OK  scores: 0 computed again, 0 differ; not computed again: 9 scores of flores, chrf: ");
    }

    /// As a kill leaves journals: whoever verifies passes over what every other reader passes over.
    @Test
    void verifyPassesOverATornLastLine() throws Exception {
        for (String journal : List.of("completions.jsonl", "scores.jsonl")) {
            Files.writeString(run.resolve(journal), "{\"id\":\"flores/am/0001\",\"te", java.nio.file.StandardOpenOption.APPEND);
        }
        Outcome verified = glossa("verify", run.toString());
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("9 scores computed again from their answers, 0 differ");
    }

    /// A manifest that asks for two thousand million repeats, and one without languages.
    @Test
    void aDamagedManifestOrJournalIsNamedInOneLine() throws Exception {
        String manifest = Files.readString(run.resolve("run.json"));
        for (String[] change : new String[][] {{"\"repeat\" : 1", "\"repeat\" : 2000000000"}, {"\"languages\" : \\{", "\"languages\" : null, \"x\" : {"}}) {
            Files.writeString(run.resolve("run.json"), manifest.replaceFirst(change[0], change[1]));
            assertThat(Files.readString(run.resolve("run.json"))).isNotEqualTo(manifest);
            Outcome refused = glossa("verify", run.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("run.json: not a manifest: ").doesNotContain("\tat ").doesNotContain("Exception");
        }
        Files.writeString(run.resolve("run.json"), manifest);
        Path completions = run.resolve("completions.jsonl");
        Files.writeString(completions, Files.readString(completions).replaceFirst("\"prompt_sha256\":\"[^\"]*\"", "\"prompt_sha256\":{}"));
        for (String command : List.of("score", "verify")) {
            Outcome refused = glossa(command, run.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out() + refused.err()).contains("completions.jsonl, line 1: \"prompt_sha256\" is {} where text was expected").doesNotContain("\tat ");
        }
    }

    @Test
    void anAcceptedRunStandsOnTheLeaderboardWithTheSameNumbers() throws Exception {
        Path bundle = submitted();
        Path into = Files.createDirectories(folder.resolve("board-runs"));
        Outcome accepted = glossa("accept", bundle.toString(), "--into", into.toString(), "--data", data.toString(), "--seed", "9");
        assertThat(accepted.code()).as(accepted.err()).isZero();
        Path entered = Path.of(accepted.out().strip());
        assertThat(entered.getFileName().toString()).startsWith("my-model-");
        assertThat(glossa("accept", bundle.toString(), "--into", into.toString(), "--data", data.toString()).err()).contains("this bundle was accepted before");
        glossa("leaderboard", run.toString(), "--draws", "200", "--samples", "0", "--out", folder.resolve("one").toString());
        glossa("leaderboard", entered.toString(), "--draws", "200", "--samples", "0", "--out", folder.resolve("two").toString());
        assertThat(folder.resolve("one/scores.csv")).hasSameTextualContentAs(folder.resolve("two/scores.csv"));
        assertThat(Json.object(Files.readString(into.resolve("accepted.jsonl")).strip(), "accepted").path("seed").asLong()).isEqualTo(9);
    }

    @Test
    void whatWasChangedIsRefused() throws Exception {
        Path bundle = submitted();
        byte[] bytes = Files.readAllBytes(bundle);
        Map<String, byte[]> files = new LinkedHashMap<>(Bundle.read(bundle).files());
        // A volunteer who knows how bundles are made: better scores, and a chain that fits them.
        String scores = new String(files.get("scores.jsonl"), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(scores.lines().toList());
        String good = lines.stream().filter(line -> line.contains("/0001\"")).findFirst().orElseThrow();
        lines.replaceAll(line -> line.contains("/0003\"") ? good.replaceFirst("\"id\":\"[^\"]+\"", java.util.regex.Matcher.quoteReplacement(line.substring(line.indexOf("\"id\""), line.indexOf(",")))) : line);
        files.put("scores.jsonl", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        Path forged = folder.resolve("forged.glossa");
        Bundle.of(files).write(forged);
        Outcome refused = glossa("accept", forged.toString(), "--into", folder.resolve("into").toString(), "--data", data.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("NOT OK  numbers: numbers.csv", "NOT OK  scores: 3 of 9 are not what the answers give", "not accepted");
        assertThat(folder.resolve("into")).doesNotExist();
        // A missing answer, and one byte.
        files = new LinkedHashMap<>(Bundle.read(bundle).files());
        files.put("completions.jsonl", new String(files.get("completions.jsonl"), StandardCharsets.UTF_8).lines().skip(1).map(l -> l + "\n").reduce("", String::concat).getBytes(StandardCharsets.UTF_8));
        Bundle.of(files).write(forged);
        assertThat(glossa("accept", forged.toString(), "--into", folder.resolve("into").toString(), "--data", data.toString()).err()).contains("NOT OK  coverage: flores/");
        bytes[bytes.length / 2] ^= 1;
        Files.write(forged, bytes);
        assertThatThrownBy(() -> Bundle.read(forged)).isInstanceOf(IllegalArgumentException.class);
        Files.writeString(forged, "not a zip");
        assertThat(glossa("verify", forged.toString()).err()).contains("not a bundle");
    }

    /// Whoever leaves the scores of a weak language out, or puts others in the place of hard items, has chains that fit too.
    @Test
    void scoresThatAreLeftOutOrOfWhatWasNotAskedAreMissed() throws Exception {
        Bundle bundle = Bundle.read(submitted());
        assertThat(refusal(bundle, "scores.jsonl", scores -> scores.lines().filter(line -> !line.contains("flores/am/")).map(line -> line + "\n").reduce("", String::concat)))
                .contains("NOT OK  coverage: flores/am: scores of chrf 0 of 3");
        assertThat(refusal(bundle, "scores.jsonl", scores -> scores.replace("flores/km/0003", "flores/km/9999")))
                .contains("NOT OK  coverage: flores/km: scores of chrf 2 of 3, and of what was not asked: flores/km/9999");
    }

    @Test
    void aBundleMayBringLanguagesAndChangeNone() throws Exception {
        Bundle bundle = Bundle.read(submitted());
        assertThat(refusal(bundle, "languages.csv", _ -> "code,name,variety_of\nam,Amharic,en\n")).contains("NOT OK  languages: languages.csv says otherwise of 'am'");
        assertThat(refusal(bundle, "languages.csv", _ -> "code,name\nnqo,N'Ko\n")).doesNotContain("NOT OK  languages");
        assertThat(refusal(bundle, "languages.csv", _ -> "code,name,script,direction,aliases,flores_plus,region\nnqo,N'Ko,Nkoo,rtl,nko,nqo_Nkoo,-\n")).contains("ok      languages: 1 beside those of the table");
    }

    /// A language of the published headline that one model alone has leaves all others without a rank.
    @ParameterizedTest
    @CsvSource({"paper, flores", "region, Africa", "bin, 5", "focus, yes"})
    void aBundlesNewLanguageEntersNoMeanOfOthers(String column, String cell) throws Exception {
        assertThat(refusal(Bundle.read(submitted()), "languages.csv", _ -> "code,name,%s\nfao,Faroese,%s\n".formatted(column, cell)))
                .contains("NOT OK  languages: languages.csv says the " + column + " of 'fao'");
    }

    /// The table's own aliases come first, its names and ISO codes after everybody's.
    @ParameterizedTest
    @CsvSource({"Swahili, sw", "am_Ethi, am"})
    void aBundlesNewLanguageTakesNoSpellingOfAnother(String alias, String owner) throws Exception {
        assertThat(refusal(Bundle.read(submitted()), "languages.csv", _ -> "code,name,aliases\nfao,Faroese," + alias + "\n"))
                .contains("NOT OK  languages: languages.csv gives '" + alias + "', which is '" + owner + "', to 'fao'");
    }

    /// A few megabytes that would fill the keeper's memory or disk.
    @Test
    void aBundleThatSwellsIsRefused() throws Exception {
        Bundle bundle = Bundle.read(submitted());
        String pointer = "[\"0001\",\"question\",0,%d]".formatted(SENTENCES.get("eng_Latn").get(0).codePointCount(0, SENTENCES.get("eng_Latn").get(0).length()));
        String swollen = "{\"id\":\"flores/am/0001\",\"repeat\":0,\"text\":\"x\",\"redacted\":{\"text\":[" + (pointer + ",").repeat(600_000) + pointer + "]}}\n";
        assertThat(refusal(bundle, "completions.jsonl", lines -> swollen + lines.lines().filter(line -> !line.contains("flores/am/0001")).map(line -> line + "\n").reduce("", String::concat)))
                .contains("swells to more than 16,777,216 characters, which no answer has");
    }

    /// One line of a volunteer's that would make two thousand million columns, and others that no metric can pool.
    @Test
    void aScoreThatNoAskingOrMetricHasIsRefusedByFileAndLine() throws Exception {
        Bundle bundle = Bundle.read(submitted());
        java.util.function.UnaryOperator<String> repeated = scores -> scores + scores.lines().findFirst().orElseThrow().replace("\"repeat\":0", "\"repeat\":2000000000") + "\n";
        String line = "scores.jsonl, line 10: repeat 2000000000, and run.json says that each sample was asked 1 time, from 0";
        assertThat(refusal(bundle, "scores.jsonl", repeated)).contains("NOT OK  journals: " + line, "not accepted").doesNotContain("\tat ");
        java.util.function.UnaryOperator<String> narrow = scores -> scores.replaceAll("\"statistics\":\\[[^]]*\\]", "\"statistics\":[1]");
        assertThat(refusal(bundle, "scores.jsonl", narrow)).contains("NOT OK  journals: scores.jsonl, line 1: a score of 'chrf' has 18 statistics; there are 1").doesNotContain("\tat ");
        assertThat(refusal(bundle, "scores.jsonl", scores -> scores.replaceFirst("\"metric\":\"chrf\"", "\"metric\":\"bleu\"")))
                .contains("NOT OK  journals: scores.jsonl, line 1: a score of 'bleu' under a signature of 'chrf'");
        assertThat(refusal(bundle, "run.json", json -> json.replaceFirst("(\"repeat\" ?: ?)1\\b", "$12000000000")))
                .contains("run.json: not a manifest: each sample was asked 2000000000 times; 1 to 10,000 can be read").doesNotContain("\tat ");
        assertThat(refusal(bundle, "run.json", json -> json.replaceFirst("(\"repeat\" ?: ?)1\\b", "$110000")))
                .contains("NOT OK  journals: run.json says that each sample was asked 10,000 times; at most 100 would do");
        Outcome verified = glossa("verify", folder.resolve("forged.glossa").toString());
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("NOT OK  journals: run.json says");
        // A folder of the same kind, by every door that reads scores.
        String scores = Files.readString(run.resolve("scores.jsonl"));
        for (java.util.function.UnaryOperator<String> forgery : List.of(repeated, narrow)) {
            Files.writeString(run.resolve("scores.jsonl"), forgery.apply(scores));
            for (List<String> door : List.of(List.of("report"), List.of("leaderboard"), List.of("language", "am"), List.of("export", "--to", "lm-eval"))) {
                List<String> arguments = new ArrayList<>(door);
                arguments.addAll(List.of(run.toString(), "--out", folder.resolve("out-" + door.getFirst()).toString()));
                Outcome refused = glossa(arguments.toArray(String[]::new));
                assertThat(refused.code()).as(door.toString()).isEqualTo(1);
                assertThat(refused.err()).containsPattern("scores.jsonl, line (1|10): ").doesNotContain("\tat ");
                assertThat(refused.err().lines().filter(said -> said.contains("scores.jsonl, line"))).hasSize(1);
            }
        }
    }

    private String refusal(Bundle bundle, String name, java.util.function.UnaryOperator<String> changed) {
        Map<String, byte[]> files = new LinkedHashMap<>(bundle.files());
        files.put(name, changed.apply(files.containsKey(name) ? new String(files.get(name), StandardCharsets.UTF_8) : "").getBytes(StandardCharsets.UTF_8));
        Path forged = folder.resolve("forged.glossa");
        Bundle.of(files).write(forged);
        return glossa("accept", forged.toString(), "--into", folder.resolve("into-" + name).toString(), "--data", data.toString(), "--sample", "0").err();
    }

    @Test
    void aSiteIsMadeAgainFromItsRunsAndCompared() throws Exception {
        Path board = folder.resolve("board");
        assertThat(glossa("leaderboard", run.toString(), "--published", "--draws", "200", "--out", board.toString()).code()).isZero();
        Path language = folder.resolve("ur");
        assertThat(glossa("language", "ur", run.toString(), "--draws", "200", "--out", language.toString()).code()).isZero();
        Outcome verified = glossa("verify", board.toString(), language.toString());
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("made again from 1 runs, every file is the same");
        String page = Files.readString(board.resolve("index.html"));
        Files.writeString(board.resolve("index.html"), page.replaceFirst("<b>\\d+", "<b>99"));
        Outcome changed = glossa("verify", board.toString());
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("1 files differ", "index.html: line ");
        Files.delete(run.resolve("scores.jsonl"));
        assertThat(glossa("verify", board.toString()).out()).contains("no run is at hand whose numbers are those of 'my model'");
    }

    @Test
    void aRunsScoresAreComputedAgainFromItsAnswersAndItsJudgesReplies() throws Exception {
        String reply = "{\\\"instruction_following_rationale\\\":\\\"a\\\",\\\"instruction_following_score\\\":%d,\\\"naturalness_rationale\\\":\\\"a\\\",\\\"naturalness_score\\\":4,"
                + "\\\"coherence_rationale\\\":\\\"a\\\",\\\"coherence_score\\\":4,\\\"accuracy_rationale\\\":\\\"a\\\",\\\"accuracy_score\\\":4}";
        StringBuilder answers = new StringBuilder();
        StringBuilder replies = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            answers.append("{\"id\":\"mdolly/ur/%04d\",\"text\":\"جواب %d\"}\n".formatted(i, i));
            replies.append("{\"id\":\"mdolly/ur/%04d\",\"role\":\"rubric\",\"text\":\"%s\"}\n".formatted(i, reply.formatted(i % 7 + 1)));
        }
        Path open = folder.resolve("runs/open");
        glossa("run", "--model", "replay:" + Files.writeString(folder.resolve("open.jsonl"), answers), "--data", "bundled", "--benchmark", "mdolly", "--languages", "ur", "--out", open.toString());
        Outcome scored = glossa("score", open.toString(), "--judge", "replay:" + Files.writeString(folder.resolve("judge.jsonl"), replies));
        assertThat(scored.code()).as(scored.err()).isZero();
        Outcome verified = glossa("verify", open.toString(), run.toString());
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        // Eight answers, the canaries and the answers that were rated twice.
        assertThat(verified.out()).contains(open + ": 22 scores computed again from their answers, 0 differ", run + ": 9 scores computed again from their answers, 0 differ");
        Files.writeString(open.resolve("scores.jsonl"), Files.readString(open.resolve("scores.jsonl")).replaceFirst("\"value\":[0-9.]+", "\"value\":0.99"));
        Outcome changed = glossa("verify", open.toString());
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("1 differ", "0.99 in the run");
    }

    /// Another metric may have been computed before, and a language may have hardly a score.
    @Test
    void theHubGetsTheHeadlineAndNoNumberThatNoReportPrints() throws Exception {
        Path out = folder.resolve("headline");
        List<String> scores = Files.readAllLines(run.resolve("scores.jsonl"));
        assertThat(glossa("score", run.toString(), "--metric", "bleu").code()).isZero();
        List<String> all = new ArrayList<>(Files.readAllLines(run.resolve("scores.jsonl")).stream().filter(line -> line.contains("\"bleu\"")).toList());
        scores.forEach(line -> all.add(line.contains("flores/km/0001") || line.contains("flores/km/0002")
                ? line.replaceAll("\"state\":\"scored\",.*?\"signature\"", "\"state\":\"failed\",\"note\":\"HTTP 500\",\"signature\"") : line));
        Files.write(run.resolve("scores.jsonl"), all);
        Outcome exported = glossa("export", run.toString(), "--to", "hub", "--out", out.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(Files.readString(out.resolve("flores.yaml"))).contains("chrf in am;").doesNotContain("bleu in").doesNotContain("chrf in km");
    }

    /// The form is that of huggingface/hub-docs, `eval-results.md`: the keys of an entry, and which of them it cannot do without.
    @Test
    void resultsGoToTheHubInItsOwnForm() throws Exception {
        Path out = folder.resolve(".eval_results");
        Outcome exported = glossa("export", run.toString(), "--to", "hub", "--out", out.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        String yaml = Files.readString(out.resolve("flores.yaml"));
        holdsNoText(yaml, "flores.yaml");
        JsonNode entries = new YAMLMapper().readTree(yaml);
        assertThat(entries.isArray()).isTrue();
        List<String> tasks = new ArrayList<>();
        for (JsonNode entry : entries) {
            assertThat(entry.propertyNames()).contains("dataset", "value").isSubsetOf("dataset", "value", "verifyToken", "date", "source", "evaluation_framework", "notes");
            JsonNode dataset = entry.get("dataset");
            assertThat(dataset.propertyNames()).contains("id", "task_id").isSubsetOf("id", "task_id", "revision");
            assertThat(dataset.get("id").asString()).isEqualTo("Muennighoff/flores200");
            assertThat(dataset.get("task_id").isString()).isTrue();
            assertThat(!dataset.has("revision") || dataset.get("revision").asString().matches("[0-9a-f]{7,64}")).isTrue();
            assertThat(entry.get("value").isNumber()).isTrue();
            // As text: YAML readers of other languages take an unquoted day for a date.
            assertThat(entry.get("date").isString()).isTrue();
            assertThat(java.time.LocalDate.parse(entry.get("date").asString())).isNotNull();
            assertThat(entry.get("notes").asString()).startsWith("chrf in ").contains("3 samples, 0 of them unscored; as the metric gives it; signature benchmark:flores|");
            tasks.add(dataset.get("task_id").asString());
        }
        assertThat(tasks).containsExactlyInAnyOrder("am", "ur", "km");
        assertThat(Files.list(out)).allMatch(file -> file.toString().endsWith(".yaml"));
    }
}
