package dev.glossa.harness.backend.llama;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import com.sun.management.OperatingSystemMXBean;

import dev.glossa.harness.ModelUri;
import dev.glossa.harness.gguf.Gguf;

/// What a worker is started with.
///
/// @param library   folder of the llama.cpp build
/// @param model     the GGUF file
/// @param context   tokens that one prompt and its answer may have together
/// @param parallel  sequences at once; empty for as many as memory and prompts allow
/// @param memory    bytes for what sequences hold; empty for a part of what the machine has
/// @param batch     the most tokens of one step
/// @param threads   of the native computation
/// @param gpuLayers layers on the GPU, where the build has one; negative for all
/// @param unified   whether sequences share one pool of memory cells
/// @param exact     whether keys and values have 32 bits; empty for what suits the machine
/// @param thinking  what a template that asks is told; empty leaves it to the template
/// @param date      the day that templates see
/// @param workers   how many workers share the machine's memory
record EngineOptions(Path library, Path model, int context, OptionalInt parallel, OptionalLong memory, int batch, int threads,
        int gpuLayers, boolean unified, Optional<Boolean> exact, Optional<Boolean> thinking, LocalDate date, int workers) {
    static final Set<String> NAMES = Set.of(
            "ctx", "parallel", "memory", "batch", "threads", "gpu_layers", "kv", "cache", "thinking", "workers", "gpus", "cpus", "hang");
    /// Sequences at once where memory allows more: a processor gains little beyond, a GPU much.
    static final int MOST_ON_CPU = 16;
    static final int MOST_ON_GPU = 64;

    private static final int USUAL_CONTEXT = 8192;
    private static final int USUAL_BATCH = 512;
    private static final int MOST_PARALLEL = 256;
    private static final long SMALL = 16L << 20;
    /// The part of the free memory of GPUs, and of all the memory of the machine, that sequences take.
    private static final double GPU_PART = 0.6;
    private static final double MACHINE_PART = 0.25;

    /// @param workers how many share the machine
    static EngineOptions of(ModelUri uri, Gguf model, Path library, LocalDate date, int workers) {
        int trained = (int) Math.min(Integer.MAX_VALUE, model.contextLength().orElse(USUAL_CONTEXT));
        int context = uri.intOption("ctx", Math.min(USUAL_CONTEXT, trained), 16, 1 << 24);
        if (context > trained) {
            throw new IllegalArgumentException("ctx=%d in %s: the model was trained for %d tokens; up to that would do"
                    .formatted(context, uri, trained));
        }
        OptionalInt parallel = uri.option("parallel").isEmpty() ? OptionalInt.empty()
                : OptionalInt.of(uri.intOption("parallel", 1, 1, MOST_PARALLEL));
        OptionalLong memory = uri.option("memory").isEmpty() ? OptionalLong.empty()
                : OptionalLong.of((long) uri.intOption("memory", 1, 1, 1 << 24) << 20);
        return new EngineOptions(library, model.file().toAbsolutePath(), context, parallel, memory,
                uri.intOption("batch", Math.max(USUAL_BATCH, parallel.orElse(1)), parallel.orElse(1), 1 << 16),
                uri.intOption("threads", usualThreads(model, workers), 1, 1024), uri.intOption("gpu_layers", -1, -1, 10_000),
                choice(uri, "kv", "split", "unified").map("unified"::equals).orElse(false),
                choice(uri, "cache", "f32", "f16").map("f32"::equals), thinking(uri), date, workers);
    }

    /// Off unless asked for, as the protocol says (section 4.1).
    private static Optional<Boolean> thinking(ModelUri uri) {
        return switch (choice(uri, "thinking", "off", "on", "template").orElse("off")) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> choice(ModelUri uri, String name, String... allowed) {
        Optional<String> value = uri.option(name);
        if (value.isPresent() && !List.of(allowed).contains(value.get())) {
            throw new IllegalArgumentException("%s=%s in %s: one of %s would do".formatted(name, value.get(), uri, List.of(allowed)));
        }
        return value;
    }

    /// Threads wait for each other at every layer: a small model is slowed down by more than one.
    private static int usualThreads(Gguf model, int workers) {
        return model.size() < SMALL ? 1 : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
    }

    EngineOptions withThreadsAtMost(int most) {
        return new EngineOptions(library, model, context, parallel, memory, batch, Math.min(threads, most), gpuLayers, unified, exact, thinking, date, workers);
    }

    /// The JVM's flags of a worker. A small model's answers are there before an optimising compiler would pay.
    List<String> compiler() {
        return model.toFile().length() < SMALL ? List.of("-XX:TieredStopAtLevel=1") : List.of();
    }

    /// The command line of a worker.
    List<String> arguments() {
        List<String> out = new ArrayList<>();
        out.add("library=" + library);
        out.add("model=" + model);
        out.add("context=" + context);
        parallel.ifPresent(count -> out.add("parallel=" + count));
        memory.ifPresent(bytes -> out.add("memory=" + bytes));
        out.add("batch=" + batch);
        out.add("threads=" + threads);
        out.add("gpuLayers=" + gpuLayers);
        out.add("unified=" + unified);
        exact.ifPresent(on -> out.add("exact=" + on));
        thinking.ifPresent(on -> out.add("thinking=" + on));
        out.add("date=" + date);
        out.add("workers=" + workers);
        return out;
    }

    static EngineOptions of(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new EngineOptions(Path.of(values.get("library")), Path.of(values.get("model")), Integer.parseInt(values.get("context")),
                values.containsKey("parallel") ? OptionalInt.of(Integer.parseInt(values.get("parallel"))) : OptionalInt.empty(),
                values.containsKey("memory") ? OptionalLong.of(Long.parseLong(values.get("memory"))) : OptionalLong.empty(),
                Integer.parseInt(values.get("batch")), Integer.parseInt(values.get("threads")),
                Integer.parseInt(values.get("gpuLayers")), Boolean.parseBoolean(values.get("unified")),
                Optional.ofNullable(values.get("exact")).map(Boolean::valueOf), Optional.ofNullable(values.get("thinking")).map(Boolean::valueOf),
                LocalDate.parse(values.get("date")), Integer.parseInt(values.get("workers")));
    }

    /// Variables for the chat template. Families differ in the name.
    Map<String, Boolean> templateVariables() {
        return thinking.map(on -> Map.of("enable_thinking", on, "thinking", on)).orElse(Map.of());
    }

    /// How the memory of this machine is cut into sequences.
    ///
    /// @param gpuMemory free bytes of the GPUs; empty where there are none
    Shapes shapes(Gguf model, OptionalLong gpuMemory) {
        boolean onGpu = gpuMemory.isPresent() && gpuLayers != 0;
        // GPUs have fast attention for 16 bits only.
        boolean bits32 = exact.orElse(!onGpu);
        long bytes = memory.orElseGet(() -> onGpu ? (long) (GPU_PART * gpuMemory.getAsLong()) : machineMemory() / workers);
        return new Shapes(context, parallel, onGpu ? MOST_ON_GPU : MOST_ON_CPU, bytes / bytesPerToken(model, bits32), batch, threads,
                unified, bits32);
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? (long) (MACHINE_PART * machine.getTotalMemorySize()) : 1L << 30;
    }

    /// Keys and values of every layer; what a sliding window saves is not counted.
    private static long bytesPerToken(Gguf model, boolean bits32) {
        String name = model.architecture().orElse("");
        long layers = model.number(name + ".block_count").orElse(1);
        long heads = model.number(name + ".attention.head_count").orElse(1);
        long keyHeads = model.number(name + ".attention.head_count_kv").orElse(heads);
        long width = model.number(name + ".attention.key_length")
                .orElse(model.number(name + ".embedding_length").orElse(1) / Math.max(1, heads));
        // No header may make this absurd: between 1 byte and 1 GB.
        double bytes = 2.0 * layers * keyHeads * width * (bits32 ? 4 : 2);
        return (long) Math.clamp(bytes, 1, 1 << 30);
    }

    /// What can change a number beyond its last digits, for the manifest.
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>(Map.of("context", Integer.toString(context),
                "gpu_layers", Integer.toString(gpuLayers), "kv", unified ? "unified" : "split",
                "thinking", thinking.map(on -> on ? "on" : "off").orElse("template")));
        parallel.ifPresent(count -> details.put("parallel", Integer.toString(count)));
        return details;
    }
}
