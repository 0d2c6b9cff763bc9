package dev.glossa.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.reports.chart.TokenizerChart.Script;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TokenizerChartTest {
    private static Script script(String name, double... values) {
        return new Script(name, 1, java.util.Arrays.stream(values).mapToObj(v -> v < 0 ? OptionalDouble.empty() : OptionalDouble.of(v)).toList());
    }

    /// Expected values: Figure 3 of arXiv 2603.11510, as printed on it.
    private static final Chart CHART = TokenizerChart.of("tokenizers", List.of("Tiny Aya", "SmolLM 3"),
            List.of(script("Ge'ez", 0.64, 2.34), script("Hangul", 0.48, 0.61), script("Cyrillic", 0.31, -1), script("Simp. Han", 0.66, 0.8)));

    @Test
    void scriptsAreSortedByTheirTotalAndThoseThatLackATokenizerComeLast() {
        assertThat(CHART.data().toString()).isEqualTo("""
                script,languages,tokenizer,tokens_per_character
                Hangul,1,Tiny Aya,0.48
                Hangul,1,SmolLM 3,0.61
                Simp. Han,1,Tiny Aya,0.66
                Simp. Han,1,SmolLM 3,0.8
                Ge'ez,1,Tiny Aya,0.64
                Ge'ez,1,SmolLM 3,2.34
                Cyrillic,1,Tiny Aya,0.31
                Cyrillic,1,SmolLM 3,
                """);
        assertThat(CHART.alt()).contains("Ge'ez: Tiny Aya 0.64, SmolLM 3 2.34; Cyrillic: Tiny Aya 0.31.");
    }

    /// From below, the last complete bar is first blue for 0.64, then orange for 2.34.
    @Test
    void theCheapestTokenizerIsAtTheBottom() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(CHART.png()));
        int blue = -1;
        int orange = -1;
        int below = 0;
        for (int x = image.getWidth() / 2; x < image.getWidth(); x++) {
            int b = 0;
            int o = 0;
            for (int y = image.getHeight() - 1; y >= 0; y--) {
                int rgb = image.getRGB(x, y);
                b += rgb == Palette.model(0).getRGB() ? 1 : 0;
                o += rgb == Palette.model(1).getRGB() ? 1 : 0;
                below += rgb == Palette.model(1).getRGB() && b == 0 ? 1 : 0;
            }
            blue = Math.max(blue, b);
            orange = Math.max(orange, o);
        }
        assertThat(orange / (double) blue).isBetween(2.9, 4.2);
        assertThat(below).isZero();
    }

    @Test
    void whatIsNoCostIsRefused() {
        assertThatThrownBy(() -> TokenizerChart.of("t", List.of("a", "b"), List.of(script("Thai", 1)))).hasMessage("Thai: 1 values for 2 tokenizers");
        assertThatThrownBy(() -> script("Thai", Double.NaN)).hasMessage("Thai: NaN tokens per character are none");
        assertThatThrownBy(() -> TokenizerChart.of("t", List.of("a"), List.of())).hasMessageContaining("needs a tokenizer and a script");
    }
}
