package dev.glossa.harness.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small random networks as real GGUF files, for tests, the demo and benchmarks: the same seed writes the same bytes
/// anywhere. They read every script and have learnt nothing.
public final class TinyModels {
    /// What the models say of themselves: long enough for a rubric prompt in byte tokens.
    private static final int CONTEXT = 8192;
    /// How strongly a token of its kind is heard, relative to a word: bytes faintly, so that texts are made of words;
    /// the end of a turn loudly, so that they end.
    private static final float BYTE = 0.3f;
    private static final float END = 2f;

    public enum Architecture {
        /// RMS norm, rotary positions, untied output, SentencePiece with byte fallback.
        LLAMA,
        /// Tiny Aya's family: layer norm, parallel block, tied output, three of four layers with a sliding window,
        /// byte-level BPE behind the `tiny_aya` pre-tokenizer.
        COHERE2
    }

    /// @param layers     for Cohere2 at least 4: three with a window, one without
    /// @param width      of the residual stream, a multiple of `heads`
    /// @param keyHeads   heads of keys and values, a divisor of `heads`
    /// @param hidden     width of the feed-forward layer
    /// @param vocabulary at least so many tokens
    /// @param ends       whether answers end by themselves, or run to their limit
    public record Size(int layers, int width, int heads, int keyHeads, int hidden, int vocabulary, boolean ends) {
        public static final Size TINY = new Size(4, 64, 4, 2, 128, 0, true);

        /// About 95 million parameters, which is 380 MB: what a throughput is measured on.
        public static final Size SMALL = new Size(8, 768, 12, 2, 2048, 32_000, false);
    }

    private TinyModels() {}

    /// Writes a model of less than 1 MB.
    ///
    /// @return the file
    public static Path write(Path file, Architecture architecture, long seed) {
        return write(file, architecture, seed, Size.TINY);
    }

    /// Writes the same model as two files.
    ///
    /// @param name what the files' names begin with
    /// @return the first file
    public static Path writeSplit(Path folder, String name, Architecture architecture, long seed) {
        Path first = folder.resolve(name + "-00001-of-00002.gguf");
        try {
            model(architecture, seed, Size.TINY, List.of()).write(first, folder.resolve(name + "-00002-of-00002.gguf"));
        } catch (IOException e) {
            throw new UncheckedIOException(first + ": cannot write a tiny model: " + e.getMessage(), e);
        }
        return first;
    }

    public static Path write(Path file, Architecture architecture, long seed, Size size) {
        return write(file, architecture, seed, size, List.of());
    }

    /// @param pieces what the model can say in one token besides the usual words, such as the keys of a reply it is held to
    public static Path write(Path file, Architecture architecture, long seed, Size size, List<String> pieces) {
        try {
            model(architecture, seed, size, pieces).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot write a tiny model: " + e.getMessage(), e);
        }
        return file;
    }

    private static GgufWriter model(Architecture architecture, long seed, Size size, List<String> pieces) {
        GgufWriter out = new GgufWriter();
        switch (architecture) {
            case LLAMA -> llama(out, size, seed, pieces);
            case COHERE2 -> cohere2(out, size, seed, pieces);
        }
        return out;
    }

