package dev.glossa.harness.backend.llama;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The loop that turns the native batch: continuous batching of any mix of works, one thread.
///
/// Each step feeds what a [StepPlan] says: prompts, or a token of every sequence that is generating. A prompt that begins like one that a sequence holds, or is being fed, takes
/// that part over instead of computing it again. When prompts need longer sequences, or have come to need shorter ones, the
/// memory is cut anew as soon as no sequence is busy.
///
/// With one sequence, whatever is computed is computed in the same portions however the run was cut: prompts go in
/// portions that begin at multiples of [#PORTION], and only whole portions are taken over. So answers are the same to the
/// bit, killed or not. With several sequences the mix of a batch moves the last bits of the scores.
final class Engine {
    static final int PORTION = 256;
    /// Sequences that are made before the first prompt tells what it needs.
    private static final int USUAL_TOKENS = 2048;
    /// A copy of another sequence's memory is worth it from so many tokens on.
    private static final int LEAST_COPIED = 32;
    /// How long an engine that was idle waits for another prompt before it begins, and for all of them, in nanoseconds.
    private static final long GATHERING = 1_000_000;
    private static final long LONGEST_GATHERING = 10_000_000;

    /// What happens to works, told on the engine's thread.
    interface Listener {
        void started(Work work);

        void finished(Work work);
    }

    /// So many prompts in a row must need less before sequences are made shorter.
    private static final int REMEMBERED = 64;

    private final LlamaModel model;
    private final Shapes shapes;
    private final Listener listener;
    private final boolean canGoBack;
    private final int window;
    private final boolean portions;
    private final float[] scores;
    private LlamaContext context;
    private Slot[] slots;
    private StepPlan plan;
    private Slot[] rowSlots;
    private int[] rowPositions;
    /// What the latest prompts needed, and how many came since the memory was last cut.
    private final int[] needs = new int[REMEMBERED];
    private int nextNeed;
    private int sinceCut;
    private final LinkedBlockingQueue<Consumer<Engine>> inbox = new LinkedBlockingQueue<>();
    private final Queue<Work> waiting = new ArrayDeque<>();
    private long arrivals;
    private volatile long steps;
    private volatile boolean stopped;

    Engine(LlamaModel model, Shapes shapes, Listener listener) {
        this.model = model;
        this.shapes = shapes;
        this.listener = listener;
        this.canGoBack = !model.isRecurrent();
        this.window = model.window();
        this.portions = shapes.parallel().orElse(0) == 1;
        this.scores = new float[model.vocabulary().size()];
        cutAnew(shapes.fitting(USUAL_TOKENS));
    }

    /// Cuts the memory anew; nothing that was held stays.
    private void cutAnew(LlamaContext.Shape shape) {
        if (context != null) {
            context.close();
        }
        context = new LlamaContext(model, shape);
        slots = new Slot[shape.sequences()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(i);
        }
        plan = new StepPlan(slots, shape.unified(), portions ? PORTION : Integer.MAX_VALUE);
        rowSlots = new Slot[context.capacity()];
        rowPositions = new int[context.capacity()];
    }

    /// Hands over a work; callable from any thread.
    void submit(Work work) {
        inbox.add(engine -> {
            engine.waiting.add(work);
            engine.needs[engine.nextNeed] = work.mostTokens();
            engine.nextNeed = (engine.nextNeed + 1) % REMEMBERED;
            engine.sinceCut = Math.min(REMEMBERED, engine.sinceCut + 1);
        });
    }

    /// Gives up a work that nobody waits for any more.
    void cancel(long id) {
        inbox.add(engine -> engine.drop(id));
    }

    void stop() {
        inbox.add(engine -> engine.stopped = true);
    }

    /// Grows with every step: a watcher can tell a long wait from a hang.
    long steps() {
        return steps;
    }

    void run() throws InterruptedException {
        while (!stopped) {
            listen();
            takeOver();
            if (fits()) {
                admit();
            }
            if (fill() > 0) {
                step();
            }
        }
    }

