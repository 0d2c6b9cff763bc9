package dev.glossa.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge prompts that ship with Glossa: every wording asks for the same thing in the same shape.
class JudgePromptsTest {
    private static final List<String> KEYS = List.of("instruction_following_rationale", "instruction_following_score",
            "naturalness_rationale", "naturalness_score", "coherence_rationale", "coherence_score",
            "accuracy_rationale", "accuracy_score");
    private static final Pattern KEY = Pattern.compile("\"([a-z_]+)\":");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");
    private static final Pattern ANCHOR = Pattern.compile("(?m)^([0-9])\u00A0?[:：]");
    private static final Pattern LABEL = Pattern.compile("(?m)^\\[\\[.*?]]");

    static List<String> rubricLanguages() {
        return List.of("en", "am", "ar", "bn", "de", "es", "fr", "hi", "ja", "ko", "ru", "sw", "ta", "th", "tr", "ur", "zh");
    }

    @ParameterizedTest
    @MethodSource("rubricLanguages")
    void aRubricAsksForTheEightKeysInOrderAndEndsWithQueryAndAnswer(String code) {
        String prompt = rubric(code);
        assertThat(found(KEY, prompt)).isEqualTo(KEYS);
        // In English the language stands behind the rubric, so that every call of a judge begins alike and is computed once.
        assertThat(found(PLACEHOLDER, prompt)).containsExactly(code.equals("en") ? new String[] {"{language}", "{question}", "{generation}"}
                : new String[] {"{language}", "{language}", "{question}", "{generation}"});
        // No brace but the placeholders' and the JSON object's: nothing else can be mistaken for a placeholder.
        assertThat(PLACEHOLDER.matcher(prompt).replaceAll("").chars().filter(c -> c == '{' || c == '}').count()).isEqualTo(2);
        assertThat(prompt.indexOf("accuracy_score")).isLessThan(prompt.indexOf("{question}"));
        assertThat(prompt.lines().toList()).contains("{question}", "{generation}");
    }

    @ParameterizedTest
    @MethodSource("rubricLanguages")
    void aRubricDescribesScores7531ForEachOfFourCriteria(String code) {
        assertThat(found(ANCHOR, rubric(code)))
                .containsExactly("7", "5", "3", "1", "7", "5", "3", "1", "7", "5", "3", "1", "7", "5", "3", "1");
        assertThat(rubric(code)).contains("50", "6").doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    }

    @ParameterizedTest
    @MethodSource("rubricLanguages")
    void aTranslatedRubricHasTheShapeOfTheEnglishOne(String code) {
        assertThat(shape(rubric(code))).isEqualTo(shape(rubric("en")));
    }

    @ParameterizedTest
    @MethodSource("rubricLanguages")
    void aRubricIsCleanTextInTheScriptOfItsLanguage(String code) {
        String prompt = rubric(code);
        assertThat(Normalizer.isNormalized(prompt, Normalizer.Form.NFC)).isTrue();
        assertThat(prompt).endsWith("\n").doesNotContain("\r", "\t", "\uFEFF", "\uFFFD", "@@");
        String prose = PLACEHOLDER.matcher(prompt).replaceAll("").replaceAll("(?s)\n\\{\n.*\n}\n", "\n").replace("JSON", "");
        assertThat(writing(prose)).isEqualTo(script(code));
    }

    @Test
    void rubricsAreWrittenInManyScripts() {
        assertThat(rubricLanguages()).hasSizeGreaterThanOrEqualTo(13);
        assertThat(rubricLanguages().stream().map(code -> Languages.bundled().get(code).script()).distinct().count())
                .isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard_prompt", "creative_writing"})
    void aPairwisePromptOffersExactlyTheFiveLabelsFromABetterToBBetter(String category) {
        String prompt = text("pairwise/" + category + ".txt");
        assertThat(LABEL.matcher(prompt).results().map(MatchResult::group))
                .containsExactly("[[A>>B]]", "[[A>B]]", "[[A=B]]", "[[B>A]]", "[[B>>A]]");
        assertThat(prompt).doesNotContain("{", "}").endsWith("\n");
    }

    @Test
    void onlyTheHardPromptJudgeSolvesTheTaskFirst() {
        assertThat(text("pairwise/hard_prompt.txt")).contains("write your own answer");
        assertThat(text("pairwise/creative_writing.txt")).doesNotContain("your own answer");
    }

    /// Which lines are empty, headings, numbered criteria, anchors or prose.
    private static String shape(String prompt) {
        return prompt.lines().map(line -> line.isEmpty() ? "." : line.startsWith("# ") ? "#"
                : line.matches("[1-4]\\. .*") ? "n" : ANCHOR.matcher(line).find() ? line.substring(0, 1) : "p").collect(Collectors.joining());
    }

    private static Character.UnicodeScript writing(String prose) {
        Map<Character.UnicodeScript, Long> counts = prose.codePoints().filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of).collect(Collectors.groupingBy(script -> script, Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static Character.UnicodeScript script(String code) {
        return switch (Languages.bundled().get(code).script()) {
            case "Hans" -> Character.UnicodeScript.HAN;
            case "Jpan" -> Character.UnicodeScript.HIRAGANA;
            case String iso15924 -> Character.UnicodeScript.forName(iso15924);
        };
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.groupCount() == 0 ? m.group() : m.group(1)).toList();
    }

    private static String rubric(String code) {
        return text("rubric/" + code + ".txt");
    }

    private static String text(String file) {
        try (InputStream in = JudgePromptsTest.class.getResourceAsStream("/dev/glossa/judges/" + file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
