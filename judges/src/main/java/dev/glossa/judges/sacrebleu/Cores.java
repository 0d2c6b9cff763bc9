package dev.glossa.judges.sacrebleu;

import java.util.concurrent.ForkJoinPool;

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

    /// How many there are to work on, the caller's among them.
    static int count() {
        return ForkJoinPool.getCommonPoolParallelism() + 1;
    }

    /// Returns when all pieces are done. The caller works, too, and waits for nobody who has not begun: a pool that is busy or has no threads only
    /// makes it slower.
    ///
    /// @throws RuntimeException what the first of the pieces that fail has thrown; pieces after it may be left undone
    static void share(int pieces, Workers workers) {
        Sharing sharing = new Sharing(pieces, workers);
        for (int core = Math.min(count(), pieces) - 1; core > 0; core--) {
            ForkJoinPool.commonPool().execute(sharing);
        }
        sharing.run();
        sharing.awaitOthers();
    }

    private static final class Sharing implements Runnable {

        private final int pieces;
        private final Workers workers;
        private int next;
        private int underWay;
        private int failed = Integer.MAX_VALUE;
        private RuntimeException failure;

        Sharing(int pieces, Workers workers) {
            this.pieces = pieces;
            this.workers = workers;
        }

        @Override
        public void run() {
            if (isAnyLeft()) {
                Worker worker = workers.worker();
                for (int piece = take(); piece < pieces; piece = take()) {
                    work(worker, piece);
                }
            }
        }

        private void work(Worker worker, int piece) {
            try {
                worker.work(piece);
                end();
            } catch (RuntimeException e) {
                fail(piece, e);
            } catch (Error e) {
                fail(piece, new IllegalStateException(e));
                throw e;
            }
        }

        private synchronized boolean isAnyLeft() {
            return failure == null && next < pieces;
        }

        /// Pieces go in their order, so all before a failed one are done or under way.
        private synchronized int take() {
            if (!isAnyLeft()) {
                return pieces;
            }
            underWay++;
            return next++;
        }

        private synchronized void end() {
            underWay--;
            notifyAll();
        }

        private synchronized void fail(int piece, RuntimeException e) {
            if (piece < failed) {
                failed = piece;
                failure = e;
            }
            end();
        }

        private synchronized void awaitOthers() {
            boolean interrupted = false;
            while (underWay > 0) {
                try {
                    wait();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
