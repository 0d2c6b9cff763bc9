package dev.glossa.judges.pairwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @Test
    void listsAreCountedAsTheOriginalsPatternCountsThem() {
        Random random = new Random(5);
        String alphabet = " \n\n\t\u00A0\r1፩.-*+aመ";
        int items = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int at = random.nextInt(24); at >= 0; at--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int plain = Markdown.count(Markdown.LISTS, text.toString());
            assertThat(Markdown.of(text.toString()).lists()).as("'%s'", text).isEqualTo(plain);
            items += plain;
        }
        assertThat(items).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " \n\t", "```a```", "**a", "__", "1.", "# \n"})
    void anAnswerMadeToBeSlowIsNot(String part) {
        assertTimeout(Duration.ofSeconds(5), () -> Markdown.of(part.repeat(200_000 / part.length())));
    }
}