    private void listen() throws InterruptedException {
        boolean idle = waiting.isEmpty() && Arrays.stream(slots).allMatch(Slot::isFree);
        for (Consumer<Engine> next = idle ? inbox.take() : inbox.poll(); next != null; next = inbox.poll()) {
            next.accept(this);
        }
        // Prompts that are asked together arrive one by one; the first step had better hold more than the first of them.
        long end = System.nanoTime() + LONGEST_GATHERING;
        while (idle && !stopped && waiting.size() < slots.length && System.nanoTime() < end) {
            Consumer<Engine> next = inbox.poll(GATHERING, TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            next.accept(this);
        }
    }

    private void drop(long id) {
        waiting.removeIf(work -> {
            if (work.id == id) {
                work.close();
            }
            return work.id == id;
        });
        for (Slot slot : slots) {
            if (!slot.isFree() && slot.work.id == id) {
                release(slot);
            }
        }
    }

    private void release(Slot slot) {
        if (portions) {
            // What was fed token by token, or behind a prompt's end, is not what the same tokens give in a prompt.
            cut(slot, Math.min(slot.count(), slot.work.promptTokens) / PORTION * PORTION);
        }
        slot.work.close();
        slot.work = null;
        slot.awaited = null;
    }

    /// Whether the memory is cut as it should be; otherwise no work is begun until it can be cut anew, which is done here.
    private boolean fits() {
        if (waiting.isEmpty()) {
            return true;
        }
        int need = waiting.peek().mostTokens();
        LlamaContext.Shape now = context.shape();
        LlamaContext.Shape wanted = shapes.fitting(Math.max(need, Arrays.stream(needs).max().orElseThrow()));
        boolean tooShort = need > now.tokens();
        boolean tooFew = sinceCut == REMEMBERED && wanted.sequences() > now.sequences();
        if (!tooShort && !tooFew) {
            return true;
        }
        if (!Arrays.stream(slots).allMatch(Slot::isFree)) {
            return false;
        }
        cutAnew(wanted);
        sinceCut = 0;
        return true;
    }

    /// Gives waiting works a free sequence each: the one that holds most of their prompt already.
    private void admit() {
        while (!waiting.isEmpty()) {
            Work work = waiting.peek();
            Slot best = null;
            int bestShared = 0;
            for (Slot slot : slots) {
                if (slot.isFree()) {
                    int shared = reusable(slot, work);
                    if (best == null || shared > bestShared || shared == bestShared && slot.lastUsed < best.lastUsed) {
                        best = slot;
                        bestShared = shared;
                    }
                }
            }
            if (best == null) {
                return;
            }
            waiting.remove();
            best.arrival = arrivals++;
            best.lastUsed = best.arrival;
            begin(best, work, bestShared);
            listener.started(work);
        }
    }

    private void begin(Slot slot, Work work, int shared) {
        Slot source = null;
        int more = shared + LEAST_COPIED - 1;
        int held = 0;
        for (Slot other : slots) {
            if (other != slot && !portions) {
                int now = reusable(other, work);
                int soon = other.isFree() || !canGoBack ? now : usable(other.willShare(work), work);
                if (Math.max(now, soon) > more) {
                    source = other;
                    more = Math.max(now, soon);
                    held = now;
                }
            }
        }
        slot.work = work;
        if (source == null) {
            cut(slot, shared);
        } else if (held == more) {
            take(slot, source, held);
        } else {
            slot.awaited = source;
            slot.awaitedTokens = more;
        }
    }

    /// Copies what an awaited sequence now holds; when that went another way, the work begins with what it has.
    private void takeOver() {
        for (Slot slot : slots) {
            if (slot.awaited != null) {
                int now = reusable(slot.awaited, slot.work);
                if (now >= slot.awaitedTokens) {
                    take(slot, slot.awaited, slot.awaitedTokens);
                } else if (slot.awaited.isFree() || slot.awaited.count() >= slot.awaitedTokens
                        || slot.awaited.willShare(slot.work) < slot.awaitedTokens) {
                    slot.awaited = null;
                    cut(slot, reusable(slot, slot.work));
                }
            }
        }
    }

    private void take(Slot slot, Slot source, int tokens) {
        context.copy(source.sequence, slot.sequence);
        slot.copyOf(source, source.count());
        slot.awaited = null;
        cut(slot, tokens);
    }

    /// How many tokens of a prompt a sequence's memory can stand in for.
    private int reusable(Slot slot, Work work) {
        int shared = usable(slot.shared(work), work);
        // A running state cannot go back; a sliding window may have let go of what the next token would see.
        boolean lost = !canGoBack && shared < slot.count()
                || window > 0 && shared > 0 && context.first(slot.sequence) > Math.max(0, shared - window + 1);
        return lost ? 0 : shared;
    }

    /// The last prompt token is always fed: its scores are wanted.
    private int usable(int shared, Work work) {
        int most = Math.min(shared, work.promptTokens - 1);
        // Where a sliding window wraps around, cells would be reused in another order, and sums taken in it.
        return !portions ? most : window > 0 ? 0 : most - most % PORTION;
    }

    /// Leaves a sequence with its first tokens only, or with none where its memory cannot go back.
    private void cut(Slot slot, int tokens) {
        if (slot.count() > tokens) {
            boolean kept = tokens > 0 && context.forget(slot.sequence, tokens);
            if (!kept) {
                context.forget(slot.sequence, 0);
            }
            slot.truncate(kept ? tokens : 0);
        }
    }

    /// Fills the batch; rows in the order of sequences, which the native side can then take together.
    private int fill() {
        context.beginBatch();
        int[] portion = plan.next(context.capacity(), context.outputsLeft(), arrivals);
        for (Slot slot : slots) {
            for (int i = 0; i < portion[slot.sequence]; i++) {
                int position = slot.count();
                int row = context.add(slot.advance(), position, slot.sequence, position >= slot.work.firstScored());
                rowSlots[row] = slot;
                rowPositions[row] = position;
            }
        }
        return context.rows();
    }

    private void step() {
        int code = context.decode();
        if (code != 0) {
            throw new IllegalStateException("llama_decode returned " + code + " for a batch of " + context.rows() + " tokens");
        }
        steps++;
        for (int row = 0; row < context.rows(); row++) {
            Slot slot = rowSlots[row];
            if (slot.work != null && rowPositions[row] >= slot.work.firstScored()) {
                context.readScores(row, scores);
                slot.work.read(rowPositions[row], scores);
                if (slot.work.isDone()) {
                    Work done = slot.work;
                    release(slot);
                    listener.finished(done);
                } else {
                    cut(slot, slot.work.takeKept());
                }
            }
        }
    }
}
