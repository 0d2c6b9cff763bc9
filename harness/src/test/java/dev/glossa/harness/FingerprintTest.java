package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Completion.Token;
import dev.glossa.harness.Fingerprint.Answer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Fingerprint ONE = of("ሰኞ ማክሰኞ ረቡዕ ሐሙስ", "one two three four five", "3 9 1 . . .", "cat dog ox hen ant");

    @Test
    void aModelIsItself() {
        assertThat(ONE.difference(ONE)).isEmpty();
    }

    @Test
    void theNoiseOfBatchingIsNoOtherModel() {
        assertThat(ONE.difference(shifted(ONE, 0.03))).isEmpty();
        Fingerprint turned = of("ሰኞ ማክሰኞ ረቡዕ ሐሙስ", "one two three four six", "3 9 1 . ! !", "cat dog hen ox bee");
        assertThat(ONE.difference(turned)).as("a tie that fell the other way").isEmpty();
    }

    @Test
    void anotherModelBeginsOtherwise() {
        assertThat(ONE.difference(of("እሑድ ሰኞ", "1 2 3 4 5", "= 391", "cat dog ox hen ant")))
                .contains("only 1 of 4 fixed prompts are answered as before");
    }

    @Test
    void anotherStepOfOneModelHasOtherProbabilities() {
        assertThat(ONE.difference(shifted(ONE, 0.2))).contains("log-probabilities on fixed prompts moved by 0.20 on average");
    }

    @Test
    void withoutProbabilitiesTheWordsDecide() {
        assertThat(words("abc", "def").difference(words("abc", "def"))).isEmpty();
        assertThat(words("abc", "def").difference(words("abc", "xyz"))).isEmpty();
        assertThat(words("abc", "def").difference(words("uvw", "xyz"))).isPresent();
        assertThat(words("abc").difference(words("abc", "def"))).contains("1 answers, then 2");
    }

    private static Fingerprint of(String... texts) {
        return new Fingerprint(Stream.of(texts).map(text -> new Answer(text,
                Stream.of(text.split(" ")).map(word -> new Token(word, -0.5)).toList())).toList());
    }

    private static Fingerprint words(String... texts) {
        return new Fingerprint(Stream.of(texts).map(text -> new Answer(text, List.of())).toList());
    }

    private static Fingerprint shifted(Fingerprint fingerprint, double by) {
        return new Fingerprint(fingerprint.answers().stream().map(answer -> new Answer(answer.text(), IntStream.range(0, answer.tokens().size())
                .mapToObj(i -> new Token(answer.tokens().get(i).text(), answer.tokens().get(i).logProbability() + (i % 2 == 0 ? by : -by))).toList())).toList());
    }
}
