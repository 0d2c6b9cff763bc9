package dev.glossa.judges.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import java.lang.Character.UnicodeScript;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSpanTest {
    @Test
    void threeForeignWordsInARowAreASpanInCodePoints() {
        String answer = "😀 ሰላም ነው, and then it went on — እንግዲህ";
        List<ForeignSpan> spans = ForeignSpan.of(answer, Languages.bundled().get("am"));
        assertThat(spans).containsExactly(new ForeignSpan(10, 29, UnicodeScript.LATIN, 5));
        int[] points = answer.codePoints().toArray();
        assertThat(new String(points, 10, 19)).isEqualTo("and then it went on");
    }

    @Test
    void aNameOrATermIsNone() {
        assertThat(ForeignSpan.of("ኩባንያው Google Cloud ይባላል HTTP 2.0", Languages.bundled().get("am"))).isEmpty();
    }

    @Test
    void fencedCodeIsNoLanguage() {
        assertThat(ForeignSpan.of("ይህ ነው:\n```python\nfor x in range of things\n```\nአበቃ", Languages.bundled().get("am"))).isEmpty();
    }

    @Test
    void japaneseIsWrittenInThreeScripts() {
        assertThat(ForeignSpan.of("これは カタカナ と 漢字 です", Languages.bundled().get("ja"))).isEmpty();
        assertThat(ForeignSpan.of("Это ответ на русском", Languages.bundled().get("ja"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 😀 The capital is old. 我认为这个问题很难回答。北京是中国的首都。 That is all., 我认为这个问题很难回答。北京是中国的首都, HAN, 9",
        "en, 'The answer is：我认为这个问题很难回答，so ask again.', 我认为这个问题很难回答, HAN, 5",
        "sw, 😀 Jibu ni hili: ฉันชอบอ่านหนังสืออยู่ที่บ้าน basi., ฉันชอบอ่านหนังสืออยู่ที่บ้าน, THAI, 6",
        "en, It is easy: 今日は天気がいいので、カフェへ散歩に行きます。 Yes., 今日は天気がいいので、カフェへ散歩に行きます, HIRAGANA, 10",
        "zh, 我说的是：今日は天気がいいですね。对吗？, 今日は天気がいいですね, HIRAGANA, 5",
        "th, ฉันคิดว่า这个问题很难回答ครับ, 这个问题很难回答, HAN, 4",
        "en, Say ខ្ញុំចូលចិត្តអានសៀវភៅនៅផ្ទះ now, ខ្ញុំចូលចិត្តអានសៀវភៅនៅផ្ទះ, KHMER, 5",
        "en, Say ຂ້ອຍມັກອ່ານປຶ້ມຢູ່ເຮືອນ now, ຂ້ອຍມັກອ່ານປຶ້ມຢູ່ເຮືອນ, LAO, 5",
        "en, Say ကျွန်တော်စာအုပ်ဖတ်ရတာကြိုက်တယ် now, ကျွန်တော်စာအုပ်ဖတ်ရတာကြိုက်တယ်, MYANMAR, 4",
        "en, Say བཀྲ་ཤིས་བདེ་ལེགས་ཞུ་རྒྱུ་ཡིན now, བཀྲ་ཤིས་བདེ་ལེགས་ཞུ་རྒྱུ་ཡིན, TIBETAN, 4",
        "am, ይህ ነው 北京 上海 广州 አበቃ, 北京 上海 广州, HAN, 3"})
    void aPassageInAScriptWithoutBlanksHasWords(String code, String answer, String span, UnicodeScript script, int words) {
        assertThat(ForeignSpan.of(answer, Languages.bundled().get(code))).singleElement().satisfies(found -> {
            assertThat(new String(answer.codePoints().toArray(), found.start(), found.end() - found.start())).isEqualTo(span);
            assertThat(found.script()).isEqualTo(script);
            assertThat(found.words()).isEqualTo(words);
        });
    }

    @ParameterizedTest
    @CsvSource({"am, ፕሬዝዳንቱ 习近平 ይባላሉ", "am, ፕሬዝዳንቱ(习近平)ይባላሉ", "en, The tower (東京タワー) is red.", "sw, Mji wa กรุงเทพ ni mkubwa", "en, Beijing (北京) and Shanghai (上海)",
        "en, Myanmar (မြန်မာနိုင်ငံ) is green", "ja, これは日本語の文章です。カタカナも漢字もあります。", "zh, 我认为这个问题很难回答。", "ko, 대한민국(大韓民國)은 민주공화국이다", "zh, 我最喜欢吃的水果是鲜の每日这个牌子的", "zh_Hant, 注音是ㄅㄆㄇㄈ這樣寫的"})
    void aNameOrOnesOwnScriptIsNone(String code, String answer) {
        assertThat(ForeignSpan.of(answer, Languages.bundled().get(code))).isEmpty();
    }

    @Test
    void aSpanEndsWhereCodeBegins() {
        assertThat(ForeignSpan.of("ይህ ነው: two words\n~~~\nand code of words\n~~~\ntwo more አበቃ", Languages.bundled().get("am"))).isEmpty();
        assertThat(ForeignSpan.of("😀 ነው:\n```\n我认为这个问题很难回答\n```\n我认为这个问题很难回答", Languages.bundled().get("am")))
                .containsExactly(new ForeignSpan(26, 37, UnicodeScript.HAN, 5));
    }
}
