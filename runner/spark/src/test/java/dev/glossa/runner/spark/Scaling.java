package dev.glossa.runner.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/// The same questions asked by the plain runner, by one executor and by two, of a server that takes 50 ms for each answer.
/// Spark's start does not grow with the work, so what is compared is the time from the first request to the last answer; the
/// rest is told beside it.
final class Scaling {
    private static final int EACH = 8;
    private static final int SHARDS = 8;
    private static final Pattern SECONDS = Pattern.compile("models opened; ([\\d.]+) s");

    private Scaling() {}

    /// @param arguments the folder that the tests leave for Spark, and how many questions are asked
    public static void main(String[] arguments) throws Exception {
        SparkHome spark = new SparkHome(Path.of(arguments[0]).toAbsolutePath());
        int count = Integer.parseInt(arguments[1]);
        Path runs = Files.createTempDirectory("glossa-scaling");
        Path task = task(runs, count);
        try (LoopbackModel model = new LoopbackModel(0, 50)) {
            String uri = model.uri("&server=vllm");
            double wall = plain(asked(uri + "&parallel=" + EACH, task), runs);
            int samples = model.requests();
            double plain = model.seconds();
            print("plain runner", wall, wall, model);
            double one = cluster(spark, 1, asked(uri, task), runs, model);
            double two = cluster(spark, 2, asked(uri, task), runs, model);
            System.out.printf("while asking: one executor takes %.2f ms a sample more than the plain runner; two are %.2f times one%n", (one - plain) * 1000 / samples, one / two);
        } finally {
            FileUtil.fullyDelete(runs.toFile());
        }
        System.exit(0);
    }

    /// Questions that are all of their own, so that shards are as large as a hash makes them.
    private static Path task(Path folder, int count) throws IOException {
        Files.write(folder.resolve("am.tsv"), Stream.concat(Stream.of("question\tanswer"), IntStream.rangeClosed(1, count).mapToObj(i -> "ስንት ነው " + i + " + " + i + "?\t" + 2 * i)).toList());
        return Files.writeString(folder.resolve("sums.yaml"), """
                name: sums
                dataset: {files: "{code}.tsv"}
                languages: {codes: {am: am}}
                columns: [question, answer]
                prompt: "{{ question }}"
                target: {references: "{{ answer }}"}
                metrics: [exact-match]
                """);
    }

    private static List<String> asked(String uri, Path task) {
        return new ArrayList<>(List.of("run", "--model", uri, "--revision", "r1", "--task", task.toString(), "--date", "2026-08-23", "--secret", "s"));
    }

    private static double plain(List<String> asked, Path runs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx1g",
                "-cp", System.getProperty("java.class.path"), "dev.glossa.runner.Main"));
        command.addAll(asked);
        command.addAll(List.of("--out", runs.resolve("plain").toString()));
        long began = System.nanoTime();
        int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static double cluster(SparkHome spark, int executors, List<String> command, Path runs, LoopbackModel model) throws Exception {
        model.asked();
        command.addAll(List.of("--out", runs.resolve("cluster-" + executors).toString(), "--shards", "" + SHARDS, "--concurrency", "" + executors * EACH));
        long began = System.nanoTime();
        String words = spark.start("local-cluster[" + executors + ",1,1024]", List.of(), command).finished();
        Matcher seconds = SECONDS.matcher(words);
        double job = seconds.find() ? Double.parseDouble(seconds.group(1)) : Double.NaN;
        print(executors + (executors == 1 ? " executor" : " executors"), job, (System.nanoTime() - began) / 1e9, model);
        return model.seconds();
    }

    private static void print(String who, double job, double wall, LoopbackModel model) {
        System.out.printf("%s: %d requests, at most %d at once; %.1f s from the first request to the last answer, %.1f s the job with executors' start and joining, %.1f s the process%n",
                who, model.requests(), model.most(), model.seconds(), job, wall);
    }
}
