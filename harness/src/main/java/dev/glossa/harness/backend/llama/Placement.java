package dev.glossa.harness.backend.llama;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.glossa.harness.ModelUri;

/// Where a worker runs: on which GPU, on which processors.
///
/// @param environment variables added to our own, such as the GPU that it may see
/// @param processors  the only ones that it may use, as `taskset -c` takes them; empty for all
record Placement(Map<String, String> environment, Optional<String> processors) {
    private static final Path NODES = Path.of("/sys/devices/system/node");
    private static final int MOST_PROCESSORS = 1 << 14;

    /// One worker for each GPU of `gpus=0,1`, for each group of `cpus=0-7/8-15` or `cpus=node0/node1`, or as many as `workers=` says.
    static List<Placement> of(ModelUri uri) {
        return of(uri, NODES);
    }

    /// @param nodes the folder in which Linux shows NUMA nodes
    static List<Placement> of(ModelUri uri, Path nodes) {
        List<Map<String, String>> gpus = uri.option("gpus").map(list -> Stream.of(list.split(","))
                .map(gpu -> Map.of("CUDA_VISIBLE_DEVICES", gpu.strip(), "GGML_VK_VISIBLE_DEVICES", gpu.strip())).toList()).orElse(List.of());
        List<String> groups = uri.option("cpus").map(list -> Stream.of(list.split("/", -1)).map(group -> processors(uri, group.strip(), nodes)).toList())
                .orElse(List.of());
        int workers = uri.intOption("workers", Math.max(1, Math.max(gpus.size(), groups.size())), 1, 64);
        agree(uri, workers, gpus.size(), "GPUs");
        agree(uri, workers, groups.size(), "groups of processors");
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            placements.add(new Placement(gpus.isEmpty() ? Map.of() : gpus.get(i), groups.isEmpty() ? Optional.empty() : Optional.of(groups.get(i))));
        }
        return placements;
    }

    private static void agree(ModelUri uri, int workers, int places, String what) {
        if (places > 0 && places != workers) {
            throw new IllegalArgumentException("%s: %d workers for %d %s; leave workers= out, and have as many of each".formatted(uri, workers, places, what));
        }
    }

    private static String processors(ModelUri uri, String group, Path nodes) {
        String list = group;
        if (group.matches("node[0-9]{1,4}")) {
            try {
                list = Files.readString(nodes.resolve(group).resolve("cpulist")).strip();
            } catch (IOException e) {
                throw new IllegalArgumentException("cpus=" + group + " in " + uri + ": this machine shows no NUMA node of that name in " + nodes);
            }
        }
        if (!list.matches("[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?)*") || set(list).isEmpty()) {
            throw new IllegalArgumentException("cpus=" + group + " in " + uri + ": groups such as 0-7/8-15, 0,2/1,3 or node0/node1 would do");
        }
        return list;
    }

    private static BitSet set(String list) {
        BitSet set = new BitSet();
        for (String part : list.split(",")) {
            String[] ends = part.split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (first <= last && last < MOST_PROCESSORS) {
                set.set(first, last + 1);
            }
        }
        return set;
    }

    /// How many processors it is pinned to; empty where it may use all.
    OptionalInt threads() {
        return processors.isEmpty() ? OptionalInt.empty() : OptionalInt.of(set(processors.get()).cardinality());
    }

    /// What stands before a worker's command. Memory then lies at the node whose processors touch it first, as Linux has it.
    ///
    /// @throws IllegalArgumentException when this machine cannot pin processes
    List<String> command() {
        if (processors.isEmpty()) {
            return List.of();
        }
        for (String folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "taskset"))) {
                return List.of(Path.of(folder, "taskset").toString(), "-c", processors.get());
            }
        }
        throw new IllegalArgumentException("cpus=" + processors.get() + ": there is no taskset on the PATH (util-linux, on Linux); without cpus= workers run anywhere");
    }
}