    private static void llama(GgufWriter out, Size size, long seed, List<String> pieces) {
        TinyVocabulary words = TinyVocabulary.sentencePiece(size.vocabulary, pieces);
        network(out, "llama", size, words, seed);
        out.real("llama.attention.layer_norm_rms_epsilon", 1e-5);
        tokenizer(out, "llama", "default", words);
        List<Float> scores = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            scores.add(i < words.firstByte() + 256 ? 0f : words.firstByte() + 255f - i);
        }
        out.reals("tokenizer.ggml.scores", scores);
        out.whole("tokenizer.ggml.unknown_token_id", 0);
        out.text("tokenizer.chat_template", "{{ bos_token }}{% for message in messages %}<|{{ message['role'] }}|>\n"
                + "{{ message['content'] }}{{ eos_token }}\n{% endfor %}{% if add_generation_prompt %}<|assistant|>\n{% endif %}");
        Draw draw = new Draw(seed);
        float spread = spread(size);
        out.matrix("token_embd.weight", words.size(), size.width, _ -> draw.next(spread));
        out.ones("output_norm.weight", size.width);
        out.matrix("output.weight", words.size(), size.width, row -> draw.next(spread * loudness(words, row, size)));
        for (int i = 0; i < size.layers; i++) {
            layer(out, i, size, draw);
            out.ones("blk." + i + ".ffn_norm.weight", size.width);
        }
    }

    private static void cohere2(GgufWriter out, Size size, long seed, List<String> pieces) {
        TinyVocabulary words = TinyVocabulary.byteLevel(size.vocabulary, pieces);
        network(out, "cohere2", size, words, seed);
        out.real("cohere2.attention.layer_norm_epsilon", 1e-5);
        out.real("cohere2.logit_scale", 1);
        out.whole("cohere2.attention.sliding_window", 64);
        out.text("cohere2.rope.scaling.type", "none");
        tokenizer(out, "gpt2", "tiny_aya", words);
        out.texts("tokenizer.ggml.merges", words.merges());
        out.text("tokenizer.chat_template", "{{ bos_token }}{% for message in messages %}<|START_OF_TURN_TOKEN|>"
                + "{% if message['role'] == 'system' %}<|SYSTEM_TOKEN|>{{ message['content'] }}"
                + "{% elif message['role'] == 'user' %}<|USER_TOKEN|>{{ message['content'] }}"
                + "{% else %}<|CHATBOT_TOKEN|><|START_RESPONSE|>{{ message['content'] }}<|END_RESPONSE|>{% endif %}"
                + "<|END_OF_TURN_TOKEN|>{% endfor %}{% if add_generation_prompt %}"
                + "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|><|START_RESPONSE|>{% endif %}");
        Draw draw = new Draw(seed);
        float spread = spread(size);
        out.matrix("token_embd.weight", words.size(), size.width, row -> draw.next(spread * loudness(words, row, size)));
        out.ones("output_norm.weight", size.width);
        for (int i = 0; i < size.layers; i++) {
            layer(out, i, size, draw);
        }
    }

    private static void network(GgufWriter out, String name, Size size, TinyVocabulary words, long seed) {
        out.text("general.architecture", name);
        out.text("general.name", "tiny random " + name + " " + seed);
        out.whole("general.file_type", 0);
        out.whole(name + ".context_length", CONTEXT);
        out.whole(name + ".embedding_length", size.width);
        out.whole(name + ".block_count", size.layers);
        out.whole(name + ".feed_forward_length", size.hidden);
        out.whole(name + ".attention.head_count", size.heads);
        out.whole(name + ".attention.head_count_kv", size.keyHeads);
        out.whole(name + ".rope.dimension_count", size.width / size.heads);
        out.real(name + ".rope.freq_base", 10_000);
        out.whole(name + ".vocab_size", words.size());
    }

    private static void tokenizer(GgufWriter out, String model, String pre, TinyVocabulary words) {
        out.text("tokenizer.ggml.model", model);
        out.text("tokenizer.ggml.pre", pre);
        out.texts("tokenizer.ggml.tokens", words.texts());
        out.wholes("tokenizer.ggml.token_type", words.types());
        out.whole("tokenizer.ggml.bos_token_id", words.begin());
        out.whole("tokenizer.ggml.eos_token_id", words.end());
        out.bool("tokenizer.ggml.add_bos_token", true);
    }

    private static void layer(GgufWriter out, int index, Size size, Draw draw) {
        String block = "blk." + index + ".";
        int width = size.width;
        int keys = width / size.heads * size.keyHeads;
        float spread = spread(size);
        out.ones(block + "attn_norm.weight", width);
        out.matrix(block + "attn_q.weight", width, width, _ -> draw.next(spread));
        out.matrix(block + "attn_k.weight", keys, width, _ -> draw.next(spread));
        out.matrix(block + "attn_v.weight", keys, width, _ -> draw.next(spread));
        out.matrix(block + "attn_output.weight", width, width, _ -> draw.next(spread));
        out.matrix(block + "ffn_gate.weight", size.hidden, width, _ -> draw.next(spread));
        out.matrix(block + "ffn_up.weight", size.hidden, width, _ -> draw.next(spread));
        out.matrix(block + "ffn_down.weight", width, size.hidden, _ -> draw.next(spread));
    }

    private static float loudness(TinyVocabulary words, int token, Size size) {
        if (token == words.end()) {
            return size.ends ? END : 0;
        }
        return words.isByte(token) ? BYTE : 1;
    }

    /// Wide enough that answers depend on the whole prompt, narrow enough that the last bits of a sum stay the last bits.
    private static float spread(Size size) {
        return (float) (2.5 / Math.sqrt(size.width));
    }

    /// SplitMix64 (Steele, Lea, Flood 2014), uniform in ±spread: integer arithmetic, so the weights are the same on every JDK.
    private static final class Draw {
        private long state;

        Draw(long seed) {
            state = seed;
        }

        float next(float spread) {
            state += 0x9e3779b97f4a7c15L;
            long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return ((z ^ (z >>> 31)) >> 40) * 0x1p-23f * spread;
        }
    }
}
