package dev.glossa.runner.spark;

import dev.glossa.harness.run.Merge;
import dev.glossa.harness.run.Prices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/// `glossa run` and `glossa score` on an Apache Spark cluster, for `spark-submit`: each task is a shard, and the driver joins
/// them. The same command again asks what is missing, whoever was killed.
public final class GlossaSpark {
    /// What a task of ours says of its failure, in the midst of what Spark says.
    private static final Pattern SHARD = Pattern.compile("shard \\d+/\\d+: [^\\n]*");

    private GlossaSpark() {}

    public static void main(String... arguments) throws IOException {
        int code;
        try {
            Job job = Job.of(List.of(arguments));
            try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setIfMissing("spark.app.name", "glossa"))) {
                code = run(spark, job);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("glossa: " + e.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private static int run(JavaSparkContext spark, Job job) throws IOException {
        Configuration configuration = spark.hadoopConfiguration();
        Optional<Prices> prices = job.prices().map(Prices::read);
        int atOnce = Cluster.tasksAtOnce(spark.getConf(), spark.defaultParallelism());
        Begun begun = Begun.of(job, atOnce, configuration);
        ArrayList<String> line = job.line(begun.date(), begun.secret(), Math.min(begun.shards(), atOnce));
        ArrayList<Luggage> luggage = Luggage.of(line, job.broadcast(), spark);
        Work work = new Work(spark.sc().applicationId(), line, job.out(), begun.shards(), luggage, job.has("--retry-failed"));
        Counts counts = Counts.of(spark.sc());
        spark.sc().addSparkListener(new ProgressLines(work.shards(), counts, System.err));
        long began = System.nanoTime();
        try {
            spark.parallelize(IntStream.rangeClosed(1, work.shards()).boxed().toList(), work.shards())
                    .foreach(new ShardTask(spark.broadcast(work), spark.broadcast(new SerializableConfiguration(configuration)), counts));
        } catch (Exception e) {
            if (!(e instanceof SparkException)) {
                throw e;
            }
            Matcher ours = SHARD.matcher(e.getMessage());
            System.err.println("glossa: " + (ours.find() ? ours.group() : e.getMessage()));
            return 1;
        }
        Merge.Summary summary = Joined.of(work, configuration, run -> Costs.of(run, job.judge(), prices).forEach(System.err::println));
        System.err.println("%s/run: %,d answers, %,d scores of %,d shards; %s; %.1f s".formatted(
                job.out(), summary.answers(), summary.scores(), work.shards(), counts, (System.nanoTime() - began) / 1e9));
        return 0;
    }
}
