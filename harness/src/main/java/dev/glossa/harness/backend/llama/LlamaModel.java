package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A loaded GGUF file.
final class LlamaModel implements AutoCloseable {
    // llama_model_params: two pointers, then the number of layers on the GPU, negative for all.
    private static final int GPU_LAYERS = 16;
    private static final int VOCABULARY_ONLY_V0_5_0 = 72;

    private final LibLlama library;
    private final MemorySegment model;
    private final Vocabulary vocabulary;

    private LlamaModel(LibLlama library, MemorySegment model) {
        this.library = library;
        this.model = model;
        this.vocabulary = new Vocabulary(library.vocabularies(), library.vocabulary(model));
    }

    /// @param gpuLayers how many layers go to the GPU, where there is one; negative for all
    static LlamaModel load(LibLlama library, Path file, int gpuLayers) {
        MemorySegment parameters = library.modelDefaults();
        parameters.set(JAVA_INT, GPU_LAYERS, gpuLayers);
        LlamaModel model = load(library, file, parameters);
        if (library.hasEncoder(model.model)) {
            model.close();
            throw new IllegalArgumentException(file + " has an encoder; a decoder-only model is needed");
        }
        return model;
    }

    /// Tokens without weights.
    static LlamaModel loadVocabulary(LibLlama library, Path file) {
        MemorySegment parameters = library.modelDefaults();
        parameters.set(JAVA_BYTE, VOCABULARY_ONLY_V0_5_0, (byte) 1);
        return load(library, file, parameters);
    }

    private static LlamaModel load(LibLlama library, Path file, MemorySegment parameters) {
        MemorySegment model = library.loadModel(file, parameters);
        if (model.address() == 0) {
            throw new IllegalArgumentException(file + " cannot be loaded by llama.cpp " + library.version() + ": "
                    + library.complaints());
        }
        return new LlamaModel(library, model);
    }

    LibLlama library() {
        return library;
    }

    MemorySegment pointer() {
        return model;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// The sliding window in tokens; 0 where every layer sees everything.
    int window() {
        return library.window(model);
    }

    boolean isRecurrent() {
        return library.isRecurrent(model);
    }

    @Override
    public void close() {
        library.freeModel(model);
    }
}
