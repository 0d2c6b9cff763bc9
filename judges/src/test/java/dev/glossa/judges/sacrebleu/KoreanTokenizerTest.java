package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KoreanTokenizerTest {

    private final KoreanTokenizer tokenizer = KoreanTokenizer.load();

    @Test
    void particlesAndEndingsAreWordsOfTheirOwn() {
        assertThat(PythonText.split(tokenizer.tokenize("나는 어제 도서관에서 책을 읽었다."))).containsExactly("나", "는", "어제", "도서관", "에서", "책", "을", "읽", "었", "다", ".");
    }

    @Test
    void nothingButWhiteSpaceIsLost() {
        for (String line : List.of("안녕하세요, 세계! 2026년 11월", "ሰላም 👩‍👩‍👧 漢字와 English", "", "  ", "ㅋㅋㅋ...", "각")) {
            assertThat(String.join("", PythonText.split(tokenizer.tokenize(line)))).isEqualTo(String.join("", PythonText.split(line)));
        }
    }

    @Test
    void theSignatureIsNotMecabs() {
        assertThat(Bleu.defaults().withTokenizer(tokenizer).signature(1).toString()).contains("tok:ko-nori-10.5.0-KO-2.0.3");
    }

    @Test
    void aCorpusIsTokenizedOnAllCores() {
        List<String> lines = Collections.nCopies(2_000, "나는 어제 도서관에서 책을 읽었다.");
        assertThat(Bleu.defaults().withTokenizer(tokenizer).corpus(lines, List.of(lines)).score()).isBetween(99.99, 100.01);
    }
}
