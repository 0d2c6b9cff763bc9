package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The functions of libllama that read a vocabulary; what they mean is in `llama.h`.
final class VocabularyCalls {
    private final MethodHandle vocabularySize;
    private final MethodHandle vocabularyText;
    private final MethodHandle vocabularyAttributes;
    private final MethodHandle vocabularyEndOfGeneration;
    private final MethodHandle vocabularyBegin;
    private final MethodHandle vocabularyEnd;
    private final MethodHandle vocabularyAddsBegin;
    private final MethodHandle tokenize;
    private final MethodHandle piece;

    VocabularyCalls(Natives natives) {
        vocabularySize = natives.function("llama_vocab_n_tokens", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyText = natives.function("llama_vocab_get_text", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        vocabularyAttributes = natives.function("llama_vocab_get_attr", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        vocabularyEndOfGeneration = natives.function("llama_vocab_is_eog", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT));
        vocabularyBegin = natives.function("llama_vocab_bos", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyEnd = natives.function("llama_vocab_eos", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyAddsBegin = natives.function("llama_vocab_get_add_bos", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        tokenize = natives.function("llama_tokenize", FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN));
        piece = natives.function("llama_token_to_piece",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN));
    }

    int vocabularySize(MemorySegment vocabulary) {
        return Natives.number(vocabularySize, vocabulary);
    }

    String tokenText(MemorySegment vocabulary, int token) {
        try {
            return Natives.string((MemorySegment) vocabularyText.invokeExact(vocabulary, token));
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    int attributes(MemorySegment vocabulary, int token) {
        try {
            return (int) vocabularyAttributes.invokeExact(vocabulary, token);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    boolean endsGeneration(MemorySegment vocabulary, int token) {
        try {
            return (boolean) vocabularyEndOfGeneration.invokeExact(vocabulary, token);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// -1 where there is none.
    int beginToken(MemorySegment vocabulary) {
        return Natives.number(vocabularyBegin, vocabulary);
    }

    /// -1 where there is none.
    int endToken(MemorySegment vocabulary) {
        return Natives.number(vocabularyEnd, vocabulary);
    }

    boolean addsBegin(MemorySegment vocabulary) {
        return Natives.holds(vocabularyAddsBegin, vocabulary);
    }

    /// Writes token ids; a negative result is minus the number there would have been.
    int tokenize(MemorySegment vocabulary, MemorySegment text, int bytes, MemorySegment out, int most, boolean addSpecial, boolean parseSpecial) {
        try {
            return (int) tokenize.invokeExact(vocabulary, text, bytes, out, most, addSpecial, parseSpecial);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// Writes the bytes that a token stands for; a negative result is minus their number.
    int piece(MemorySegment vocabulary, int token, MemorySegment out, boolean special) {
        try {
            return (int) piece.invokeExact(vocabulary, token, out, (int) out.byteSize(), 0, special);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }
}
