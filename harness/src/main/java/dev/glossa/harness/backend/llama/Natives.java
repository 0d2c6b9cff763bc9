package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The loaded libraries of a llama.cpp build: their functions, and what they complain about.
///
/// The parameter structs are declared larger than any release has them: structs over 16 bytes travel through memory in every
/// supported calling convention, so surplus bytes are never read.
@SuppressWarnings("restricted")
final class Natives {
    static final MemoryLayout PARAMETERS = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(64, JAVA_LONG));

    private static final int LOG_WARNING = 3;
    private static final int LOG_ERROR = 4;
    private static final int LOG_LINES = 8;
    /// The latest complaints of the native side: it returns NULL and tells the reason only here.
    private static final Deque<String> COMPLAINTS = new ArrayDeque<>();

    private final Linker linker = Linker.nativeLinker();
    private final Arena arena = Arena.global();
    private final List<SymbolLookup> libraries;
    private final Path folder;
    private final String version;

    /// Loads the libraries of a folder and their compute backends.
    ///
    /// @throws IllegalArgumentException when the folder holds no usable build
    Natives(Path folder) {
        this.folder = folder;
        // In the order of their dependencies: builds without a run path find the former ones already loaded.
        this.libraries = List.of(library("ggml-base"), library("ggml"), library("llama"));
        this.version = start();
    }

    private String start() {
        try {
            MethodHandle listener = MethodHandles.lookup().findStatic(Natives.class, "hear",
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

    Path folder() {
        return folder;
    }

    /// The build's own word, such as `0.5.0-dev`.
    String version() {
        return version;
    }

    /// Of what lives as long as the process.
    Arena arena() {
        return arena;
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

    static int number(MethodHandle function, MemorySegment of) {
        try {
            return (int) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static boolean holds(MethodHandle function, MemorySegment of) {
        try {
            return (boolean) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static MemorySegment pointer(MethodHandle function, MemorySegment of) {
        try {
            return (MemorySegment) function.invokeExact(of);
        } catch (Throwable t) {
            throw broken(t);
        }
    }

    static String string(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// A function that fails before it runs: an unusable argument, memory. Native failures are return values or the process's death.
    static RuntimeException broken(Throwable t) {
        return switch (t) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("a call into libllama failed", t);
        };
    }

    MethodHandle function(String name, FunctionDescriptor type) {
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
