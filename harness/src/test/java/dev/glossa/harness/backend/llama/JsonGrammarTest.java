package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.gguf.TinyModels;

/// Schemas become grammars that llama.cpp itself is asked about, byte by byte.
class JsonGrammarTest {
    private static final String RUBRIC = """
            {"type": "object",
             "properties": {
               "ምክንያት": {"type": "string", "maxLength": 12},
               "score": {"type": "integer", "minimum": 1, "maximum": 7},
               "labels": {"type": "array", "items": {"enum": ["good", "bad"]}, "maxItems": 2},
               "sure": {"type": "boolean"}},
             "required": ["ምክንያት", "score"],
             "additionalProperties": false}""";

    @TempDir
    static Path folder;

    private static LlamaModel model;

    @BeforeAll
    static void aVocabularyOfBytes() {
        LibLlama library = LibLlama.load(TinyBackend.library());
        model = LlamaModel.loadVocabulary(library, TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 1));
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"ምክንያት\": \"ጥሩ 🙂\", \"score\": 7}",
        "{\"ምክንያት\":\"\",\"score\":1,\"labels\":[]}",
        "{\n  \"ምክንያት\": \"a\\\"\\u12ab\",\n  \"score\": 3,\n  \"labels\": [\"good\", \"bad\"],\n  \"sure\": true\n}",
        "{\"ምክንያት\": \"x\", \"score\": 2, \"sure\": false}"})
    void aReplyThatFitsIsAllowed(String reply) {
        assertThat(allowed(RUBRIC, reply)).isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"score\": 7}",
        "{\"ምክንያት\": \"x\", \"score\": 8}",
        "{\"ምክንያት\": \"x\", \"score\": 77}",
        "{\"ምክንያት\": \"thirteen char\", \"score\": 7}",
        "{\"ምክንያት\": \"x\"}",
        "{\"ምክንያት\": \"x\", \"score\": 7, \"labels\": [\"good\", \"bad\", \"bad\"]}",
        "{\"ምክንያት\": \"x\", \"score\": 7, \"sure\": true, \"labels\": []}",
        "{\"ምክንያት\": \"x\", \"score\": 7, \"else\": 1}",
        "{\"ምክንያት\": \"line\nbreak\", \"score\": 7}",
        "Here it is: {\"ምክንያት\": \"x\", \"score\": 7}"})
    void aReplyThatDoesNotFitIsCutBeforeItGoesWrong(String reply) {
        assertThat(allowed(RUBRIC, reply)).isNotEqualTo(reply).satisfies(part -> assertThat(reply).startsWith(part));
    }

    @ParameterizedTest
    @CsvSource({"1,7", "0,0", "0,100", "-3,12", "95,1205", "-120,-7", "7,7", "998,1001"})
    void anIntegerStaysWithinItsBounds(int least, int most) {
        String schema = "{\"type\": \"integer\", \"minimum\": " + least + ", \"maximum\": " + most + "}";
        for (int value = least - 12; value <= most + 12; value++) {
            String text = Integer.toString(value);
            assertThat(allowed(schema, text).equals(text)).as(text).isEqualTo(value >= least && value <= most);
        }
        assertThat(allowed(schema, "0" + most)).isNotEqualTo("0" + most);
    }

    @Test
    void numbersTextsAndChoicesAreWhatJsonSaysTheyAre() {
        assertThat(allowed("{\"type\": \"number\"}", "-12.50e3")).isEqualTo("-12.50e3");
        assertThat(allowed("{\"type\": \"number\"}", "01")).isEqualTo("0");
        assertThat(allowed("{\"type\": [\"integer\", \"null\"]}", "null")).isEqualTo("null");
        assertThat(allowed("{\"anyOf\": [{\"const\": \"ሀ\"}, {\"type\": \"object\", \"properties\": {}}]}", "{ }")).isEqualTo("{ }");
        assertThat(allowed("{\"enum\": [\"A\", \"B\", \"tie\"]}", "\"tie\"")).isEqualTo("\"tie\"");
        assertThat(allowed("{\"enum\": [\"A\", \"B\", \"tie\"]}", "\"C\"")).isEqualTo("\"");
        assertThat(allowed("{\"type\": \"array\", \"items\": {\"type\": \"null\"}, \"minItems\": 2}", "[null]")).isEqualTo("[null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[1]                                                  | a JSON object was expected",
        "{}                                                   | has no type, enum, const or anyOf",
        "{\"type\": \"string\", \"pattern\": \"a+\"}          | has 'pattern', which no grammar of ours promises",
        "{\"type\": \"object\", \"required\": [\"x\"]}        | requires [x], which are no properties",
        "{\"type\": \"integer\", \"minimum\": 3, \"maximum\": 1} | wants a number from 3 to 1",
        "{\"type\": \"integer\", \"minimum\": 1.5}            | a whole number of at most 15 digits",
        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"what\"}}} | root/0 has no type",
        "{\"enum\": []}                                       | leaves no value to choose"})
    void aSchemaThatCannotBePromisedIsRefused(String schema, String reason) {
        assertThatThrownBy(() -> JsonGrammar.of(schema)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JSON schema").hasMessageContaining(reason);
    }

    @Test
    void aGrammarThatCannotBeReadIsRefusedWithItsReason() {
        assertThatThrownBy(() -> allowed(new Decoding.Format.Grammar("root ::= (\"a\""), "a"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("the grammar cannot be used: ");
    }

    /// As much of a text as the grammar lets through; all of it only when it may end there.
    private static String allowed(String schema, String text) {
        return allowed(new Decoding.Format.JsonSchema(schema), text);
    }

    private static String allowed(Decoding.Format format, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = model.vocabulary().size();
        try (Sampler sampler = new Sampler(model, Decoding.greedy(1).withFormat(format), new Sampler.Candidates(size))) {
            int passed = 0;
            while (passed < bytes.length && wants(sampler, size, 3 + (bytes[passed] & 0xff))) {
                passed++;
            }
            boolean ends = passed < bytes.length || wants(sampler, size, 2);
            return new String(bytes, 0, ends ? passed : passed - 1, StandardCharsets.UTF_8);
        }
    }

    /// Whether a model that wants this token above all gets it.
    private static boolean wants(Sampler sampler, int size, int token) {
        float[] scores = new float[size];
        scores[token] = 1;
        return sampler.next(scores) == token;
    }
}
