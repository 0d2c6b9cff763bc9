package dev.glossa.runner;

import dev.glossa.harness.run.Merge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Joins the runs of shards.
@Command(name = "merge", mixinStandardHelpOptions = true,
        description = "Join the runs of shards, finished or not, into one; 'glossa run' without --shard then asks what is missing.")
final class MergeCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs that differ in --shard alone.")
    List<Path> runs;

    @Option(names = "--out", paramLabel = "RUN", required = true, description = "Folder of the joined run; what is joined in it already stays.")
    Path out;

    @Override
    public Integer call() {
        Merge.Summary summary = Merge.of(runs, out);
        PrintWriter err = command.commandLine().getErr();
        err.println("%s: %,d answers%s of %,d runs".formatted(out, summary.answers(), summary.scores() == 0 ? "" : ", %,d scores".formatted(summary.scores()), runs.size()));
        missing(summary.shards()).forEach(err::println);
        return 0;
    }

    /// A line for each kind of division of which parts were not given.
    private static List<String> missing(List<String> shards) {
        return shards.stream().map(shard -> shard.substring(shard.indexOf('/') + 1)).distinct().map(Integer::valueOf).flatMap(of -> {
            List<String> absent = IntStream.rangeClosed(1, of).mapToObj(i -> i + "/" + of).filter(shard -> !shards.contains(shard)).toList();
            return absent.isEmpty() ? java.util.stream.Stream.<String>empty()
                    : java.util.stream.Stream.of("not among them: %s%s".formatted(String.join(", ", absent.subList(0, Math.min(8, absent.size()))), absent.size() > 8 ? ", …" : ""));
        }).toList();
    }
}
