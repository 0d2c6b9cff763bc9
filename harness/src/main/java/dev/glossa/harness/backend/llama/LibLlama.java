package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The functions of libllama that Glossa calls, one method each, and nothing else: what they mean is in `llama.h`.
///
/// One library per process; it is never unloaded. The parameter structs are declared larger than any release has them:
/// structs over 16 bytes travel through memory in every supported calling convention, so surplus bytes are never read.
@SuppressWarnings("restricted")
final class LibLlama {
    private static final MemoryLayout PARAMETERS = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(64, JAVA_LONG));
    private static final StructLayout CHAIN_PARAMETERS = MemoryLayout.structLayout(JAVA_BOOLEAN);
    /// `llama_batch`: n_tokens, token, embd, pos, n_seq_id, seq_id, logits.
    static final StructLayout BATCH = MemoryLayout.structLayout(
            JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private static final int DEVICE_GPU = 1;
    private static final int LOG_WARNING = 3;
    private static final int LOG_ERROR = 4;
    private static final int LOG_LINES = 8;
    /// The latest complaints of the native side: it returns NULL and tells the reason only here.
    private static final Deque<String> COMPLAINTS = new ArrayDeque<>();

    private static LibLlama loaded;

    private final Linker linker = Linker.nativeLinker();
    private final Arena arena = Arena.global();
    private final List<SymbolLookup> libraries;
    private final Path folder;
    private final String version;

    private final MethodHandle deviceCount;
    private final MethodHandle device;
    private final MethodHandle deviceType;
    private final MethodHandle deviceMemory;
    private final MethodHandle modelDefaults;
    private final MethodHandle contextDefaults;
    private final MethodHandle modelLoad;
    private final MethodHandle modelFree;
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
    private final MethodHandle modelVocabulary;
    private final MethodHandle modelWindow;
    private final MethodHandle modelRecurrent;
    private final MethodHandle modelHybrid;
    private final MethodHandle modelEncoder;
    private final MethodHandle vocabularySize;
    private final MethodHandle vocabularyText;
    private final MethodHandle vocabularyAttributes;
    private final MethodHandle vocabularyEndOfGeneration;
    private final MethodHandle vocabularyBegin;
    private final MethodHandle vocabularyEnd;
    private final MethodHandle vocabularyAddsBegin;
    private final MethodHandle tokenize;
    private final MethodHandle piece;
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

    /// Loads the libraries of a folder and their compute backends.
    ///
    /// @throws IllegalArgumentException when the folder holds no usable build
    static synchronized LibLlama load(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (loaded == null) {
            loaded = new LibLlama(absolute);
        } else if (!loaded.folder.equals(absolute)) {
            throw new IllegalStateException("this process already runs the engine of " + loaded.folder);
        }
        return loaded;
    }

    private LibLlama(Path folder) {
        this.folder = folder;
        // In the order of their dependencies: builds without a run path find the former ones already loaded.
        this.libraries = List.of(library("ggml-base"), library("ggml"), library("llama"));

        deviceCount = function("ggml_backend_dev_count", FunctionDescriptor.of(JAVA_LONG));
        device = function("ggml_backend_dev_get", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
        deviceType = function("ggml_backend_dev_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        deviceMemory = function("ggml_backend_dev_memory", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        modelDefaults = function("llama_model_default_params", FunctionDescriptor.of(PARAMETERS));
        contextDefaults = function("llama_context_default_params", FunctionDescriptor.of(PARAMETERS));
        modelLoad = function("llama_model_load_from_file", FunctionDescriptor.of(ADDRESS, ADDRESS, PARAMETERS));
        modelFree = function("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS));
        contextInit = function("llama_init_from_model", FunctionDescriptor.of(ADDRESS, ADDRESS, PARAMETERS));
        contextFree = function("llama_free", FunctionDescriptor.ofVoid(ADDRESS));
        contextTokens = function("llama_n_ctx", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextTokensPerSequence = function("llama_n_ctx_seq", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextBatch = function("llama_n_batch", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        contextSequences = function("llama_n_seq_max", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        setThreads = function("llama_set_n_threads", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT));
        contextMemory = function("llama_get_memory", FunctionDescriptor.of(ADDRESS, ADDRESS));
        decode = function("llama_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, BATCH));
        logits = function("llama_get_logits_ith", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        memoryClear = function("llama_memory_clear", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
        memoryRemove = function("llama_memory_seq_rm", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryCopy = function("llama_memory_seq_cp",
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        memoryFirst = function("llama_memory_seq_pos_min", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        modelVocabulary = function("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS));
        modelWindow = function("llama_model_n_swa", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        modelRecurrent = function("llama_model_is_recurrent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelHybrid = function("llama_model_is_hybrid", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        modelEncoder = function("llama_model_has_encoder", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        vocabularySize = function("llama_vocab_n_tokens", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyText = function("llama_vocab_get_text", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        vocabularyAttributes = function("llama_vocab_get_attr", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        vocabularyEndOfGeneration = function("llama_vocab_is_eog", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT));
        vocabularyBegin = function("llama_vocab_bos", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyEnd = function("llama_vocab_eos", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        vocabularyAddsBegin = function("llama_vocab_get_add_bos", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
        tokenize = function("llama_tokenize", FunctionDescriptor.of(
                JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN));
        piece = function("llama_token_to_piece",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN));
        chainDefaults = function("llama_sampler_chain_default_params", FunctionDescriptor.of(CHAIN_PARAMETERS));
        chainInit = function("llama_sampler_chain_init", FunctionDescriptor.of(ADDRESS, CHAIN_PARAMETERS));
        chainAdd = function("llama_sampler_chain_add", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        samplerTopK = function("llama_sampler_init_top_k", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        samplerTopP = function("llama_sampler_init_top_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
        samplerMinP = function("llama_sampler_init_min_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
        samplerTemperature = function("llama_sampler_init_temp", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT));
        samplerDraw = function("llama_sampler_init_dist", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        samplerGrammar = function("llama_sampler_init_grammar", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        samplerApply = function("llama_sampler_apply", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
        samplerAccept = function("llama_sampler_accept", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        samplerFree = function("llama_sampler_free", FunctionDescriptor.ofVoid(ADDRESS));
        version = start();
    }

    private String start() {
        try {
            MethodHandle listener = MethodHandles.lookup().findStatic(LibLlama.class, "hear",
                    MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
            MemorySegment stub = linker.upcallStub(listener, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), arena);
            function("llama_log_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)).invokeExact(stub, MemorySegment.NULL);
            // Without this there is no compute backend at all: they are plug-ins in the same folder.
            function("ggml_backend_load_all_from_path", FunctionDescriptor.ofVoid(ADDRESS))
                    .invokeExact(arena.allocateFrom(folder.toString()));
            function("llama_backend_init", FunctionDescriptor.ofVoid()).invokeExact();
            Optional<MemorySegment> name = find("llama_version");
            return name.isEmpty() ? "unknown"
                    : string((MemorySegment) linker.downcallHandle(name.get(), FunctionDescriptor.of(ADDRESS)).invokeExact());
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// The build's own word, such as `0.5.0-dev`.
    String version() {
        return version;
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
            throw broken(t);
        }
    }

    MemorySegment modelDefaults() {
        try {
            return (MemorySegment) modelDefaults.invokeExact((SegmentAllocator) arena);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment contextDefaults() {
        try {
            return (MemorySegment) contextDefaults.invokeExact((SegmentAllocator) arena);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// NULL when the file cannot be loaded; [#complaints()] tells why.
    MemorySegment loadModel(Path file, MemorySegment parameters) {
        try (Arena call = Arena.ofConfined()) {
            complaints();
            return (MemorySegment) modelLoad.invokeExact(call.allocateFrom(file.toString()), parameters);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void freeModel(MemorySegment model) {
        try {
            modelFree.invokeExact(model);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment openContext(MemorySegment model, MemorySegment parameters) {
        try {
            complaints();
            return (MemorySegment) contextInit.invokeExact(model, parameters);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void freeContext(MemorySegment context) {
        try {
            contextFree.invokeExact(context);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    int contextTokens(MemorySegment context) {
        return number(contextTokens, context);
    }

    int contextTokensPerSequence(MemorySegment context) {
        return number(contextTokensPerSequence, context);
    }

    int contextBatch(MemorySegment context) {
        return number(contextBatch, context);
    }

    int contextSequences(MemorySegment context) {
        return number(contextSequences, context);
    }

    void setThreads(MemorySegment context, int threads) {
        try {
            setThreads.invokeExact(context, threads, threads);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment memory(MemorySegment context) {
        return pointer(contextMemory, context);
    }

    int decode(MemorySegment context, MemorySegment batch) {
        try {
            return (int) decode.invokeExact(context, batch);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// The scores of the whole vocabulary after row `row` of the latest batch; valid until the next decode.
    MemorySegment logits(MemorySegment context, int row, int vocabulary) {
        try {
            return ((MemorySegment) logits.invokeExact(context, row)).reinterpret(4L * vocabulary);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void clear(MemorySegment memory) {
        try {
            memoryClear.invokeExact(memory, true);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// Forgets the positions from `from` to before `to` (-1: to the end); false when this memory cannot forget a part.
    boolean remove(MemorySegment memory, int sequence, int from, int to) {
        try {
            return (boolean) memoryRemove.invokeExact(memory, sequence, from, to);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void copy(MemorySegment memory, int from, int to) {
        try {
            memoryCopy.invokeExact(memory, from, to, -1, -1);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// The first position that is still held; -1 for an empty sequence. Sliding windows drop old ones.
    int first(MemorySegment memory, int sequence) {
        try {
            return (int) memoryFirst.invokeExact(memory, sequence);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment vocabulary(MemorySegment model) {
        return pointer(modelVocabulary, model);
    }

    int window(MemorySegment model) {
        return number(modelWindow, model);
    }

    /// Whether the memory is a running state, which cannot be taken back to an earlier position.
    boolean isRecurrent(MemorySegment model) {
        return holds(modelRecurrent, model) || holds(modelHybrid, model);
    }

    boolean hasEncoder(MemorySegment model) {
        return holds(modelEncoder, model);
    }

    int vocabularySize(MemorySegment vocabulary) {
        return number(vocabularySize, vocabulary);
    }

    String tokenText(MemorySegment vocabulary, int token) {
        try {
            return string((MemorySegment) vocabularyText.invokeExact(vocabulary, token));
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    int attributes(MemorySegment vocabulary, int token) {
        try {
            return (int) vocabularyAttributes.invokeExact(vocabulary, token);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    boolean endsGeneration(MemorySegment vocabulary, int token) {
        try {
            return (boolean) vocabularyEndOfGeneration.invokeExact(vocabulary, token);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// -1 where there is none.
    int beginToken(MemorySegment vocabulary) {
        return number(vocabularyBegin, vocabulary);
    }

    /// -1 where there is none.
    int endToken(MemorySegment vocabulary) {
        return number(vocabularyEnd, vocabulary);
    }

    boolean addsBegin(MemorySegment vocabulary) {
        return holds(vocabularyAddsBegin, vocabulary);
    }

    /// Writes token ids; a negative result is minus the number there would have been.
    int tokenize(MemorySegment vocabulary, MemorySegment text, int bytes, MemorySegment out, int most, boolean addSpecial, boolean parseSpecial) {
        try {
            return (int) tokenize.invokeExact(vocabulary, text, bytes, out, most, addSpecial, parseSpecial);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// Writes the bytes that a token stands for; a negative result is minus their number.
    int piece(MemorySegment vocabulary, int token, MemorySegment out, boolean special) {
        try {
            return (int) piece.invokeExact(vocabulary, token, out, (int) out.byteSize(), 0, special);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment newChain() {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment defaults = (MemorySegment) chainDefaults.invokeExact((SegmentAllocator) call);
            return (MemorySegment) chainInit.invokeExact(defaults);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void add(MemorySegment chain, MemorySegment sampler) {
        try {
            chainAdd.invokeExact(chain, sampler);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment topK(int k) {
        try {
            return (MemorySegment) samplerTopK.invokeExact(k);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment topP(float p) {
        try {
            return (MemorySegment) samplerTopP.invokeExact(p, 1L);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment minP(float p) {
        try {
            return (MemorySegment) samplerMinP.invokeExact(p, 1L);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment temperature(float temperature) {
        try {
            return (MemorySegment) samplerTemperature.invokeExact(temperature);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    MemorySegment draw(int seed) {
        try {
            return (MemorySegment) samplerDraw.invokeExact(seed);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// NULL for a grammar that cannot be read; [#complaints()] tells why.
    MemorySegment grammar(MemorySegment vocabulary, String gbnf) {
        try (Arena call = Arena.ofConfined()) {
            complaints();
            return (MemorySegment) samplerGrammar.invokeExact(vocabulary, call.allocateFrom(gbnf), call.allocateFrom("root"));
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void apply(MemorySegment sampler, MemorySegment candidates) {
        try {
            samplerApply.invokeExact(sampler, candidates);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void accept(MemorySegment sampler, int token) {
        try {
            samplerAccept.invokeExact(sampler, token);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    void free(MemorySegment sampler) {
        try {
            samplerFree.invokeExact(sampler);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    /// What the native side complained about since the last call.
    String complaints() {
        synchronized (COMPLAINTS) {
            String all = String.join("; ", COMPLAINTS);
            COMPLAINTS.clear();
            return all;
        }
    }

    /// Called by native threads; nothing may escape into them.
    private static void hear(int level, MemorySegment text, MemorySegment unused) {
        try {
            if (level == LOG_WARNING || level == LOG_ERROR) {
                String line = string(text).strip();
                synchronized (COMPLAINTS) {
                    if (!line.isEmpty() && COMPLAINTS.size() < LOG_LINES) {
                        COMPLAINTS.add(line);
                    }
                }
            }
        } catch (RuntimeException e) {
            System.err.println("a native log line could not be read: " + e);
        }
    }

    private int number(MethodHandle function, MemorySegment of) {
        try {
            return (int) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    private boolean holds(MethodHandle function, MemorySegment of) {
        try {
            return (boolean) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    private MemorySegment pointer(MethodHandle function, MemorySegment of) {
        try {
            return (MemorySegment) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    private static String string(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// A function that fails before it runs: an unusable argument, memory. Native failures are return values or the process's death.
    private static RuntimeException broken(Throwable t) {
        return switch (t) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("a call into libllama failed", t);
        };
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        MemorySegment address = find(name).orElseThrow(() -> new IllegalArgumentException(
                "the llama.cpp build in " + folder + " has no function " + name + "; v0.5.0 or a newer one is needed"));
        return linker.downcallHandle(address, type);
    }

    private Optional<MemorySegment> find(String name) {
        return libraries.stream().flatMap(library -> library.find(name).stream()).findFirst();
    }

    /// Packagers differ: `libllama.so`, `libllama.v0.5.0.so`, `libllama.so.0`, `libllama.dylib`, `llama.dll`.
    private SymbolLookup library(String name) {
        Pattern pattern = Pattern.compile("(lib)?" + name + "(\\.v[0-9.]+)?\\.(so|dylib|dll)(\\.[0-9.]+)?");
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(path -> pattern.matcher(path.getFileName().toString()).matches()).sorted().findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no lib" + name + " in " + folder));
            return SymbolLookup.libraryLookup(file, arena);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
    }
}
