package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A graph at work on many sequences: several batches side by side, each on a thread of its own. Two batches on two
/// processors take less time than the same two one after the other on both, since only products are large enough to share.
final class BatchRunner implements AutoCloseable {
    private final Graph graph;
    private final SentenceEncoder.Limits limits;
    private final ExecutorService lanes;
    private long sequences;

    /// What to do with the rows of one batch.
    interface Listener {
        void done(Batches.Batch batch, Map<String, Graph.Values> values);
    }

    /// @param lanes how many batches run at once
    BatchRunner(Graph graph, SentenceEncoder.Limits limits, int lanes) {
        this.graph = graph;
        this.limits = limits;
        this.lanes = Executors.newFixedThreadPool(lanes, Thread.ofPlatform().daemon().name("batch ", 0).factory());
    }

    /// Runs every sequence once. The caller's thread hears of the batches, in an order that depends on the sequences alone.
    void run(int[][] sequences, Listener listener) {
        // the longest first, so that no lane is left with a long one at the end
        this.sequences += sequences.length;
        List<Batches.Batch> batches = Batches.plan(sequences, limits.tokens(), limits.rows(), limits.length()).reversed();
        List<Future<Map<String, Graph.Values>>> running = new ArrayList<>();
        try {
            for (Batches.Batch batch : batches) {
                int[][] rows = new int[batch.rows().length][];
                for (int r = 0; r < rows.length; r++) {
                    rows[r] = sequences[batch.rows()[r]];
                }
                running.add(lanes.submit(() -> graph.run(rows, batch.length())));
            }
            for (int i = 0; i < batches.size(); i++) {
                listener.done(batches.get(i), running.get(i).get());
                running.set(i, null);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model scored", e);
        } finally {
            running.stream().filter(future -> future != null).forEach(future -> future.cancel(false));
        }
    }

    /// How many sequences have gone through the graph.
    long sequences() {
        return sequences;
    }

    /// Waits for batches that are at work: a graph must not be closed under them.
    @Override
    public void close() {
        lanes.close();
        graph.close();
    }
}
