package dev.glossa.runner;

import dev.glossa.reports.aggregate.Aggregate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// How numbers and their intervals are made, for every command that shows some.
final class NumberOptions {
    @Option(names = "--draws", paramLabel = "N", description = "Draws of the bootstrap behind every interval. 10000 by default.")
    int draws = Aggregate.Options.DEFAULT.draws();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the bootstrap.")
    long seed = Aggregate.Options.DEFAULT.seed();

    @Option(names = "--max-unscored", paramLabel = "SHARE",
            description = "Largest share of failed and unparsed samples under which a number is printed, from 0 to 1. 0.10 by default.")
    double maxUnscored = Aggregate.Options.DEFAULT.maxUnscored();

    Aggregate.Options read(CommandSpec command) {
        return Usage.of(command, () -> new Aggregate.Options(draws, seed, maxUnscored));
    }
}
