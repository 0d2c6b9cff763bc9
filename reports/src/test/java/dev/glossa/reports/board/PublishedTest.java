package dev.glossa.reports.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.aggregate.Bench.Toy;
import dev.glossa.reports.aggregate.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {
    private static final Languages LANGUAGES = Languages.bundled();
    private static final Board BOARD = Board.of(List.of(), List.of(), Optional.of(Published.all()),
            name -> name.equals("chrf") ? Toy.POINTS : new Toy(name, Metric.Scale.PROPORTION, Map.of(), s -> 0), LANGUAGES, (_, _) -> List.of());

    /// Protocol, section 7: regional means recomputed from Tables 19-23; Europe, West Asia, South Asia, Asia Pacific, Africa.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mdolly      | Tiny Aya Global | .891 .888 .896 .882 .758
            mdolly      | Gemma3-4B       | .850 .858 .888 .874 .297
            mdolly      | Qwen3-4B        | .761 .720 .764 .836 .107
            mdolly      | Ministral-3-3B  | .741 .684 .713 .628 .104
            marenahard  | Tiny Aya Global | .708 .696 .676 .673 .561
            marenahard  | Gemma3-4B       | .736 .734 .736 .738 .218
            marenahard  | Qwen3-4B        | .803 .746 .746 .844 .155
            marenahard  | Ministral-3-3B  | .747 .694 .685 .636 .230
            global-mgsm | Tiny Aya Global | .602 .650 .538 .519 .391
            global-mgsm | Gemma3-4B       | .700 .720 .645 .617 .178
            global-mgsm | Qwen3-4B        | .788 .840 .743 .750 .062
            global-mgsm | Ministral-3-3B  | .719 .740 .567 .521 .030
            flores      | Tiny Aya Global | .520 .506 .404 .342 .282
            flores      | Gemma3-4B       | .480 .460 .400 .342 .088
            flores      | Qwen3-4B        | .410 .308 .239 .328 .014
            flores      | Ministral-3-3B  | .445 .326 .273 .286 .023
            flores      | Tiny Aya Fire   | .526 .496 .396 .302 .221
            flores      | Tiny Aya Water  | .532 .530 .370 .358 .199
            flores      | Tiny Aya Earth  | .529 .522 .366 .272 .291
            """)
    void regionalMeansOfThePerLanguageNumbersComeOutAsTheProtocolListsThem(String benchmark, String model, String means) {
        double scale = benchmark.equals("flores") ? 100 : 1;
        String recomputed = BOARD.standings().stream()
                .filter(s -> s.reading().benchmark().equals(benchmark) && s.model().equals(model) && s.group().kind() == Group.Kind.REGION)
                .map(s -> String.format(Locale.ROOT, "%.4f", s.value().getAsDouble() / scale)).collect(Collectors.joining(" "));
        List<Double> expected = Arrays.stream(means.split(" ")).map(Double::valueOf).toList();
        List<Double> found = Arrays.stream(recomputed.split(" ")).map(Double::valueOf).toList();
        assertThat(found).hasSize(5);
        for (int i = 0; i < 5; i++) {
            // Half a thousandth, and a means that ends in a five may be rounded either way.
            assertThat(found.get(i)).as(recomputed).isBetween(expected.get(i) - 0.00051, expected.get(i) + 0.00051);
        }
    }

    @Test
    void everyPublishedNumberIsMarkedAndHasNoRank() {
        assertThat(BOARD.standings()).isNotEmpty().allSatisfy(s -> {
            assertThat(s.published()).isTrue();
            assertThat(s.mark()).startsWith("published");
            assertThat(s.rank()).isEmpty();
            assertThat(s.isComparable()).isFalse();
        });
    }

    @Test
    void eligibleLanguagesAreThoseOfTheProtocol() {
        assertThat(BOARD.eligible().entrySet().stream().map(e -> e.getKey() + " " + e.getValue().size())).containsExactlyInAnyOrder(
                "mdolly 66", "marenahard 66", "global-mgsm 35", "flores 65", "global-mmlu 42");
    }

    @Test
    void whatIsWrongInPrintIsSaid() {
        Published.Reading flores = new Published.Reading("flores", "chrf", "");
        assertThat(Published.all().notes(flores, Toy.POINTS, LANGUAGES.all())).anySatisfy(note ->
                assertThat(note).isEqualTo("flores: the printed average of Gemma3-4B is 38.9; its 65 languages give 38.3.")).hasSize(2);
    }

    @Test
    void onlyTheMeanOfGlobalMmluIsPublished() {
        assertThat(BOARD.standings()).filteredOn(s -> s.reading().benchmark().equals("global-mmlu")).hasSize(5).allSatisfy(s ->
                assertThat(s.group().name()).isEqualTo(Group.HEADLINE));
    }

    @Test
    void theNumbersAreThoseThatWereTakenFromThePaper() throws Exception {
        Path spec = Path.of("../../shared/spec/published-results.csv");
        assumeTrue(Files.exists(spec), "../shared is not beside this checkout");
        assertThat(Path.of("src/main/resources/dev/glossa/reports/board/published-results.csv")).hasSameTextualContentAs(spec);
    }
}
