package dev.glossa.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.reports.page.TokenPage;
import dev.glossa.reports.tokens.TokenCosts;
import dev.glossa.reports.tokens.TokenCosts.Cost;
import dev.glossa.reports.tokens.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCostsTest {
    private static final TokenCosts COSTS = new TokenCosts(
            List.of(new Tokenizer("one", "ab12", "SentencePiece", 3000), new Tokenizer("<b>=two|", "cd34", "llama.cpp", 256000)),
            List.of(cost("en", 2, 100, 20, 25), cost("am", 2, 80, 80, 48), cost("sw", 2, 110, 44, 33), cost("km", 3, 50, 100, 25),
                    cost("zh", 2, 30, 21, 24), cost("zh_Hant", 2, 30, 24, 27)));

    @Test
    void aScriptIsTheMeanOfItsLanguagesAndTheCheapestComesFirst() {
        assertThat(COSTS.scripts()).extracting(TokenCosts.Script::name)
                .containsExactly("Latin", "Simplified Han", "Ethiopic", "Traditional Han", "Khmer");
        assertThat(COSTS.scripts().getFirst().perCharacter(0)).isCloseTo((0.2 + 0.4) / 2, within(1e-12));
    }

    @Test
    void thePremiumComparesTheSameTextAndIsAbsentForAnother() {
        assertThat(COSTS.premium(COSTS.costs().get(1), 0)).hasValue(4);
        assertThat(COSTS.premium(COSTS.costs().get(1), 1)).hasValue(1.92);
        assertThat(COSTS.premium(COSTS.costs().getFirst(), 0)).hasValue(1);
        assertThat(COSTS.premium(COSTS.costs().get(3), 0)).isEmpty();
        TokenCosts alone = new TokenCosts(COSTS.tokenizers(), List.of(COSTS.costs().get(1)));
        assertThat(alone.premium(alone.costs().getFirst(), 0)).isEmpty();
    }

    @Test
    void textOfNoCharactersCostsNothingAndIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> cost("am", 0, 0, 0, 0)).withMessageStartingWith("am: a text of 0 lines");
    }

    @Test
    void thePageOpensFromDiskAndNamesCannotChangeIt(@TempDir Path out) throws Exception {
        TokenPage.write(COSTS, "Text <i>", out);
        String page = Files.readString(out.resolve("index.html"));
        assertThat(page).contains("Text &lt;i&gt;", "&lt;b&gt;=two|", "4.00 × English", "2.00").doesNotContain("<b>=two", "<i>");
        assertThat(Files.readString(out.resolve("tokens.csv"))).contains("language,am,Ethi,1,one,2,80,80,1,4\n", "script,Khmr,Khmr,1,one,,,,2,\n");
        assertThat(Files.readString(out.resolve("tokenizers.csv"))).contains("one,ab12,SentencePiece,3000");
        assertThat(Files.readString(out.resolve("tokens.md"))).contains("| Amharic | am, Ethi | 1.00 (4.00 × English) | 0.60 (1.92 × English) |", "=two\\|");
        assertThat(out.resolve("charts/tokens-per-character.png")).isNotEmptyFile();
    }

    private static Cost cost(String code, long lines, long characters, long... tokens) {
        Language language = Languages.bundled().get(code);
        return new Cost(language, lines, characters, java.util.Arrays.stream(tokens).boxed().toList());
    }
}
