package dev.glossa.runner.spark;

import dev.glossa.harness.ModelUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the user typed: a command line of `glossa run` or `glossa score`, and how it is spread.
///
/// @param arguments   of the command without what is said here, the command first
/// @param out         the folder of the run on a Hadoop file system
/// @param shards      how many parts the samples have, each a task of Spark; empty for what suits the cluster
/// @param concurrency the most requests that the whole cluster may have at a server; empty for no limit
/// @param broadcast   files and folders of the driver's that executors are sent
/// @param prices      the driver's table of what tokens cost ([dev.glossa.harness.run.Prices]), for the lines at the end
record Job(List<String> arguments, String out, OptionalInt shards, OptionalInt concurrency, List<String> broadcast, Optional<Path> prices) {
    static final String SHARDS = "--shards";
    static final String CONCURRENCY = "--concurrency";
    static final String BROADCAST = "--broadcast";
    private static final int SHARDS_PER_TASK = 4;

    /// @param typed what the user typed after the application's jar
    /// @throws IllegalArgumentException where it is no job
    static Job of(List<String> typed) {
        if (typed.isEmpty() || !List.of("run", "score").contains(typed.getFirst())) {
            throw new IllegalArgumentException("run and score are spread over a cluster; there is " + (typed.isEmpty() ? "no command" : "'" + typed.getFirst() + "'"));
        }
        List<String> left = new ArrayList<>(typed);
        String out = taken(left, "--out").orElseThrow(() -> new IllegalArgumentException("no --out; the run's folder on a file system that every executor reaches"));
        OptionalInt shards = count(left, SHARDS);
        OptionalInt concurrency = count(left, CONCURRENCY);
        List<String> broadcast = new ArrayList<>();
        for (Optional<String> path = taken(left, BROADCAST); path.isPresent(); path = taken(left, BROADCAST)) {
            broadcast.add(path.get());
        }
        Optional<Path> prices = taken(left, "--prices").map(Path::of);
        Job job = new Job(List.copyOf(left), out, shards, concurrency, broadcast, prices);
        if (job.has("--shard")) {
            throw new IllegalArgumentException("--shard is ours to say here; --shards N says how many there are");
        }
        if (job.has("--dry-run") || job.has("--plan")) {
            throw new IllegalArgumentException("--dry-run and --plan ask nothing; glossa does them on one machine");
        }
        if (job.has("--spend-limit")) {
            throw new IllegalArgumentException("--spend-limit is what one process spends, and would hold for each task; set the limit at the server, or run on one machine");
        }
        return job;
    }

    /// @param atOnce how many tasks the cluster works on at once
    int shards(int atOnce) {
        return shards.orElse(Math.min(SHARDS_PER_TASK * atOnce, concurrency.orElse(Integer.MAX_VALUE)));
    }

    boolean has(String option) {
        return arguments.stream().anyMatch(one -> one.equals(option) || one.startsWith(option + "="));
    }

    /// The model that judges, where it is one alone.
    Optional<String> judge() {
        List<String> uris = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--judge=")) {
                uris.add(arguments.get(i).substring("--judge=".length()));
            } else if (arguments.get(i).equals("--judge") && i + 1 < arguments.size()) {
                uris.add(arguments.get(i + 1));
            }
        }
        return Optional.of(uris).filter(all -> all.size() == 1).flatMap(all -> ModelUri.parse(all.getFirst()).option("model"));
    }

    /// The command line of each task: with the day and the secret that all shards have, and each server's share of requests.
    ///
    /// @param tasks how many of them ask at once
    ArrayList<String> line(String date, String secret, int tasks) {
        ArrayList<String> line = new ArrayList<>(arguments);
        if (line.getFirst().equals("run")) {
            line.addAll(has("--date") ? List.of() : List.of("--date", date));
            line.addAll(has("--secret") ? List.of() : List.of("--secret", secret));
        }
        if (concurrency.isPresent()) {
            int share = concurrency.getAsInt() / tasks;
            if (share == 0) {
                throw new IllegalArgumentException("%s %d is less than the %d tasks that ask at once; ask for more, or have fewer shards: %s %d"
                        .formatted(CONCURRENCY, concurrency.getAsInt(), tasks, SHARDS, concurrency.getAsInt()));
            }
            if (!share(line, share)) {
                throw new IllegalArgumentException(CONCURRENCY + " divides the requests to a server, and there is none: --model https://… or --judge https://…");
            }
        }
        return line;
    }

    private static boolean share(List<String> line, int share) {
        boolean found = false;
        for (int i = 1; i < line.size(); i++) {
            for (String option : List.of("--model", "--judge")) {
                String joined = option + "=";
                if (line.get(i - 1).equals(option) && line.get(i).matches("https?:.*")) {
                    line.set(i, shared(line.get(i), share));
                    found = true;
                } else if (line.get(i).startsWith(joined + "http")) {
                    line.set(i, joined + shared(line.get(i).substring(joined.length()), share));
                    found = true;
                }
            }
        }
        return found;
    }

    /// First among the parameters, since a judge's weight may stand behind the last.
    private static String shared(String uri, int share) {
        if (uri.contains("parallel=")) {
            throw new IllegalArgumentException(uri + ": has a share of its own; leave parallel= or " + CONCURRENCY + " out");
        }
        int query = uri.indexOf('?');
        return query < 0 ? uri + "?parallel=" + share : uri.substring(0, query + 1) + "parallel=" + share + "&" + uri.substring(query + 1);
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

    private static OptionalInt count(List<String> arguments, String name) {
        Optional<String> text = taken(arguments, name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(name + " " + text.get() + " is no count; 1 to 999999 is one");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }
}
