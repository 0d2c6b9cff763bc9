package dev.glossa.runner.spark;

import java.io.Serializable;
import java.util.ArrayList;

/// What tasks are broadcast: their command line, and what it names that an executor has to fetch.
///
/// @param application that this is the work of
/// @param arguments   of the command without `--shard` and `--out`, the command first
/// @param luggage     in the order of their marks among the arguments
/// @param asksAgain   whether what failed in a committed shard is asked again
record Work(String application, ArrayList<String> arguments, String out, int shards, ArrayList<Luggage> luggage, boolean asksAgain) implements Serializable {
    String shard(int index) {
        return index + "/" + shards;
    }
}
