package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class ContextFieldsTest {
    @Test
    void thePinnedReleaseIsLaidOutAsItsHeaderSays() {
        LibLlama library = LibLlama.load(TinyBackend.library());
        assertThat(ContextFields.of(library.version(), library.contexts().contextDefaults()))
                .isEqualTo(new ContextFields(OptionalInt.of(20), 128));
    }

    @Test
    void anUnknownReleaseIsReadOffItsDefaults() {
        LibLlama library = LibLlama.load(TinyBackend.library());
        assertThat(ContextFields.of("9.9.9", library.contexts().contextDefaults())).isEqualTo(new ContextFields(OptionalInt.empty(), 128));
    }

    @Test
    void anUnknownReleaseWhoseFieldsMovedIsStillRead() {
        assertThat(ContextFields.of("9.9.9", defaults(152))).isEqualTo(new ContextFields(OptionalInt.empty(), 152));
    }

    @Test
    void aLayoutThatCannotBeReadIsRefused() {
        MemorySegment ambiguous = defaults(96);
        put(ambiguous, 200);
        assertThatThrownBy(() -> ContextFields.of("9.9.9", ambiguous)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("llama.cpp 9.9.9 cannot be used").hasMessageContaining("ambiguous");
        MemorySegment moved = defaults(128);
        moved.set(JAVA_BYTE, 132, (byte) 0);
        assertThatThrownBy(() -> ContextFields.of("9.9.9", moved)).hasMessageContaining("unknown way");
        assertThatThrownBy(() -> ContextFields.of("0.5.0", defaults(152))).hasMessageContaining("not those of this release");
        MemorySegment head = defaults(128);
        head.set(JAVA_INT, 4, 4096);
        assertThatThrownBy(() -> ContextFields.of("0.5.0", head)).hasMessageContaining("do not begin with 512, 2048, 512, 1");
    }

    private static MemorySegment defaults(int booleans) {
        MemorySegment made = Arena.ofAuto().allocate(512, 8);
        made.set(JAVA_INT, 0, 512);
        made.set(JAVA_INT, 4, 2048);
        made.set(JAVA_INT, 8, 512);
        made.set(JAVA_INT, 12, 1);
        put(made, booleans);
        return made;
    }

    private static void put(MemorySegment into, int booleans) {
        for (int i = 1; i <= 4; i++) {
            into.set(JAVA_BYTE, booleans + i, (byte) 1);
        }
        into.set(JAVA_INT, booleans - 24, 1);
        into.set(JAVA_INT, booleans - 20, 1);
        into.set(JAVA_INT, booleans - 76, -1);
    }
}
