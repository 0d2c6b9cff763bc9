package dev.glossa.runner.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/// How much a cluster does at once, by what was asked of it: its executors may register late, and a share of requests that
/// was counted before the last of them would be too large.
final class Cluster {
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,.*");

    private Cluster() {}

    /// @param seen by Spark so far, in cores; what counts where nothing was asked for
    static int tasksAtOnce(SparkConf conf, int seen) {
        int each = conf.getInt("spark.executor.cores", 1);
        int executors = Math.max(conf.getInt("spark.executor.instances", 0),
                conf.getBoolean("spark.dynamicAllocation.enabled", false) ? conf.getInt("spark.dynamicAllocation.maxExecutors", 0) : 0);
        Matcher local = LOCAL_CLUSTER.matcher(conf.get("spark.master", ""));
        int cores = local.matches() ? Integer.parseInt(local.group(1)) * Integer.parseInt(local.group(2))
                : conf.contains("spark.cores.max") ? conf.getInt("spark.cores.max", 1)
                : executors > 0 ? executors * each : seen;
        return Math.max(1, cores / conf.getInt("spark.task.cpus", 1));
    }
}
