package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The samples that ship with Glossa: complete, parallel, clean text in the script that each language is written in.
class BundledSamplesTest {
    private static final String ROOT = "/dev/glossa/benchmarks/samples/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int ITEMS = 8;
    private static final List<String> MMLU_COLUMNS = List.of("sample_id", "subject", "subject_category", "question",
            "option_a", "option_b", "option_c", "option_d", "answer", "required_knowledge", "time_sensitive",
            "reference", "culture", "region", "country", "cultural_sensitivity_label", "is_annotated");

    /// The languages that have a folder, as the language table knows them.
    static List<Language> languages() {
        return lines("files.txt").stream().filter(file -> file.startsWith("dolly-machine-translated-v2/"))
                .map(file -> Languages.bundled().get(file.split("/")[1])).toList();
    }

    /// A language and its varieties: Chinese has two written forms in FLORES.
    private static List<Language> written(Language language) {
        return Stream.concat(Stream.of(language), Languages.bundled().all().stream()
                .filter(other -> other.varietyOf().filter(language.code()::equals).isPresent())).toList();
    }

    private static String devtest(Language language) {
        return "flores/devtest/" + language.codeIn("flores200").orElseThrow() + ".devtest";
    }

    private static String globalMmlu(Language language, String split) {
        return "global-mmlu/" + language.codeIn("global_mmlu").orElse(language.code()) + "/" + split + ".jsonl";
    }

    @Test
    void theListOfFilesNamesExactlyWhatTheLanguagesNeed() {
        Set<String> needed = new TreeSet<>();
        for (Language language : languages()) {
            written(language).forEach(form -> needed.add(devtest(form)));
            needed.add(globalMmlu(language, "test"));
            needed.add(globalMmlu(language, "dev"));
            for (String dataset : List.of("global-mgsm", "dolly-machine-translated-v2", "m-ArenaHard-v2.1")) {
                needed.add(dataset + "/" + language.code() + "/test.jsonl");
            }
        }
        assertThat(lines("files.txt")).containsExactlyElementsOf(needed);
    }

