package dev.glossa.runner;

import dev.glossa.harness.run.Prices;
import dev.glossa.harness.run.Spending;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What may be spent on models that cost money.
final class SpendingOptions {
    @Option(names = "--prices", paramLabel = "FILE", description = "What tokens cost: CSV with the columns model,input,output (money per million tokens) and currency.")
    Path prices;

    @Option(names = "--spend-limit", paramLabel = "X",
            description = "Stop, and keep what was answered, before more is spent than X: 12.50 (money, with --prices) or 2.5Mtokens. Earlier attempts count.")
    String limit;

    Optional<Prices> prices() {
        return Optional.ofNullable(prices).map(Prices::read);
    }

    /// What counts what is spent; empty where there is no limit.
    Optional<Spending> spending() {
        return Optional.ofNullable(limit).map(text -> new Spending(Spending.Limit.parse(text), prices()));
    }
}
