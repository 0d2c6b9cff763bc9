package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.io.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the demo's first page says, whatever the gate found.
class DemoStoryTest {
    @Test
    void aCandidateThatIsStoppedIsStoppedForTheLanguagesThatFell() {
        DemoStory story = story("NO-GO", finding("overall", "", 2.3, -0.7, 5.3, "holds"), finding("region", "South Asia", 14, 5.7, 22.2, "holds"),
                finding("region", "Africa", -10.4, -15.6, -5.1, "violated"), finding("language", "am", -11.6, -16, -7.2, "violated"),
                finding("language", "ha", -17.7, -29.6, -5.9, "violated"), finding("language", "yo", -2.7, -7.7, 2.3, "passes"));
        assertThat(story.sentences()).containsExactly(
                "demo-2 is the checkpoint after demo-1, and over all languages its translations from English changed by +2.3 chrF [−0.7 to +5.3].",
                "Region by region: South Asia +14.0 chrF [+5.7 to +22.2]; Africa −10.4 chrF [−15.6 to −5.1].",
                "The gate says NO-GO, and names Amharic and Hausa: a mean over languages would have hidden who pays.");
        assertThat(story.because()).isEqualTo("demo-2 may not replace demo-1: Africa lost more than the policy allows; language by language, Amharic and Hausa fell.");
    }

    @Test
    void aRegionIsNamedWhereNoLanguageAloneBrokeARule() {
        assertThat(story("NO-GO", finding("region", "Africa", -10.4, -15.6, -5.1, "violated")).sentences().getLast())
                .isEqualTo("The gate says NO-GO, and names Africa: a mean over languages would have hidden who pays.");
    }

    @Test
    void aMeanThatFellItselfHidesNobody() {
        assertThat(story("NO-GO", finding("overall", "", -9, -12, -6, "violated")).sentences().getLast())
                .isEqualTo("The gate says NO-GO: the mean over all languages itself fell by more than the policy allows.");
    }

    @Test
    void aCandidateThatMayPassIsNotSaidToBeStopped() {
        DemoStory story = story("GO", finding("overall", "", 1, 0.5, 1.5, "holds"));
        assertThat(story.sentences().getLast()).isEqualTo("The gate says GO: nothing that its policy guards was lost by more than it allows.");
        assertThat(story.because()).isEqualTo("Nothing that the policy guards was shown to be lost.");
    }

    @Test
    void whatCannotBeToldIsSaidToBeOpen() {
        assertThat(story("INCONCLUSIVE", finding("overall", "", -1, -6, 4, "undecided")).sentences()).last().asString()
                .startsWith("The gate says INCONCLUSIVE: ").contains("neither shown nor ruled out");
    }

    private static DemoStory story(String decision, ObjectNode... findings) {
        ObjectNode verdict = Json.object().put("base", "demo-1").put("candidate", "demo-2").put("decision", decision);
        ArrayNode all = verdict.putArray("findings");
        List.of(findings).forEach(all::add);
        return new DemoStory(verdict);
    }

    private static ObjectNode finding(String over, String group, double difference, double low, double high, String status) {
        return Json.object().put("benchmark", "flores").put("metric", "chrf").put("over", over).put("group", group).put("margin", "3.0")
                .put("difference", difference).put("low", low).put("high", high).put("status", status);
    }
}
