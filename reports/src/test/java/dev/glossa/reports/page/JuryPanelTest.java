package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import dev.glossa.reports.jury.JuryReport;
import dev.glossa.reports.jury.JuryReport.Ranked;
import dev.glossa.reports.jury.JuryReport.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JuryPanelTest {
    /// The second judge never rated the first model, so that only juries without it have a rank for it.
    @Test
    void everyRankStandsUnderItsModel() {
        Map<String, Standing> without = new LinkedHashMap<>();
        without.put("", new Standing(List.of(new Ranked("B", 0.9, 1), new Ranked("C", 0.8, 2)), List.of("am"), 1));
        without.put("one", new Standing(List.of(new Ranked("B", 0.9, 1), new Ranked("C", 0.8, 2)), List.of("am"), 1));
        without.put("ሌላ", new Standing(List.of(new Ranked("A", 0.3, 3), new Ranked("B", 0.9, 1), new Ranked("C", 0.8, 2)), List.of("am"), 2));
        JuryPanel.Board board = JuryPanel.of(List.of(new JuryReport("mdolly", "rubric", List.of("one", "ሌላ"), List.of(), List.of("A", "B", "C"), without)),
                Languages.bundled()).boards().getFirst();
        assertThat(board.models()).containsExactly("A", "B", "C");
        assertThat(board.ranks()).extracting(JuryPanel.Ranks::entries)
                .containsExactly(List.of("–", "1 (90.0)", "2 (80.0)"), List.of("–", "1 (90.0)", "2 (80.0)"), List.of("3 (30.0)", "1 (90.0)", "2 (80.0)"));
        assertThat(board.ranks()).extracting(JuryPanel.Ranks::jury)
                .containsExactly("all judges", "without one", "without ሌላ (1 of 2 languages, those that all models have)");
    }
}
