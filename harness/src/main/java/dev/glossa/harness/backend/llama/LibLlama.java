package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The functions of libllama that Glossa calls, one method each, and nothing else: what they mean is in `llama.h`. Devices and
/// models are here, the rest in the three that it hands out.
///
/// One library per process; it is never unloaded.
final class LibLlama {
    private static final int DEVICE_GPU = 1;

    private static LibLlama loaded;

    private final Natives natives;
    private final ContextCalls contexts;
    private final VocabularyCalls vocabularies;
    private final SamplerCalls samplers;
    private final MethodHandle deviceCount;
    private final MethodHandle device;
    private final MethodHandle deviceType;
    private final MethodHandle deviceMemory;
    private final MethodHandle modelDefaults;
    private final MethodHandle modelLoad;
    private final MethodHandle modelFree;
    private final MethodHandle modelVocabulary;
    private final MethodHandle modelWindow;
    private final MethodHandle modelRecurrent;
    private final MethodHandle modelHybrid;
    private final MethodHandle modelEncoder;

    /// Loads the libraries of a folder and their compute backends.
    ///
    /// @throws IllegalArgumentException when the folder holds no usable build
    static synchronized LibLlama load(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (loaded == null) {
            loaded = new LibLlama(new Natives(absolute));
        } else if (!loaded.natives.folder().equals(absolute)) {
            throw new IllegalStateException("this process already runs the engine of " + loaded.natives.folder());
        }
        return loaded;
    }

    private LibLlama(Natives natives) {
        this.natives = natives;
        deviceCount = natives.function("ggml_backend_dev_count", FunctionDescriptor.of(JAVA_LONG));
        device = natives.function("ggml_backend_dev_get", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
        deviceType = natives.function("ggml_backend_dev_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        deviceMemory = natives.function("ggml_backend_dev_memory", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        modelDefaults = natives.function("llama_model_default_params", FunctionDescriptor.of(Natives.PARAMETERS));
        modelLoad = natives.function("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, Natives.PARAMETERS));
        modelFree = natives.function("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS));
        modelVocabulary = natives.function("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS));
        modelWindow = natives.function("llama_model_n_swa", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        modelRecurrent = natives.function("llama_model_is_recurrent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelHybrid = natives.function("llama_model_is_hybrid", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelEncoder = natives.function("llama_model_has_encoder", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        contexts = new ContextCalls(natives);
        vocabularies = new VocabularyCalls(natives);
        samplers = new SamplerCalls(natives);
    }

    ContextCalls contexts() {
        return contexts;
    }

    VocabularyCalls vocabularies() {
        return vocabularies;
    }

    SamplerCalls samplers() {
        return samplers;
    }

    /// The build's own word, such as `0.5.0-dev`.
    String version() {
        return natives.version();
    }

    /// What the native side complained about since the last call.
    String complaints() {
        return natives.complaints();
    }

    /// Free memory in bytes of the GPUs that this build found; empty where it found none.
    OptionalLong gpuMemory() {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment free = call.allocate(JAVA_LONG);
            MemorySegment total = call.allocate(JAVA_LONG);
            boolean found = false;
            long sum = 0;
            long count = (long) deviceCount.invokeExact();
            for (long i = 0; i < count; i++) {
                MemorySegment one = (MemorySegment) device.invokeExact(i);
                if ((int) deviceType.invokeExact(one) == DEVICE_GPU) {
                    deviceMemory.invokeExact(one, free, total);
                    sum += free.get(JAVA_LONG, 0);
                    found = true;
                }
            }
            return found ? OptionalLong.of(sum) : OptionalLong.empty();
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment modelDefaults() {
        try {
            return (MemorySegment) modelDefaults.invokeExact((SegmentAllocator) natives.arena());
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    /// NULL when the file cannot be loaded; [#complaints()] tells why.
    MemorySegment loadModel(Path file, MemorySegment parameters) {
        try (Arena call = Arena.ofConfined()) {
            natives.complaints();
            return (MemorySegment) modelLoad.invokeExact(call.allocateFrom(file.toString()), parameters);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    void freeModel(MemorySegment model) {
        try {
            modelFree.invokeExact(model);
        } catch (Throwable t) {
            throw Natives.broken(t);
        }
    }

    MemorySegment vocabulary(MemorySegment model) {
        return Natives.pointer(modelVocabulary, model);
    }

    int window(MemorySegment model) {
        return Natives.number(modelWindow, model);
    }

    /// Whether the memory is a running state, which cannot be taken back to an earlier position.
    boolean isRecurrent(MemorySegment model) {
        return Natives.holds(modelRecurrent, model) || Natives.holds(modelHybrid, model);
    }

    boolean hasEncoder(MemorySegment model) {
        return Natives.holds(modelEncoder, model);
    }
}
