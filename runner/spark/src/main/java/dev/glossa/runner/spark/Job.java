package dev.glossa.runner.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is spread over the cluster: a command line of `glossa run` or `glossa score`, and where its parts go.
///
/// @param arguments of the command without `--shard` and `--out`, the command first
/// @param out       the folder of the run on a Hadoop file system
/// @param shards    how many parts the samples have, each a task of Spark
record Job(ArrayList<String> arguments, String out, int shards) implements Serializable {
    static final String SHARDS = "--shards";
    static final String CONCURRENCY = "--concurrency";

    /// @param typed what the user typed after the application's jar
    /// @throws IllegalArgumentException where it is no job
    static Job of(List<String> typed, int atOnce) {
        if (typed.isEmpty() || !List.of("run", "score").contains(typed.getFirst())) {
            throw new IllegalArgumentException("run and score are spread over a cluster; there is " + (typed.isEmpty() ? "no command" : "'" + typed.getFirst() + "'"));
        }
        ArrayList<String> left = new ArrayList<>(typed);
        String out = taken(left, "--out").orElseThrow(() -> new IllegalArgumentException("no --out; the run's folder on a file system that every executor reaches"));
        if (left.contains("--shard")) {
            throw new IllegalArgumentException("--shard is ours to say here; --shards N says how many there are");
        }
        int shards = taken(left, SHARDS).map(text -> count(SHARDS, text)).orElse(4 * atOnce);
        taken(left, CONCURRENCY).map(text -> count(CONCURRENCY, text)).ifPresent(all -> share(left, Math.max(1, all / Math.min(shards, atOnce))));
        return new Job(left, out, shards);
    }

    private static Optional<String> taken(List<String> arguments, String name) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(name + "=")) {
                return Optional.of(arguments.remove(i).substring(name.length() + 1));
            }
            if (arguments.get(i).equals(name) && i + 1 < arguments.size()) {
                arguments.remove(i);
                return Optional.of(arguments.remove(i));
            }
        }
        return Optional.empty();
    }

    private static int count(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(name + " " + text + " is no count; 1 to 999999 is one");
        }
        return Integer.parseInt(text);
    }

    /// A server's share of requests for each task, so that the cluster asks no more at once than the user allows.
    private static void share(List<String> arguments, int parallel) {
        int model = arguments.indexOf("--model") + 1;
        if (model == 0 || model == arguments.size()) {
            throw new IllegalArgumentException(CONCURRENCY + " divides the requests to --model, and there is none");
        }
        String uri = arguments.get(model);
        arguments.set(model, uri + (uri.contains("?") ? "&" : "?") + "parallel=" + parallel);
    }

    /// The same with what all shards must have alike.
    Job with(String date, String secret) {
        ArrayList<String> more = new ArrayList<>(arguments);
        if (arguments.getFirst().equals("run")) {
            for (String[] option : new String[][] {{"--date", date}, {"--secret", secret}}) {
                if (more.stream().noneMatch(one -> one.equals(option[0]) || one.startsWith(option[0] + "="))) {
                    more.addAll(List.of(option));
                }
            }
        }
        return new Job(more, out, shards);
    }

    String shard(int index) {
        return index + "/" + shards;
    }
}
