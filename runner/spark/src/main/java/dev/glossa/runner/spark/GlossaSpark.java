package dev.glossa.runner.spark;

import dev.glossa.harness.run.Marks;
import dev.glossa.harness.run.Merge;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/// `glossa run` and `glossa score` on an Apache Spark cluster, for `spark-submit`: each task is a shard, and the driver joins
/// them. The same command again asks what is missing, whoever was killed.
public final class GlossaSpark {
    private GlossaSpark() {}

    public static void main(String... arguments) throws IOException {
        int code;
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setIfMissing("spark.app.name", "glossa"))) {
            code = run(spark, List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("glossa: " + e.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    private static int run(JavaSparkContext spark, List<String> arguments) throws IOException {
        Configuration configuration = spark.hadoopConfiguration();
        Job asked = Job.of(arguments, Math.max(1, spark.defaultParallelism()));
        Job job = recorded(asked, configuration);
        LongAccumulator answers = spark.sc().longAccumulator("answers");
        LongAccumulator scores = spark.sc().longAccumulator("scores");
        spark.parallelize(IntStream.rangeClosed(1, job.shards()).boxed().toList(), job.shards())
                .foreach(new ShardTask(spark.broadcast(job), spark.broadcast(new SerializableConfiguration(configuration)), answers, scores));
        Merge.Summary summary = joined(job, configuration);
        System.err.println("%s: %,d answers, %,d scores of %,d shards; %,d answers and %,d scores by tasks of this job".formatted(
                job.out(), summary.answers(), summary.scores(), job.shards(), answers.value(), scores.value()));
        return 0;
    }

    /// The job with the day and the secret with which it was begun, also by a driver that is dead.
    private static Job recorded(Job job, Configuration configuration) throws IOException {
        Path file = new Path(new Path(job.out(), ".shards"), "job");
        FileSystem files = file.getFileSystem(configuration);
        String begun;
        try (FSDataInputStream in = files.open(file)) {
            begun = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            begun = "%s %s %d".formatted(LocalDate.now(), Marks.secret(), job.shards());
            Path written = new Path(file.getParent(), ".job");
            try (FSDataOutputStream out = files.create(written, true)) {
                out.write(begun.getBytes(StandardCharsets.UTF_8));
            }
            files.rename(written, file);
        }
        String[] parts = begun.split(" ");
        if (!parts[2].equals(String.valueOf(job.shards()))) {
            throw new IllegalArgumentException("%s: was begun in %s shards; the same command has --shards %s".formatted(job.out(), parts[2], parts[2]));
        }
        return job.with(parts[0], parts[1]);
    }

    /// The driver's work: the journals of all shards made one, by keys alone.
    private static Merge.Summary joined(Job job, Configuration configuration) throws IOException {
        java.nio.file.Path scratch = Files.createTempDirectory("glossa-merge");
        List<java.nio.file.Path> parts = new ArrayList<>();
        boolean isLocal = true;
        for (int i = 1; i <= job.shards(); i++) {
            ShardFolder shard = new ShardFolder(job.out(), i, job.shards(), configuration);
            isLocal &= shard.isLocal();
            parts.add(shard.fetched(shard.committed().orElseThrow(), scratch));
        }
        Path run = new Path(job.out(), "run");
        java.nio.file.Path merged = isLocal ? ShardFolder.local(run) : scratch.resolve("merged");
        Merge.Summary summary = Merge.of(parts, merged);
        Costs.of(merged).forEach(System.err::println);
        if (!isLocal) {
            FileSystem files = run.getFileSystem(configuration);
            Path written = new Path(job.out(), ".run");
            files.delete(written, true);
            files.copyFromLocalFile(false, true, new Path(merged.toUri()), written);
            files.delete(run, true);
            files.rename(written, run);
        }
        return summary;
    }
}
