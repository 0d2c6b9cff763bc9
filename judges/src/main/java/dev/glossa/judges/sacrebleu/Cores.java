package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// Work in pieces on all cores, each of which takes the next piece when it is done with one.
///
/// Rather than a parallel stream, whose classes alone take longer to load than a small corpus to be scored.
final class Cores {

    private Cores() {}

    /// One core's part: scratch memory of its own, and whatever pieces fall to it.
    interface Worker {
        void work(int piece);
    }

    interface Workers {
        Worker worker();
    }

    /// Returns when all pieces are done.
    ///
    /// @throws RuntimeException what the first of the pieces that fail has thrown; pieces after it may be left undone
    static void share(int pieces, Workers workers) {
        Sharing sharing = new Sharing(pieces, workers);
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (int core = Math.min(ForkJoinPool.getCommonPoolParallelism(), pieces - 1); core > 0; core--) {
            others.add(ForkJoinPool.commonPool().submit(sharing));
        }
        sharing.run();
        for (ForkJoinTask<?> other : others) {
            other.join();
        }
        if (sharing.failure != null) {
            throw sharing.failure;
        }
    }

    private static final class Sharing implements Runnable {

        private final int pieces;
        private final Workers workers;
        private int next;
        private int failed = Integer.MAX_VALUE;
        private RuntimeException failure;

        Sharing(int pieces, Workers workers) {
            this.pieces = pieces;
            this.workers = workers;
        }

        @Override
        public void run() {
            Worker worker = workers.worker();
            for (int piece = take(); piece < pieces; piece = take()) {
                try {
                    worker.work(piece);
                } catch (RuntimeException e) {
                    fail(piece, e);
                }
            }
        }

        /// Pieces go in their order, so all before a failed one are done or being done.
        private synchronized int take() {
            return failure == null ? next++ : pieces;
        }

        private synchronized void fail(int piece, RuntimeException e) {
            if (piece < failed) {
                failed = piece;
                failure = e;
            }
        }
    }
}