    @Test
    void theLanguagesCoverEveryRegionEveryBinAndManyScripts() {
        List<Language> languages = languages();
        assertThat(languages).hasSizeGreaterThanOrEqualTo(20).allMatch(Language::focus);
        assertThat(languages).extracting(language -> language.region().orElseThrow().name())
                .contains("Europe", "West Asia", "South Asia", "Asia Pacific", "Africa");
        assertThat(languages).extracting(language -> language.bin().orElseThrow()).contains(1, 2, 3, 4, 5);
        assertThat(languages.stream().map(Language::script).distinct()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(languages).anyMatch(Language::rightToLeft);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsCleanNfcText(String file) {
        byte[] bytes = bytes(file);
        String text = utf8(bytes);
        assertThat(text).endsWith("\n").doesNotContain("\r", "\t", "\n\n", "\uFEFF", "\uFFFD", " \n");
        assertThat(CODE_BLOCK.matcher(text).replaceAll("")).doesNotContain("  ");
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(text.codePoints().filter(c -> c != '\n').filter(BundledSamplesTest::suspect)
                .mapToObj("U+%04X"::formatted)).isEmpty();
        // What UTF-8 looks like when read as Latin-1 or Windows-1252.
        assertThat(text).doesNotContainPattern("Ã[\u0080-\u00BF]|Â[\u0080-\u00BF]|â€|à¤|Ø§|Ð°");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void floresHoldsOneShortSentencePerLineInTheLanguagesScript(Language language) {
        for (Language form : written(language)) {
            List<String> sentences = lines(devtest(form));
            assertThat(sentences).hasSize(ITEMS).doesNotHaveDuplicates().allSatisfy(sentence -> {
                assertThat(sentence).isEqualTo(sentence.strip());
                assertThat(sentence.split(" ").length).isLessThan(18);
                assertWrittenIn(form.script(), sentence);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void mathProblemsHaveIntegerAnswersAndAnInstructionThatNamesThePrefix(Language language) {
        List<JsonNode> rows = rows("global-mgsm/" + language.code() + "/test.jsonl");
        assertThat(rows).hasSize(ITEMS).allSatisfy(row -> {
            assertThat(row.propertyNames()).containsExactly("question", "answer", "instruction", "answer_prefix");
            assertThat(row.get("answer").asString()).matches("[0-9]{1,3}(,[0-9]{3})*");
            assertThat(row.get("instruction").asString()).contains(row.get("answer_prefix").asString() + ":")
                    .isEqualTo(rows.getFirst().get("instruction").asString());
            assertWrittenIn(language.script(), row.get("answer_prefix").asString());
            assertWrittenIn(language.script(), row.get("instruction").asString());
            assertWrittenIn(language.script(), row.get("question").asString());
        });
        assertThat(rows).extracting(row -> row.get("answer").asString()).isEqualTo(
                rows("global-mgsm/en/test.jsonl").stream().map(row -> row.get("answer").asString()).toList())
                .anyMatch(answer -> answer.contains(",")).anyMatch(answer -> answer.endsWith("0"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void choicesAreFourDistinctOptionsWithBalancedLetters(Language language) {
        List<JsonNode> test = rows(globalMmlu(language, "test"));
        List<JsonNode> dev = rows(globalMmlu(language, "dev"));
        assertThat(test).hasSize(ITEMS);
        assertThat(dev).hasSize(2);
        assertThat(test.stream().collect(Collectors.groupingBy(
                row -> row.get("answer").asString(), Collectors.counting())))
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", 2L, "B", 2L, "C", 2L, "D", 2L));
        assertThat(test).extracting(row -> row.get("subject_category").asString())
                .contains("STEM", "Humanities", "Social Sciences", "Medical");
        assertThat(test).extracting(row -> row.get("cultural_sensitivity_label").asString()).contains("CS", "CA", "-");
        assertThat(Stream.concat(test.stream(), dev.stream())).allSatisfy(row -> {
            assertThat(row.propertyNames()).containsExactlyElementsOf(MMLU_COLUMNS);
            assertThat(row.get("is_annotated").isBoolean()).isTrue();
            assertThat(row.get("is_annotated").asBoolean())
                    .isEqualTo(!row.get("cultural_sensitivity_label").asString().equals("-"));
            List<String> options = Stream.of("option_a", "option_b", "option_c", "option_d")
                    .map(column -> row.get(column).asString()).toList();
            assertThat(options).doesNotHaveDuplicates().noneMatch(String::isBlank);
            assertWrittenIn(language.script(), row.get("question").asString());
            assertWrittenIn(language.script(), String.join(" ", options).replaceAll("\\b[A-Z]\\b|B12", ""));
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void openPromptsAreWrittenInTheLanguagesScript(Language language) {
        assertThat(rows("dolly-machine-translated-v2/" + language.code() + "/test.jsonl")).hasSize(ITEMS).allSatisfy(row -> {
            assertThat(row.propertyNames()).containsExactly("id", "prompt");
            assertWrittenIn(language.script(), row.get("prompt").asString());
        });
        assertThat(rows("m-ArenaHard-v2.1/" + language.code() + "/test.jsonl")).hasSize(ITEMS).allSatisfy(row -> {
            assertThat(row.propertyNames()).containsExactly("question_id", "category", "subcategory", "prompt", "language");
            assertThat(row.get("language").asString()).isEqualTo(language.code());
            assertThat(row.get("category").asString() + "/" + row.get("subcategory").asString())
                    .isIn("hard_prompt/coding", "hard_prompt/math", "creative_writing/creative_writing");
            assertWrittenIn(language.script(), CODE_BLOCK.matcher(row.get("prompt").asString()).replaceAll(""));
        });
    }

    /// Columns that a translation must not touch, and the numbers in the text, are those of the English row.
    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageAsksTheSameItems(Language language) {
        Language english = Languages.bundled().get("en");
        List<String> labels = Stream.concat(MMLU_COLUMNS.stream().limit(3), MMLU_COLUMNS.stream().skip(8)).toList();
        assertParallel(globalMmlu(english, "test"), globalMmlu(language, "test"), labels);
        assertParallel(globalMmlu(english, "dev"), globalMmlu(language, "dev"), labels);
        Map.of("global-mgsm", List.of("answer"), "dolly-machine-translated-v2", List.of("id"),
                "m-ArenaHard-v2.1", List.of("question_id", "category", "subcategory")).forEach((dataset, columns) ->
                assertParallel(dataset + "/en/test.jsonl", dataset + "/" + language.code() + "/test.jsonl", columns));
    }

    private static void assertParallel(String english, String other, List<String> untouched) {
        List<JsonNode> originals = rows(english);
        List<JsonNode> rows = rows(other);
        assertThat(rows).hasSameSizeAs(originals);
        for (int i = 0; i < rows.size(); i++) {
            for (String column : rows.get(i).propertyNames()) {
                JsonNode original = originals.get(i).get(column);
                JsonNode cell = rows.get(i).get(column);
                if (untouched.contains(column)) {
                    assertThat(cell).as("%s, row %d, %s", other, i + 1, column).isEqualTo(original);
                } else if (original.isString()) {
                    assertThat(found(NUMBER, cell.asString())).as(cell.asString()).isEqualTo(found(NUMBER, original.asString()));
                    assertThat(found(CODE_BLOCK, cell.asString())).isEqualTo(found(CODE_BLOCK, original.asString()));
                }
            }
        }
    }

    @Test
    void noTextStandsInTwoLanguages() {
        List<String> texts = languages().stream().flatMap(language -> Stream.of(
                written(language).stream().flatMap(form -> lines(devtest(form)).stream()),
                rows(globalMmlu(language, "test")).stream().map(row -> row.get("question").asString()),
                rows("global-mgsm/" + language.code() + "/test.jsonl").stream().map(row -> row.get("question").asString()),
                rows("dolly-machine-translated-v2/" + language.code() + "/test.jsonl").stream().map(row -> row.get("prompt").asString()),
                rows("m-ArenaHard-v2.1/" + language.code() + "/test.jsonl").stream().map(row -> row.get("prompt").asString()))
                .flatMap(stream -> stream)).toList();
        assertThat(texts).hasSizeGreaterThan(28 * 5 * ITEMS).doesNotHaveDuplicates();
    }

    static List<String> files() {
        return lines("files.txt");
    }

    /// Controls, private use, unassigned and bidirectional formatting; joiners are letters' business in Persian and Khmer.
    private static boolean suspect(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.FORMAT -> c != 0x200B && c != 0x200C && c != 0x200D;
            default -> false;
        };
    }

    private static void assertWrittenIn(String script, String text) {
        Set<Character.UnicodeScript> expected = switch (script) {
            case "Hans", "Hant" -> Set.of(Character.UnicodeScript.HAN);
            case "Jpan" -> Set.of(Character.UnicodeScript.HAN, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA);
            case String iso15924 -> Set.of(Character.UnicodeScript.forName(iso15924));
        };
        List<Character.UnicodeScript> letters = text.codePoints().filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of).toList();
        assertThat(letters).as(text).isNotEmpty();
        assertThat(letters.stream().filter(expected::contains).count() / (double) letters.size()).as(text).isGreaterThan(0.6);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> rows(String file) {
        return lines(file).stream().map(JSON::readTree).toList();
    }

    private static List<String> lines(String file) {
        return utf8(bytes(file)).lines().toList();
    }

    private static byte[] bytes(String file) {
        try (InputStream in = BundledSamplesTest.class.getResourceAsStream(ROOT + file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Strict: a malformed byte is an error, not a replacement character.
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }
}
