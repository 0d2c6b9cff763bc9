package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against command lines of sacreBLEU 2.6.0, recorded under NumPy 1 by oracle.py.
class MetricCommandTest {

    /// Where we say something else, and why; the exit codes are the same.
    private static final Map<String, String> OTHER_WORDS = Map.of(
            // The original ends in a Python traceback.
            "cli-047", "sacreBLEU: bad.hyp.txt: byte 0xff at position 8 is not UTF-8\n",
            // The original lists its test sets, which are not here.
            "cli-065", "sacreBLEU: If manual references given, make sure to provide them before the -i/--input argument to avoid confusion.\n"
                    + "sacreBLEU: There are no predefined test sets (-t) here.\n");

    private final Path files = Path.of(Objects.requireNonNull(getClass().getResource("metric/files")).toURI());

    MetricCommandTest() throws URISyntaxException {}

    private record Answer(int exitCode, String out, String err) {}

    @Test
    void everyRecordedCommandLineAnswersAsTheOriginal() throws IOException {
        List<JsonNode> records = records();
        for (JsonNode record : records) {
            String id = record.get("id").asString();
            List<String> arguments = new ArrayList<>(List.of("--numpy", "1"));
            record.get("args").forEach(argument -> arguments.add(argument.asString()));
            Answer answer = answer(record.get("stdin").isNull() ? "" : record.get("stdin").asString(), arguments.toArray(String[]::new));
            assertThat(answer.exitCode()).as(id).isEqualTo(record.get("rc").asInt());
            assertThat(answer.err()).as(id).isEqualTo(OTHER_WORDS.getOrDefault(id, record.get("stderr").asString()));
            // Python names the program after the file of its module.
            assertThat(answer.out()).as(id).isEqualTo(record.get("stdout").asString().replace("__main__.py 2.6.0", "sacrebleu 2.6.0"));
        }
        assertThat(records).hasSize(67);
    }

    @Test
    void aTokenizerThatFindsNoWordsInTheLanguageIsSaidInOneLine() throws IOException {
        assertThat(answer("", "lang_zh.ref0.txt", "-i", "lang_zh.A.txt", "-l", "en-th", "-b").err())
                .isEqualTo("sacreBLEU: 'th' is written without spaces, where the tokenizer 13a finds no words; char or flores200 would\n");
        assertThat(answer("", "lang_zh.ref0.txt", "-i", "lang_zh.A.txt", "-l", "en-th", "-tok", "char", "-b").err()).isEmpty();
    }

    @Test
    void aModelFileMakesSpBleu() throws IOException {
        assertThat(answer("", "lang_zh.ref0.txt", "-i", "lang_zh.A.txt", "-tok", "flores200", "--spm-model", "nowhere.model").err())
                .contains("needs its SentencePiece model", "nowhere.model is missing");
    }

    @Test
    void singlePrecisionIsPrintedAsANumber() throws IOException {
        String out = answer("", "stat101.ref0.txt", "-i", "stat101.A.txt", "stat101.B.txt", "-m", "chrf", "--paired-bs", "-pbsn", "50", "-q").out();
        assertThat(JsonMapper.shared().readTree(out).get(0).get("chrF2").get("mean").asDouble()).isBetween(80.0, 95.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--metric bleu; cut short",
        "-m=bleu; behind an equals sign",
        "--width=4 -w1; one after the other, the last of which counts",
        "-w1; without a blank",
        "--width 1 --; and no more after two dashes"})
    void optionsAreReadAsPythonReadsThem(String options, String how) throws IOException {
        List<String> words = new ArrayList<>(List.of(options.split(" ")));
        words.addAll(0, List.of("-i", "lang_zh.A.txt", "-b"));
        words.add(words.getLast().equals("--") ? words.size() : 0, "lang_zh.ref0.txt");
        assertThat(answer("", words.toArray(String[]::new))).as(how).isEqualTo(answer("", "lang_zh.ref0.txt", "-i", "lang_zh.A.txt", "-b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "--nope; unrecognized arguments: --nope",
        "--chrf 3; ambiguous option: --chrf could match --chrf-char-order, --chrf-word-order",
        "-w; expected one argument",
        "-w x; is no whole number",
        "-w -1; 0 is the least",
        "-m; expected at least one argument",
        "-m bleu meteor; invalid choice: 'meteor' (choose from bleu, chrf, ter)",
        "--numpy 3; choose from 1, 2",
        "--force=yes; ignored explicit argument",
        "-e utf-9; no encoding is called 'utf-9'",
        "--seed soon; a whole number or none",
        "--paired-bs --paired-ar; not allowed with argument"})
    void wrongUsageIsOneLine(String options, String message) throws IOException {
        Answer answer = answer("", ("lang_zh.ref0.txt " + options).split(" "));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).startsWith("sacreBLEU: ").contains(message).hasLineCount(1);
    }

    @Test
    void theHelpNamesEveryOption() throws IOException {
        String help = answer("", "--help").out();
        for (MetricOption option : MetricOption.values()) {
            assertThat(help).contains("  " + option.toString().replace("/", ", "));
        }
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(140));
    }

    @Test
    void aFolderInPlaceOfAFileIsOneLine() throws IOException {
        assertThat(answer("", ".", "-i", "lang_zh.A.txt")).isEqualTo(new Answer(1, "", "sacreBLEU: .: Is a directory\n"));
    }

    @Test
    void aMissingFileIsOneLine() throws IOException {
        assertThat(answer("", "lang_zh.ref0.txt", "-i", "nowhere.txt")).isEqualTo(new Answer(1, "", "sacreBLEU: nowhere.txt: no such file\n"));
    }

    private Answer answer(String stdin, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (InputStream in = stdin.isEmpty() ? InputStream.nullInputStream() : Files.newInputStream(files.resolve(stdin))) {
            int exitCode = MetricCommand.execute(files, in, List.of(arguments), new PrintWriter(out), new PrintWriter(err));
            return new Answer(exitCode, out.toString(), err.toString().replace(files + "/", ""));
        }
    }

    private List<JsonNode> records() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Objects.requireNonNull(getClass().getResourceAsStream("metric/cli.jsonl.gz"))), StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            return lines.<JsonNode>map(JsonMapper.shared()::readTree).filter(record -> !record.has("meta")).toList();
        }
    }
}
