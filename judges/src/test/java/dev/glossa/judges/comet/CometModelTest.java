package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Expected values: 50 triples under three tiny models with COMET's architectures, computed with torch in float32 and
/// again in NumPy with float64.
class CometModelTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    static Path folder;

    @Test
    void cometScoresEveryTripleAsTorchDoes() throws IOException {
        List<JsonNode> expected = expected();
        try (CometModel model = model(Architecture.COMET)) {
            List<Rating> ratings = model.rate(segments(expected, true));
            for (int i = 0; i < expected.size(); i++) {
                assertThat(ratings.get(i).score()).as("triple " + i).isCloseTo(expected.get(i).get("comet").asDouble(), within(TOLERANCE));
            }
        }
        assertThat(expected).hasSize(50);
    }

    @Test
    void cometkiwiScoresEveryPairAsTorchDoes() throws IOException {
        List<JsonNode> expected = expected();
        try (CometModel model = model(Architecture.COMETKIWI)) {
            List<Rating> ratings = model.rate(segments(expected, false));
            for (int i = 0; i < expected.size(); i++) {
                assertThat(ratings.get(i).score()).as("triple " + i).isCloseTo(expected.get(i).get("kiwi").asDouble(), within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void xcometFindsTheSameErrorSpansWithAndWithoutReference(boolean withReference) throws IOException {
        List<JsonNode> expected = expected();
        int spans = 0;
        try (CometModel model = model(Architecture.XCOMET)) {
            List<Rating> ratings = model.rate(segments(expected, withReference));
            for (int i = 0; i < expected.size(); i++) {
                JsonNode want = expected.get(i).get(withReference ? "xcomet" : "xcomet_qe");
                Rating got = ratings.get(i);
                assertThat(got.score()).as("triple " + i).isCloseTo(want.get("score").asDouble(), within(TOLERANCE));
                assertThat(got.mqm()).isEqualTo(want.get("mqm_score").asDouble());
                assertThat(got.spans()).as("triple " + i).hasSize(want.get("error_spans").size());
                for (int k = 0; k < got.spans().size(); k++) {
                    ErrorSpan span = got.spans().get(k);
                    JsonNode other = want.get("error_spans").get(k);
                    assertThat(span.start()).isEqualTo(other.get("start").asInt());
                    assertThat(span.end()).isEqualTo(other.get("end").asInt());
                    assertThat(span.text()).isEqualTo(other.get("text").asString());
                    assertThat(span.severity().name().toLowerCase(Locale.ROOT)).isEqualTo(other.get("severity").asString());
                    assertThat(span.confidence()).isCloseTo(other.get("confidence").asDouble(), within(TOLERANCE));
                    spans++;
                }
            }
        }
        assertThat(spans).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfSegmentsChangesNoBitOfAScore(Architecture architecture) throws IOException {
        List<Segment> segments = segments(expected(), true);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(5));
        try (CometModel first = model(architecture); CometModel second = model(architecture)) {
            List<Rating> straight = first.rate(segments);
            List<Rating> shuffled = second.rate(order.stream().map(segments::get).toList());
            for (int i = 0; i < order.size(); i++) {
                assertThat(shuffled.get(i)).isEqualTo(straight.get(order.get(i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentScoresTheSameAloneAndInCompany(Architecture architecture) throws IOException {
        List<Segment> segments = segments(expected(), true);
        try (CometModel together = model(architecture); CometModel alone = model(architecture)) {
            List<Rating> ratings = together.rate(segments);
            for (int i = 0; i < segments.size(); i++) {
                assertThat(alone.rate(segments.subList(i, i + 1)).getFirst().score()).isCloseTo(ratings.get(i).score(), within(1e-6));
            }
        }
    }

    @Test
    void aSecondRunReadsItsVectorsFromDisk(@TempDir Path cache) throws IOException {
        List<Segment> segments = segments(expected(), true);
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), 1, 4096, Optional.of(cache));
        Path model = ModelFolders.write(Architecture.COMET, folder.resolve("cached"));
        List<Rating> cold;
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            cold = comet.rate(segments);
        }
        assertThat(cache).isDirectoryContaining("glob:**.embeddings");
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            List<Rating> warm = comet.rate(segments);
            for (int i = 0; i < warm.size(); i++) {
                assertThat(warm.get(i).score()).isCloseTo(cold.get(i).score(), within(1e-6));
            }
        }
    }

    @Test
    void aFolderThatCannotKeepVectorsCostsTimeOnly(@TempDir Path other) throws IOException {
        Path file = Files.writeString(other.resolve("no-folder"), "");
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), 1, 4096, Optional.of(file));
        try (CometModel comet = CometModel.open(ModelFolders.write(Architecture.COMET, folder.resolve("unkept")), Architecture.COMET, settings)) {
            assertThat(comet.rate(segments(expected(), true))).allMatch(Rating::isNumber);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void logitsForOtherLabelsAreRefused(int labels) throws IOException {
        for (boolean declared : new boolean[] {true, false}) {
            Path model = TinyXcomet.write(folder.resolve("labels-" + labels + declared), labels, declared, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> rate(model)).withMessageContaining("model.onnx: output 'logits' has ");
        }
    }

    @Test
    void aModelThatGivesNoNumberLeavesTheSegmentUnrated() throws IOException {
        List<Rating> ratings = rate(TinyXcomet.write(folder.resolve("nan"), ErrorSpan.LABELS, true, Float.NaN));
        assertThat(ratings).hasSize(1).noneMatch(Rating::isNumber);
    }

    private static List<Rating> rate(Path xcomet) throws IOException {
        try (CometModel comet = CometModel.open(xcomet, Architecture.XCOMET, ModelFolders.settings())) {
            return comet.rate(List.of(new Segment("ፈጽሞ", "በፍጥነት ያነባል", Optional.empty())));
        }
    }

    private static CometModel model(Architecture architecture) throws IOException {
        return CometModel.open(ModelFolders.write(architecture, folder.resolve(architecture.wireName())), architecture, ModelFolders.settings());
    }

    private static List<Segment> segments(List<JsonNode> rows, boolean withReference) {
        return rows.stream().map(row -> new Segment(row.get("src").asString(), row.get("mt").asString(),
                withReference ? Optional.of(row.get("ref").asString()) : Optional.empty())).toList();
    }

    private static List<JsonNode> expected() throws IOException {
        try (InputStream in = CometModelTest.class.getResourceAsStream("expected.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().<JsonNode>map(line -> JsonMapper.shared().readTree(line)).toList();
        }
    }
}
