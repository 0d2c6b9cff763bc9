package dev.glossa.runner.spark;

import dev.glossa.harness.run.Marks;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/// What all shards of a job have alike, whichever driver goes on with it: kept beside them in `.shards/job`.
record Begun(String date, String secret, int shards) {
    /// @param atOnce how many tasks the cluster works on at once
    static Begun of(Job job, int atOnce, Configuration configuration) throws IOException {
        Path file = new Path(new Path(job.out(), ShardFolder.SHARDS), "job");
        FileSystem files = file.getFileSystem(configuration);
        try (FSDataInputStream in = files.open(file)) {
            Begun begun = parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
            if (job.shards().orElse(begun.shards) != begun.shards) {
                throw new IllegalArgumentException("%s: was begun in %d shards; the same command goes on with them without %s, or with %2$d".formatted(job.out(), begun.shards, Job.SHARDS));
            }
            return begun;
        } catch (FileNotFoundException e) {
            Begun begun = new Begun(LocalDate.now().toString(), Marks.secret(), job.shards(atOnce));
            Path written = new Path(file.getParent(), ".job");
            try (FSDataOutputStream out = files.create(written, true)) {
                out.write((begun.date + " " + begun.secret + " " + begun.shards + "\n").getBytes(StandardCharsets.UTF_8));
            }
            if (!files.rename(written, file)) {
                throw new IOException(file + ": cannot be written; another driver may have begun the same job", e);
            }
            return begun;
        }
    }

    private static Begun parse(String text, Path file) {
        String[] parts = text.strip().split(" ");
        if (parts.length != 3 || !parts[2].matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(file + ": holds '" + text.strip() + "'; a day, a secret and a number of shards are expected");
        }
        return new Begun(parts[0], parts[1], Integer.parseInt(parts[2]));
    }
}
