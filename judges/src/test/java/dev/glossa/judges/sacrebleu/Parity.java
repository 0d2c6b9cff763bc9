package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What sacreBLEU 2.6.0 answered, recorded by src/test/python/sacrebleu/oracle.py.
final class Parity {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, JsonNode> CORPORA = new HashMap<>();

    /// The oracle gave sacreBLEU this small model under the name of its large one.
    static final SentencePieceTokenizer FLORES_101;

    static {
        try (InputStream model = SentencePiece.class.getResourceAsStream("tiny.model")) {
            FLORES_101 = new SentencePieceTokenizer("flores101", SentencePiece.read(model.readAllBytes(), "tiny.model"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines("corpora").forEach(corpus -> CORPORA.put(corpus.get("name").asString(), corpus));
    }

    private Parity() {}

    /// The records of one file, without its first line, which says how they were made.
    static List<JsonNode> records(String name) {
        return lines(name).stream().filter(line -> !line.has("meta")).toList();
    }

    static List<String> hypotheses(String corpus, String system) {
        return texts(CORPORA.get(corpus).get("sys").get(system));
    }

    static List<String> hypotheses(JsonNode record) {
        return hypotheses(record.get("corpus").asString(), record.get("sys").asString());
    }

    static List<List<String>> references(String corpus) {
        return CORPORA.get(corpus).get("refs").valueStream().map(Parity::texts).toList();
    }

    /// The reference streams a record names, in its order.
    static List<List<String>> references(JsonNode record) {
        List<List<String>> all = references(record.get("corpus").asString());
        return record.has("streams") ? record.get("streams").valueStream().map(stream -> all.get(stream.asInt())).toList() : all;
    }

    /// The references of one segment.
    static List<String> segment(List<List<String>> streams, int segment) {
        List<String> references = new ArrayList<>();
        streams.forEach(stream -> references.add(stream.get(segment)));
        return references;
    }

    static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /// A relative 1e-12: CPython 3.12 sums otherwise than 3.11, so nearer is not defined.
    static void assertClose(double actual, double expected, String what) {
        assertThat(actual).as(what).isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-12));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(text -> text.isNull() ? null : text.asString()).toList();
    }

    private static List<JsonNode> lines(String name) {
        String file = name + ".jsonl.gz";
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Objects.requireNonNull(Parity.class.getResourceAsStream(file), file)), StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            return lines.<JsonNode>map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
