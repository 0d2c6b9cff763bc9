package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The functions of libllama that run a model: contexts, their memory, batches; what they mean is in `llama.h`.
@SuppressWarnings("restricted")
final class ContextCalls {
    /// `llama_batch`: n_tokens, token, embd, pos, n_seq_id, seq_id, logits.
    static final StructLayout BATCH = MemoryLayout.structLayout(
            JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private final Natives natives;
    private final MethodHandle contextDefaults;
    private final MethodHandle contextInit;
    private final MethodHandle contextFree;
    private final MethodHandle contextTokens;
    private final MethodHandle contextTokensPerSequence;
    private final MethodHandle contextBatch;
    private final MethodHandle contextSequences;
    private final MethodHandle setThreads;
    private final MethodHandle contextMemory;
    private final MethodHandle decode;
    private final MethodHandle logits;
    private final MethodHandle memoryClear;
    private final MethodHandle memoryRemove;
    private final MethodHandle memoryCopy;
    private final MethodHandle memoryFirst;

    ContextCalls(Natives natives) {
        this.natives = natives;
        contextDefaults = natives.function("llama_context_default_params", FunctionDescriptor.of(Natives.PARAMETERS));
        contextInit = natives.function("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, Natives.PARAMETERS));
        contextFree = natives.function("llama_free", FunctionDescriptor.ofVoid(ADDRESS));
        contextTokens = natives.function("llama_n_ctx", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextTokensPerSequence = natives.function("llama_n_ctx_seq", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextBatch = natives.function("llama_n_batch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextSequences = natives.function("llama_n_seq_max", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        setThreads = natives.function("llama_set_n_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
        contextMemory = natives.function("llama_get_memory", FunctionDescriptor.of(ADDRESS, ADDRESS));
        decode = natives.function("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH));
        logits = natives.function("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        memoryClear = natives.function("llama_memory_clear", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
        memoryRemove = natives.function("llama_memory_seq_rm", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryCopy = natives.function("llama_memory_seq_cp",
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryFirst = natives.function("llama_memory_seq_pos_min", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }

    MemorySegment contextDefaults() {
        try {
            return (MemorySegment) contextDefaults.invokeExact((SegmentAllocator) natives.arena());
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment openContext(MemorySegment model, MemorySegment parameters) {
        try {
            natives.complaints();
            return (MemorySegment) contextInit.invokeExact(model, parameters);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void freeContext(MemorySegment context) {
        try {
            contextFree.invokeExact(context);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    int contextTokens(MemorySegment context) {
        return Natives.number(contextTokens, context);
    }

    int contextTokensPerSequence(MemorySegment context) {
        return Natives.number(contextTokensPerSequence, context);
    }

    int contextBatch(MemorySegment context) {
        return Natives.number(contextBatch, context);
    }

    int contextSequences(MemorySegment context) {
        return Natives.number(contextSequences, context);
    }

    void setThreads(MemorySegment context, int threads) {
        try {
            setThreads.invokeExact(context, threads, threads);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment memory(MemorySegment context) {
        return Natives.pointer(contextMemory, context);
    }

    int decode(MemorySegment context, MemorySegment batch) {
        try {
            return (int) decode.invokeExact(context, batch);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// The scores of the whole vocabulary after row `row` of the latest batch; valid until the next decode.
    MemorySegment logits(MemorySegment context, int row, int vocabulary) {
        try {
            return ((MemorySegment) logits.invokeExact(context, row)).reinterpret(4L * vocabulary);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void clear(MemorySegment memory) {
        try {
            memoryClear.invokeExact(memory, true);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// Forgets the positions from `from` to before `to` (-1: to the end); false when this memory cannot forget a part.
    boolean remove(MemorySegment memory, int sequence, int from, int to) {
        try {
            return (boolean) memoryRemove.invokeExact(memory, sequence, from, to);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void copy(MemorySegment memory, int from, int to) {
        try {
            memoryCopy.invokeExact(memory, from, to, -1, -1);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// The first position that is still held; -1 for an empty sequence. Sliding windows drop old ones.
    int first(MemorySegment memory, int sequence) {
        try {
            return (int) memoryFirst.invokeExact(memory, sequence);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }
}
