package dev.glossa.harness;

import java.util.List;

/// How a completion is drawn from the model.
///
/// @param temperature    0 is greedy
/// @param topP           nucleus mass in (0, 1]; 1 keeps every token
/// @param topK           the most likely tokens kept; 0 keeps every token
/// @param minP           least probability relative to the best token's, in [0, 1); 0 keeps every token
/// @param maxTokens      the most new tokens, at least 1
/// @param seed           of the draw; greedy decoding does not read it
/// @param stop           texts that end the completion and are not part of it; the end of the turn always ends it
/// @param format         what the text must look like
/// @param logProbability whether the log-probability of each generated token is wanted
public record Decoding(
        double temperature,
        double topP,
        int topK,
        double minP,
        int maxTokens,
        long seed,
        List<String> stop,
        Format format,
        boolean logProbability) {

    /// What a completion must look like.
    public sealed interface Format {
        Format FREE = new Free();

        /// Any text.
        record Free() implements Format {}

        /// One JSON value that fits a JSON schema.
        record JsonSchema(String schema) implements Format {}

        /// A text of a grammar in llama.cpp's GBNF notation, whose start is `root`.
        record Grammar(String gbnf) implements Format {}
    }

    public Decoding {
        require(temperature >= 0 && Double.isFinite(temperature), "temperature", temperature, "0 or more");
        require(topP > 0 && topP <= 1, "top-p", topP, "above 0 and at most 1");
        require(topK >= 0, "top-k", topK, "0 (off) or more");
        require(minP >= 0 && minP < 1, "min-p", minP, "0 (off) or more, and below 1");
        require(maxTokens >= 1, "max-tokens", maxTokens, "at least 1");
        stop = List.copyOf(stop);
        if (stop.contains("")) {
            throw new IllegalArgumentException("an empty stop string would end every completion at once");
        }
    }

    public static Decoding greedy(int maxTokens) {
        return new Decoding(0, 1, 0, 0, maxTokens, 0, List.of(), Format.FREE, false);
    }

    public boolean isGreedy() {
        return temperature == 0;
    }

    public Decoding withTemperature(double value) {
        return new Decoding(value, topP, topK, minP, maxTokens, seed, stop, format, logProbability);
    }

    public Decoding withMaxTokens(int value) {
        return new Decoding(temperature, topP, topK, minP, value, seed, stop, format, logProbability);
    }

    public Decoding withSeed(long value) {
        return new Decoding(temperature, topP, topK, minP, maxTokens, value, stop, format, logProbability);
    }

    public Decoding withStop(List<String> value) {
        return new Decoding(temperature, topP, topK, minP, maxTokens, seed, value, format, logProbability);
    }

    public Decoding withFormat(Format value) {
        return new Decoding(temperature, topP, topK, minP, maxTokens, seed, stop, value, logProbability);
    }

    private static void require(boolean holds, String what, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(what + " " + value + " is out of range; it is " + allowed);
        }
    }
}
