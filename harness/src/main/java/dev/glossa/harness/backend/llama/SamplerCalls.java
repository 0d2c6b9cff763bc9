package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The functions of libllama that choose tokens; what they mean is in `llama.h`.
final class SamplerCalls {
    private static final StructLayout CHAIN_PARAMETERS = MemoryLayout.structLayout(JAVA_BOOLEAN);

    private final Natives natives;
    private final MethodHandle chainDefaults;
    private final MethodHandle chainInit;
    private final MethodHandle chainAdd;
    private final MethodHandle samplerTopK;
    private final MethodHandle samplerTopP;
    private final MethodHandle samplerMinP;
    private final MethodHandle samplerTemperature;
    private final MethodHandle samplerDraw;
    private final MethodHandle samplerGrammar;
    private final MethodHandle samplerApply;
    private final MethodHandle samplerAccept;
    private final MethodHandle samplerFree;

    SamplerCalls(Natives natives) {
        this.natives = natives;
        chainDefaults = natives.function("llama_sampler_chain_default_params", FunctionDescriptor.of(CHAIN_PARAMETERS));
        chainInit = natives.function("llama_sampler_chain_init", FunctionDescriptor.of(ADDRESS, CHAIN_PARAMETERS));
        chainAdd = natives.function("llama_sampler_chain_add", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        samplerTopK = natives.function("llama_sampler_init_top_k", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        samplerTopP = natives.function("llama_sampler_init_top_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
        samplerMinP = natives.function("llama_sampler_init_min_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
        samplerTemperature = natives.function("llama_sampler_init_temp", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT));
        samplerDraw = natives.function("llama_sampler_init_dist", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        samplerGrammar = natives.function("llama_sampler_init_grammar", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        samplerApply = natives.function("llama_sampler_apply", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        samplerAccept = natives.function("llama_sampler_accept", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        samplerFree = natives.function("llama_sampler_free", FunctionDescriptor.ofVoid(ADDRESS));
    }

    MemorySegment newChain() {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment defaults = (MemorySegment) chainDefaults.invokeExact((SegmentAllocator) call);
            return (MemorySegment) chainInit.invokeExact(defaults);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void add(MemorySegment chain, MemorySegment sampler) {
        try {
            chainAdd.invokeExact(chain, sampler);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment topK(int k) {
        try {
            return (MemorySegment) samplerTopK.invokeExact(k);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment topP(float p) {
        try {
            return (MemorySegment) samplerTopP.invokeExact(p, 1L);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment minP(float p) {
        try {
            return (MemorySegment) samplerMinP.invokeExact(p, 1L);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment temperature(float temperature) {
        try {
            return (MemorySegment) samplerTemperature.invokeExact(temperature);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment draw(int seed) {
        try {
            return (MemorySegment) samplerDraw.invokeExact(seed);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// NULL for a grammar that cannot be read; [Natives#complaints()] tells why.
    MemorySegment grammar(MemorySegment vocabulary, String gbnf) {
        try (Arena call = Arena.ofConfined()) {
            natives.complaints();
            return (MemorySegment) samplerGrammar.invokeExact(vocabulary, call.allocateFrom(gbnf), call.allocateFrom("root"));
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void apply(MemorySegment sampler, MemorySegment candidates) {
        try {
            samplerApply.invokeExact(sampler, candidates);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void accept(MemorySegment sampler, int token) {
        try {
            samplerAccept.invokeExact(sampler, token);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void free(MemorySegment sampler) {
        try {
            samplerFree.invokeExact(sampler);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }
}
