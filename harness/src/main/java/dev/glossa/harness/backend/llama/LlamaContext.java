package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory of a model for a number of sequences, and the batch that moves them on. One thread only.
final class LlamaContext implements AutoCloseable {
    /// Tokens that the compute graph takes at once.
    static final int PHYSICAL_BATCH = 512;
    /// Rows beyond one per sequence that may ask for scores in one batch: those of long continuations.
    private static final int MORE_OUTPUTS = 64;
    private static final int TYPE_F32 = 0;

    /// @param tokens    that one sequence can hold
    /// @param sequences that can be under way at once
    /// @param batch     the most tokens of one step, at least `sequences`
    /// @param unified   whether sequences share one pool of cells; otherwise each has its own
    /// @param exact     whether keys and values are kept and summed in 32 bits; otherwise in 16, by flash attention, whose
    ///                  kernels change with the number of rows and move scores by up to a hundredth
    record Shape(int tokens, int sequences, int batch, int threads, boolean unified, boolean exact) {}

    private final LibLlama library;
    private final ContextCalls calls;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment context;
    private final MemorySegment memory;
    private final Shape shape;
    private final int vocabularySize;
    private final int mostOutputs;
    private final int capacity;

    private final MemorySegment batch;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment wanted;
    private int rows;
    private int outputs;

    LlamaContext(LlamaModel model, Shape shape) {
        this.library = model.library();
        this.calls = library.contexts();
        this.shape = shape;
        this.vocabularySize = model.vocabulary().size();
        MemorySegment parameters = calls.contextDefaults();
        ContextFields fields = ContextFields.of(library.version(), parameters);
        int outputs = shape.sequences + MORE_OUTPUTS;
        parameters.set(JAVA_INT, ContextFields.CONTEXT, Math.multiplyExact(shape.tokens, shape.sequences));
        parameters.set(JAVA_INT, ContextFields.BATCH, shape.batch);
        parameters.set(JAVA_INT, ContextFields.PHYSICAL_BATCH, Math.min(shape.batch, PHYSICAL_BATCH));
        parameters.set(JAVA_INT, ContextFields.SEQUENCES, shape.sequences);
        fields.outputs().ifPresent(at -> parameters.set(JAVA_INT, at, outputs));
        // Layers with a sliding window keep the window, not the whole sequence.
        parameters.set(JAVA_BYTE, fields.fullWindow(), (byte) 0);
        parameters.set(JAVA_BYTE, fields.unified(), (byte) (shape.unified ? 1 : 0));
        if (shape.exact) {
            parameters.set(JAVA_INT, fields.keys(), TYPE_F32);
            parameters.set(JAVA_INT, fields.values(), TYPE_F32);
            parameters.set(JAVA_INT, fields.flashAttention(), 0);
        }
        this.mostOutputs = Math.min(outputs, shape.batch);
        this.context = calls.openContext(model.pointer(), parameters);
        if (context.address() == 0) {
            throw new IllegalArgumentException("no room for " + shape.sequences + " sequences of " + shape.tokens
                    + " tokens: " + library.complaints() + "; smaller ctx= or parallel= would need less");
        }
        checkShape();
        // The library never takes more than its cells could hold.
        this.capacity = Math.min(shape.batch, calls.contextBatch(context));
        calls.setThreads(context, shape.threads);
        this.memory = calls.memory(context);
        this.tokens = arena.allocate(JAVA_INT, shape.batch);
        this.positions = arena.allocate(JAVA_INT, shape.batch);
        this.sequences = arena.allocate(JAVA_INT, shape.batch);
        this.wanted = arena.allocate(shape.batch);
        this.batch = batch();
    }

    /// The setters went by offsets: what the library made of them must be what was meant.
    private void checkShape() {
        int perSequence = calls.contextTokensPerSequence(context);
        int expected = shape.unified ? calls.contextTokens(context) : calls.contextTokens(context) / shape.sequences;
        if (perSequence != expected || perSequence < shape.tokens || calls.contextSequences(context) != shape.sequences
                || calls.contextBatch(context) < Math.min(shape.batch, shape.tokens)) {
            throw new IllegalStateException("llama.cpp " + library.version() + " made " + calls.contextSequences(context)
                    + " sequences of " + perSequence + " tokens instead of " + shape);
        }
    }

    /// Every token belongs to one sequence, so the two arrays of the batch's sequence ids are filled once.
    private MemorySegment batch() {
        MemorySegment counts = arena.allocate(JAVA_INT, shape.batch);
        MemorySegment pointers = arena.allocate(ADDRESS, shape.batch);
        for (int i = 0; i < shape.batch; i++) {
            counts.setAtIndex(JAVA_INT, i, 1);
            pointers.setAtIndex(ADDRESS, i, sequences.asSlice(4L * i, 4));
        }
        MemorySegment batch = arena.allocate(ContextCalls.BATCH);
        batch.set(ADDRESS, 8, tokens);
        batch.set(ADDRESS, 16, MemorySegment.NULL);
        batch.set(ADDRESS, 24, positions);
        batch.set(ADDRESS, 32, counts);
        batch.set(ADDRESS, 40, pointers);
        batch.set(ADDRESS, 48, wanted);
        return batch;
    }

    Shape shape() {
        return shape;
    }

    void beginBatch() {
        rows = 0;
        outputs = 0;
    }

    int rows() {
        return rows;
    }

    /// The most rows of a batch.
    int capacity() {
        return capacity;
    }

    /// How many more rows of this batch may ask for scores.
    int outputsLeft() {
        return mostOutputs - outputs;
    }

    /// Adds a token.
    ///
    /// @param wantsScores whether the scores of what follows it are to be read
    /// @return its row
    int add(int token, int position, int sequence, boolean wantsScores) {
        tokens.setAtIndex(JAVA_INT, rows, token);
        positions.setAtIndex(JAVA_INT, rows, position);
        sequences.setAtIndex(JAVA_INT, rows, sequence);
        wanted.set(JAVA_BYTE, rows, (byte) (wantsScores ? 1 : 0));
        outputs += wantsScores ? 1 : 0;
        return rows++;
    }

    /// Runs the batch; anything but 0 is a failure of the whole batch.
    int decode() {
        batch.set(JAVA_INT, 0, rows);
        return calls.decode(context, batch);
    }

    void readScores(int row, float[] scores) {
        MemorySegment.copy(calls.logits(context, row, vocabularySize), JAVA_FLOAT, 0, scores, 0, vocabularySize);
    }

    /// Forgets a sequence from a position on; false when the memory cannot go back, and the sequence must be forgotten whole.
    boolean forget(int sequence, int from) {
        return calls.remove(memory, sequence, from, -1);
    }

    /// Makes one sequence the copy of another. Costs nothing in a shared pool, and a copy of its cells otherwise.
    void copy(int from, int to) {
        calls.remove(memory, to, -1, -1);
        calls.copy(memory, from, to);
    }

    /// The first position of a sequence that is still held by every layer; -1 for an empty one.
    int first(int sequence) {
        return calls.first(memory, sequence);
    }

    void clear() {
        calls.clear(memory);
    }

    @Override
    public void close() {
        calls.freeContext(context);
        arena.close();
    }
}
