package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

import dev.glossa.harness.Decoding;

/// Chooses the next token of one sequence: greedily, or by llama.cpp's chain of top-k, top-p, min-p, temperature and a
/// seeded draw, in that order; within a grammar where there is one. One thread only.
final class Sampler implements AutoCloseable {
    /// `llama_token_data`: id, score, probability.
    private static final int CANDIDATE = 12;
    /// The seed that llama.cpp takes as "any".
    private static final int ANY_SEED = 0xffffffff;
    /// Scores are divided by it; below, they would overflow, and the best token is drawn in any case.
    private static final double LEAST_TEMPERATURE = 1e-4;

    private final LibLlama library;
    private final SamplerCalls calls;
    private final Candidates candidates;
    private final Optional<MemorySegment> chain;
    private final Optional<MemorySegment> grammar;

    /// Room for the whole vocabulary in the form that samplers read; the sequences of an engine take turns with it.
    static final class Candidates {
        private final MemorySegment array;
        private final MemorySegment data;

        Candidates(int vocabulary) {
            Arena arena = Arena.ofAuto();
            data = arena.allocate((long) CANDIDATE * vocabulary, 8);
            array = arena.allocate(32, 8);
        }

        private void hold(float[] scores) {
            for (int i = 0; i < scores.length; i++) {
                put(i, i, scores[i]);
            }
            begin(scores.length);
        }

        private void holdOne(int token, float score) {
            put(0, token, score);
            begin(1);
        }

        private void put(int at, int token, float score) {
            data.set(JAVA_INT, (long) CANDIDATE * at, token);
            data.set(JAVA_FLOAT, (long) CANDIDATE * at + 4, score);
            data.set(JAVA_FLOAT, (long) CANDIDATE * at + 8, 0);
        }

        /// `llama_token_data_array`: data, size, selected, sorted. The samplers used here work in place.
        private void begin(int size) {
            array.set(ADDRESS, 0, data);
            array.set(JAVA_LONG, 8, size);
            array.set(JAVA_LONG, 16, -1);
            array.set(JAVA_BYTE, 24, (byte) 0);
        }

        private int selected() {
            long at = array.get(JAVA_LONG, 16);
            return at < 0 || at >= array.get(JAVA_LONG, 8) ? -1 : data.get(JAVA_INT, CANDIDATE * at);
        }

        private int best() {
            int best = -1;
            float most = Float.NEGATIVE_INFINITY;
            for (long i = 0; i < array.get(JAVA_LONG, 8); i++) {
                float score = data.get(JAVA_FLOAT, CANDIDATE * i + 4);
                if (score > most) {
                    most = score;
                    best = data.get(JAVA_INT, CANDIDATE * i);
                }
            }
            return best;
        }
    }

    /// @throws IllegalArgumentException when the grammar cannot be read
    Sampler(LlamaModel model, Decoding decoding, Candidates candidates) {
        this.library = model.library();
        this.calls = library.samplers();
        this.candidates = candidates;
        this.grammar = gbnf(decoding.format()).map(text -> grammar(model, text));
        this.chain = decoding.isGreedy() ? Optional.empty() : Optional.of(chain(decoding));
    }

    private static Optional<String> gbnf(Decoding.Format format) {
        return switch (format) {
            case Decoding.Format.Free() -> Optional.empty();
            case Decoding.Format.Grammar(String gbnf) -> Optional.of(gbnf);
            case Decoding.Format.JsonSchema(String schema) -> Optional.of(JsonGrammar.of(schema));
        };
    }

    private MemorySegment grammar(LlamaModel model, String gbnf) {
        MemorySegment made = calls.grammar(model.vocabulary().pointer(), gbnf);
        if (made.address() == 0) {
            String reason = library.complaints();
            throw new IllegalArgumentException("the grammar cannot be used: "
                    + (reason.isEmpty() ? "it is no GBNF with a rule 'root'" : reason));
        }
        return made;
    }

    private MemorySegment chain(Decoding decoding) {
        MemorySegment made = calls.newChain();
        if (decoding.topK() > 0) {
            calls.add(made, calls.topK(decoding.topK()));
        }
        if (decoding.topP() < 1) {
            calls.add(made, calls.topP((float) decoding.topP()));
        }
        if (decoding.minP() > 0) {
            calls.add(made, calls.minP((float) decoding.minP()));
        }
        calls.add(made, calls.temperature((float) Math.max(LEAST_TEMPERATURE, decoding.temperature())));
        calls.add(made, calls.draw(seed(decoding.seed())));
        return made;
    }

    private static int seed(long seed) {
        int folded = Long.hashCode(seed);
        return folded == ANY_SEED ? 0 : folded;
    }

    /// The next token, or -1 when none is left.
    int next(float[] scores) {
        int token = free(scores);
        if (grammar.isPresent()) {
            if (token < 0 || !allows(grammar.get(), token, scores[token])) {
                token = within(grammar.get(), scores);
            }
            if (token >= 0) {
                calls.accept(grammar.get(), token);
            }
        }
        return token;
    }

    private int free(float[] scores) {
        if (chain.isEmpty()) {
            return Scores.best(scores);
        }
        candidates.hold(scores);
        calls.apply(chain.get(), candidates.array);
        return candidates.selected();
    }

    /// Asking the grammar about one token costs little; about the whole vocabulary, much.
    private boolean allows(MemorySegment grammar, int token, float score) {
        candidates.holdOne(token, score);
        calls.apply(grammar, candidates.array);
        return candidates.best() >= 0;
    }

    private int within(MemorySegment grammar, float[] scores) {
        candidates.hold(scores);
        calls.apply(grammar, candidates.array);
        int best = candidates.best();
        if (best < 0 || chain.isEmpty()) {
            return best;
        }
        calls.apply(chain.get(), candidates.array);
        return candidates.selected();
    }

    @Override
    public void close() {
        chain.ifPresent(calls::free);
        grammar.ifPresent(calls::free);
    }
}
