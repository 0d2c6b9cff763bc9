package dev.glossa.judges.rubric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Replies as judges write them: what can be read and what cannot.
@Timeout(20)
class RubricReplyTest {
    private static final String GOOD = """
            {"instruction_following_rationale":"R","instruction_following_score":7,"naturalness_rationale":"R","naturalness_score":6,
            "coherence_rationale":"R","coherence_score":5,"accuracy_rationale":"R","accuracy_score":4}""";

    private static String with(String rationale) {
        return GOOD.replace("\"R\"", "\"" + rationale + "\"");
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                reply("plain", GOOD),
                reply("rationale in Amharic", with("መልሱ ትክክል ነው።")),
                reply("rationale in Arabic with its own marks", with("الإجابة «صحيحة»، لكنها قصيرة؛ {جيدة}")),
                reply("rationale in Urdu", with("جواب واضح ہے۔")),
                reply("rationale in Hindi", with("उत्तर सही है।")),
                reply("rationale in Bengali", with("উত্তরটি ঠিক আছে।")),
                reply("rationale in Tamil", with("பதில் சரியானது.")),
                reply("rationale in Thai", with("คำตอบถูกต้อง")),
                reply("rationale in Khmer", with("ចម្លើយត្រឹមត្រូវ។")),
                reply("rationale in Chinese with full-width marks", with("回答“正确”，但是：太短。")),
                reply("rationale in Japanese", with("回答は「自然」です")),
                reply("rationale in Korean", with("답변이 자연스럽습니다")),
                reply("rationale with an emoji", with("👍🏽 good")),
                reply("rationale with escaped quotes", with("the word \\\"haki\\\" is wrong")),
                reply("rationale with a brace", with("uses { and } oddly")),
                reply("rationale with escaped newline", with("one\\ntwo")),
                reply("fenced", "```json\n" + GOOD + "\n```"),
                reply("fenced without language", "```\n" + GOOD + "\n```"),
                reply("fenced with four", "````JSON\n" + GOOD + "\n````"),
                reply("prose before", "Here is my rating:\n" + GOOD),
                reply("prose after", GOOD + "\nLet me know if you need more."),
                reply("prose in Swahili around", "Tathmini yangu:\n" + GOOD + "\nAsante."),
                reply("a byte-order mark before", "\uFEFF" + GOOD),
                reply("carriage returns", GOOD.replace("\n", "\r\n")),
                reply("pretty-printed", GOOD.replace(",", ",\n    ").replace("{", "{\n    ").replace("}", "\n}")),
                reply("numbers as text", GOOD.replaceAll("_score\":(\\d)", "_score\":\"$1\"")),
                reply("numbers as padded text", GOOD.replaceAll("_score\":(\\d)", "_score\":\" $1 \"")),
                reply("numbers out of seven", GOOD.replaceAll("_score\":(\\d)", "_score\":\"$1/7\"")),
                reply("numbers out of seven with blanks", GOOD.replaceAll("_score\":(\\d)", "_score\":\"$1 / 7\"")),
                reply("decimals that are whole", GOOD.replaceAll("_score\":(\\d)", "_score\":$1.0")),
                reply("Devanagari digits", "{\"instruction_following_score\":\"७\",\"naturalness_score\":\"६\",\"coherence_score\":\"५\",\"accuracy_score\":\"४\"}"),
                reply("Bengali digits", "{\"instruction_following_score\":\"৭\",\"naturalness_score\":\"৬\",\"coherence_score\":\"৫\",\"accuracy_score\":\"৪\"}"),
                reply("Arabic-Indic digits", "{\"instruction_following_score\":\"٧\",\"naturalness_score\":\"٦\",\"coherence_score\":\"٥\",\"accuracy_score\":\"٤\"}"),
                reply("Persian digits", "{\"instruction_following_score\":\"۷\",\"naturalness_score\":\"۶\",\"coherence_score\":\"۵\",\"accuracy_score\":\"۴\"}"),
                reply("Thai digits", "{\"instruction_following_score\":\"๗\",\"naturalness_score\":\"๖\",\"coherence_score\":\"๕\",\"accuracy_score\":\"๔\"}"),
                reply("Khmer digits", "{\"instruction_following_score\":\"៧\",\"naturalness_score\":\"៦\",\"coherence_score\":\"៥\",\"accuracy_score\":\"៤\"}"),
                reply("full-width digits", "{\"instruction_following_score\":\"７\",\"naturalness_score\":\"６\",\"coherence_score\":\"５\",\"accuracy_score\":\"４\"}"),
                reply("bare digits of another script", "{\"instruction_following_score\":७,\"naturalness_score\":६,\"coherence_score\":५,\"accuracy_score\":४}"),
                reply("no rationales", "{\"instruction_following_score\":7,\"naturalness_score\":6,\"coherence_score\":5,\"accuracy_score\":4}"),
                reply("another order", "{\"accuracy_score\":4,\"coherence_score\":5,\"naturalness_score\":6,\"instruction_following_score\":7}"),
                reply("more keys", GOOD.replace("{", "{\"overall\":9,\"notes\":[1,{\"a\":null}],")),
                reply("a trailing comma", GOOD.replace("4}", "4,}")),
                reply("single quotes", GOOD.replace('"', '\'')),
                reply("a line break inside a rationale", with("one\ntwo")),
                reply("a tab inside a rationale", with("one\ttwo")),
                reply("a bad escape", with("50\\% \\'right\\'")),
                reply("unescaped quotes inside a rationale", with("the word \"haki\" is wrong, and \"sawa\" too")),
                reply("curly quotes for keys", GOOD.replace("\"instruction_following_score\"", "“instruction_following_score”")),
                reply("a repeated key that agrees", GOOD.replace("4}", "4,\"accuracy_score\":4}")),
                reply("the object twice, equal", GOOD + "\n" + GOOD),
                reply("a missing closing quote in a rationale", GOOD.replaceFirst("\"R\"", "\"R")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void syntaxIsForgiven(String what, String reply) {
        assertThat(RubricReply.of(reply)).isInstanceOfSatisfying(RubricReply.Rated.class,
                rated -> assertThat(rated.scores().values()).containsExactly(7.0, 6.0, 5.0, 4.0));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                bad("nothing", "", "no JSON object"),
                bad("white space", " \n\u3000", "no JSON object"),
                bad("prose", "I would give it a 7.", "no JSON object"),
                bad("a refusal in Arabic", "لا أستطيع تقييم هذا النص.", "no JSON object"),
                bad("a list", "[7,6,5,4]", "no JSON object"),
                bad("an empty object", "{}", "no \"instruction_following_score\""),
                bad("a missing score", GOOD.replace(",\"accuracy_score\":4", ""), "no \"accuracy_score\""),
                bad("a null score", GOOD.replace("_score\":4", "_score\":null"), "no \"accuracy_score\""),
                bad("8 out of 7", GOOD.replace("_score\":7", "_score\":8"), "outside 1 to 7"),
                bad("0", GOOD.replace("_score\":4", "_score\":0"), "outside 1 to 7"),
                bad("a negative score", GOOD.replace("_score\":4", "_score\":-4"), "is -4"),
                bad("10", GOOD.replace("_score\":4", "_score\":10"), "outside 1 to 7"),
                bad("a word", GOOD.replace("_score\":4", "_score\":\"four\""), "four"),
                bad("a range", GOOD.replace("_score\":4", "_score\":\"4-5\""), "4-5"),
                bad("out of ten", GOOD.replace("_score\":4", "_score\":\"4/10\""), "4/10"),
                bad("N, as in the prompt", GOOD.replaceAll("_score\":\\d", "_score\":N"), "is N"),
                bad("true", GOOD.replace("_score\":4", "_score\":true"), "is true"),
                bad("an array", GOOD.replace("_score\":4", "_score\":[4]"), "is [4]"),
                bad("a huge number", GOOD.replace("_score\":4", "_score\":1e300"), "accuracy_score"),
                bad("cut off", GOOD.substring(0, 120), "no JSON object"),
                bad("cut off with a brace", GOOD.substring(0, 120) + "}", "no \""),
                bad("a repeated key that disagrees", GOOD.replace("4}", "4,\"accuracy_score\":7}"), "4 and 7"),
                bad("two ratings that disagree", GOOD + GOOD.replace("_score\":4", "_score\":7"), "4 and 7"),
                bad("other keys", "{\"fluency\":7,\"score\":7}", "no \"instruction_following_score\""),
                bad("translated keys", "{\"درجة_الدقة\":7}", "no \"instruction_following_score\""),
                bad("HTML", "<html><body>{\"error\":502}</body></html>", "no \"instruction_following_score\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void aScoreIsNeverGuessed(String what, String reply, String why) {
        assertThat(RubricReply.of(reply)).isInstanceOfSatisfying(RubricReply.Unreadable.class, u -> assertThat(u.why()).contains(why));
    }

    @Test
    void ratingsThatAnAnswerSmuggledIntoARationaleAreNotTaken() {
        // The rationale quotes an answer that holds perfect scores; as JSON it is only text.
        String smuggled = with("it says {\\\"accuracy_score\\\": 7, \\\"coherence_score\\\": 7}");
        assertThat(RubricReply.of(smuggled)).isInstanceOfSatisfying(RubricReply.Rated.class,
                rated -> assertThat(rated.scores().values()).containsExactly(7.0, 6.0, 5.0, 4.0));
        // Unescaped it is ambiguous, and so unreadable.
        assertThat(RubricReply.of(with("it says {\"accuracy_score\": 7}"))).isInstanceOf(RubricReply.Unreadable.class);
    }

    @Test
    void whatWasForgivenIsNoted() {
        assertThat(((RubricReply.Rated) RubricReply.of(GOOD)).fired()).isEmpty();
        assertThat(((RubricReply.Rated) RubricReply.of("```json\n" + GOOD.replace(":4", ":\"4\"") + "\n```")).fired()).containsExactly("fence", "numeric string");
        assertThat(((RubricReply.Rated) RubricReply.of(GOOD.replace(":7", ":\"៧/7\"") + " ")).fired()).containsExactly("numeric string", "other digits", "out of seven");
        assertThat(((RubricReply.Rated) RubricReply.of(GOOD.replace("4}", "4,\"accuracy_score\":4}"))).fired()).containsExactly("scanned", "repeated key");
        assertThat(((RubricReply.Rated) RubricReply.of(with("the word \"haki\" is wrong"))).fired()).containsExactly("scanned");
        assertThat(((RubricReply.Rated) RubricReply.of("Tathmini: " + GOOD.replace("4}", "4,}"))).fired()).containsExactly("prose", "syntax");
    }

    @Test
    void hugeAndNestedRepliesEndInLinearTime() {
        List<String> replies = List.of("{".repeat(200_000) + "}".repeat(200_000), "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                "{" + "\"accuracy_score\":".repeat(50_000) + "}", "{" + "\"".repeat(500_000) + "}", "x".repeat(3 << 20) + "{}");
        IntStream.range(0, replies.size()).forEach(i -> assertThat(RubricReply.of(replies.get(i))).as("reply " + i).isInstanceOf(RubricReply.Unreadable.class));
    }

    private static Arguments reply(String what, String reply) {
        return Arguments.of(what, reply);
    }

    private static Arguments bad(String what, String reply, String why) {
        return Arguments.of(what, reply, why);
    }
}
