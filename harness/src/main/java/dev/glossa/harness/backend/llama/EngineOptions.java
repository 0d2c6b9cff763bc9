package dev.glossa.harness.backend.llama;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.glossa.harness.ModelUri;
import dev.glossa.harness.gguf.Gguf;

/// What a worker is started with.
///
/// @param library   folder of the llama.cpp build
/// @param model     the GGUF file
/// @param context   tokens that one prompt and its answer may have together
/// @param parallel  sequences at once
/// @param batch     the most tokens of one step
/// @param threads   of the native computation
/// @param gpuLayers layers on the GPU, where the build has one; negative for all
/// @param unified   whether sequences share one pool of memory cells
/// @param exact     whether keys and values have 32 bits; empty for what suits the machine
/// @param thinking  what a template that asks is told; empty leaves it to the template
/// @param date      the day that templates see
record EngineOptions(Path library, Path model, int context, int parallel, int batch, int threads, int gpuLayers, boolean unified,
        Optional<Boolean> exact, Optional<Boolean> thinking, LocalDate date) {
    static final Set<String> NAMES = Set.of("ctx", "parallel", "batch", "threads", "gpu_layers", "kv", "cache", "thinking");

    private static final int USUAL_CONTEXT = 8192;
    private static final int USUAL_PARALLEL = 16;
    private static final int USUAL_BATCH = 512;
    /// Memory for what sequences hold, unless the user asks for more of them: as many as fit, up to sixteen.
    private static final long USUAL_MEMORY = 4L << 30;
    private static final int MOST_PARALLEL = 256;
    private static final long SMALL = 16L << 20;

    static EngineOptions of(ModelUri uri, Gguf model, Path library, LocalDate date) {
        int trained = (int) Math.min(Integer.MAX_VALUE, model.contextLength().orElse(USUAL_CONTEXT));
        int context = uri.intOption("ctx", Math.min(USUAL_CONTEXT, trained), 16, 1 << 24);
        if (context > trained) {
            throw new IllegalArgumentException("ctx=%d in %s: the model was trained for %d tokens; up to that would do"
                    .formatted(context, uri, trained));
        }
        int parallel = uri.intOption("parallel", usualParallel(model, context), 1, MOST_PARALLEL);
        int batch = uri.intOption("batch", Math.max(USUAL_BATCH, parallel), parallel, 1 << 16);
        int threads = uri.intOption("threads", usualThreads(model), 1, 1024);
        int gpuLayers = uri.intOption("gpu_layers", -1, -1, 10_000);
        return new EngineOptions(library, model.file().toAbsolutePath(), context, parallel, batch, threads, gpuLayers,
                choice(uri, "kv", "split", "unified").map("unified"::equals).orElse(false),
                choice(uri, "cache", "f32", "f16").map("f32"::equals), thinking(uri), date);
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
    private static int usualThreads(Gguf model) {
        return model.size() < SMALL ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /// From the file alone, so that the same command runs the same way on every machine.
    private static int usualParallel(Gguf model, int context) {
        String name = model.architecture().orElse("");
        long layers = model.number(name + ".block_count").orElse(1);
        long heads = model.number(name + ".attention.head_count").orElse(1);
        long keyHeads = model.number(name + ".attention.head_count_kv").orElse(heads);
        long width = model.number(name + ".attention.key_length")
                .orElse(model.number(name + ".embedding_length").orElse(1) / Math.max(1, heads));
        // Keys and values, 32 bits each.
        double sequence = 8.0 * layers * keyHeads * width * context;
        int parallel = USUAL_PARALLEL;
        while (parallel > 1 && parallel * sequence > USUAL_MEMORY) {
            parallel /= 2;
        }
        return parallel;
    }

    /// The command line of a worker.
    List<String> arguments() {
        List<String> out = new ArrayList<>();
        out.add("library=" + library);
        out.add("model=" + model);
        out.add("context=" + context);
        out.add("parallel=" + parallel);
        out.add("batch=" + batch);
        out.add("threads=" + threads);
        out.add("gpuLayers=" + gpuLayers);
        out.add("unified=" + unified);
        exact.ifPresent(on -> out.add("exact=" + on));
        thinking.ifPresent(on -> out.add("thinking=" + on));
        out.add("date=" + date);
        return out;
    }

    static EngineOptions of(List<String> arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new EngineOptions(Path.of(values.get("library")), Path.of(values.get("model")), Integer.parseInt(values.get("context")),
                Integer.parseInt(values.get("parallel")), Integer.parseInt(values.get("batch")), Integer.parseInt(values.get("threads")),
                Integer.parseInt(values.get("gpuLayers")), Boolean.parseBoolean(values.get("unified")),
                Optional.ofNullable(values.get("exact")).map(Boolean::valueOf), Optional.ofNullable(values.get("thinking")).map(Boolean::valueOf), LocalDate.parse(values.get("date")));
    }

    /// Variables for the chat template. Families differ in the name.
    Map<String, Boolean> templateVariables() {
        return thinking.map(on -> Map.of("enable_thinking", on, "thinking", on)).orElse(Map.of());
    }

    /// @param hasGpu whether the build has a GPU, whose attention wants 16 bits
    LlamaContext.Shape shape(boolean hasGpu) {
        return new LlamaContext.Shape(context, parallel, batch, threads, unified, exact.orElse(!hasGpu || gpuLayers == 0));
    }

    /// What can change a number, for the manifest.
    Map<String, String> details() {
        return Map.of("context", Integer.toString(context), "parallel", Integer.toString(parallel), "batch", Integer.toString(batch),
                "threads", Integer.toString(threads), "gpu_layers", Integer.toString(gpuLayers), "kv", unified ? "unified" : "split",
                "thinking", thinking.map(on -> on ? "on" : "off").orElse("template"));
    }
}
