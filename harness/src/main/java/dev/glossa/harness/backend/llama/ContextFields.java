package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.OptionalInt;

/// Where in `llama_context_params` the fields stand that Glossa sets.
///
/// The first four have not moved since 2024; the others move between releases, and nothing in the library tells. So a release
/// is known by its version, or its defaults give the places away, or it is refused.
///
/// @param outputs  offset of n_outputs_max, where known; otherwise the library reserves memory for a full batch of outputs
/// @param booleans offset of the row of booleans, from which the types of the cells stand at a fixed distance
record ContextFields(OptionalInt outputs, int booleans) {
    static final int CONTEXT = 0;
    static final int BATCH = 4;
    static final int PHYSICAL_BATCH = 8;
    static final int SEQUENCES = 12;

    private static final ContextFields V0_5_0 = new ContextFields(OptionalInt.of(20), 128);
    private static final Map<String, ContextFields> KNOWN = Map.of("0.5.0", V0_5_0, "0.5.0-dev", V0_5_0);

    /// embeddings, offload_kqv, no_perf, op_offload, swa_full, kv_unified: the booleans in a row and their defaults.
    private static final byte[] BOOLEANS = {0, 1, 1, 1, 1, 0};
    private static final int TYPE_F16 = 1;
    private static final int FLASH_AUTO = -1;
    private static final int FIRST_BOOLEAN = 80;
    private static final int LAST_BOOLEAN = 256;

    /// @throws IllegalArgumentException when the struct is not laid out as expected
    static ContextFields of(String version, MemorySegment defaults) {
        if (defaults.get(JAVA_INT, CONTEXT) != 512 || defaults.get(JAVA_INT, BATCH) != 2048
                || defaults.get(JAVA_INT, PHYSICAL_BATCH) != 512 || defaults.get(JAVA_INT, SEQUENCES) != 1) {
            throw refuse(version, "its context parameters do not begin with 512, 2048, 512, 1");
        }
        ContextFields known = KNOWN.get(version);
        if (known != null) {
            if (isRow(defaults, known.booleans)) {
                return known;
            }
            throw refuse(version, "its context parameters are not those of this release");
        }
        OptionalInt found = OptionalInt.empty();
        for (int at = FIRST_BOOLEAN; at < LAST_BOOLEAN; at += 8) {
            if (isRow(defaults, at)) {
                if (found.isPresent()) {
                    throw refuse(version, "its context parameters are ambiguous");
                }
                found = OptionalInt.of(at);
            }
        }
        return new ContextFields(OptionalInt.empty(),
                found.orElseThrow(() -> refuse(version, "its context parameters are laid out in an unknown way")));
    }

    /// flash_attn_type stands before 32 bytes of rope settings, defrag_thold, two callback pointers and the types.
    int flashAttention() {
        return booleans - 76;
    }

    /// type_k: two pointers of the abort callback stand between the types and the booleans.
    int keys() {
        return booleans - 24;
    }

    /// type_v.
    int values() {
        return booleans - 20;
    }

    /// swa_full.
    int fullWindow() {
        return booleans + 4;
    }

    /// kv_unified.
    int unified() {
        return booleans + 5;
    }

    private static boolean isRow(MemorySegment defaults, int at) {
        for (int i = 0; i < BOOLEANS.length; i++) {
            if (defaults.get(JAVA_BYTE, at + i) != BOOLEANS[i]) {
                return false;
            }
        }
        ContextFields here = new ContextFields(OptionalInt.empty(), at);
        return defaults.get(JAVA_INT, here.keys()) == TYPE_F16 && defaults.get(JAVA_INT, here.values()) == TYPE_F16
                && defaults.get(JAVA_INT, here.flashAttention()) == FLASH_AUTO;
    }

    private static IllegalArgumentException refuse(String version, String reason) {
        return new IllegalArgumentException("llama.cpp " + version + " cannot be used: " + reason
                + "; the pinned engine is llama.cpp v0.5.0 (leave --llama-lib out)");
    }
}
