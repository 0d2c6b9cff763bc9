package dev.glossa.runner.spark;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/// How far the shards are, a line every so often: of finished tasks what they counted, of running ones what their
/// executors' heartbeats tell.
final class ProgressLines extends SparkListener {
    private static final long NANOS = 5_000_000_000L;

    private final int shards;
    private final Counts counts;
    private final PrintStream out;
    private final Map<Long, Map<String, Long>> running = new HashMap<>();
    private int done;
    private long printed = System.nanoTime();

    ProgressLines(int shards, Counts counts, PrintStream out) {
        this.shards = shards;
        this.counts = counts;
        this.out = out;
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task : CollectionConverters.asJava(update.accumUpdates())) {
            Map<String, Long> values = new HashMap<>();
            for (AccumulableInfo info : CollectionConverters.asJava(task._4())) {
                if (info.name().isDefined() && Counts.NAMES.contains(info.name().get()) && info.update().isDefined() && info.update().get() instanceof Long value) {
                    values.put(info.name().get(), value);
                }
            }
            running.put((Long) task._1(), values);
        }
        print();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
        done += end.taskInfo().successful() ? 1 : 0;
        print();
    }

    private void print() {
        if (System.nanoTime() - printed >= NANOS) {
            printed = System.nanoTime();
            out.println("%,d of %,d shards, %,d answers, %,d scores".formatted(done, shards,
                    counts.answers().value() + running("answers"), counts.scores().value() + running("scores")));
        }
    }

    private long running(String name) {
        return List.copyOf(running.values()).stream().mapToLong(values -> values.getOrDefault(name, 0L)).sum();
    }
}
