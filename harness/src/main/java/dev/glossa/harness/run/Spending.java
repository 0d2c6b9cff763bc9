package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a run may spend and has spent, over all the models that it asks.
///
/// A model's first question goes alone, since nobody knows what an answer costs. From then on each one in flight is reckoned
/// at the most that an answer of that model has cost: the limit is passed by no more than those in flight that cost more than
/// any before them. A question that has no place beside those waits for what they come to; when nothing is in flight and there
/// is no place, nothing more is asked. Counted are the tokens that servers report; what failed reports none and is not counted.
public final class Spending {
    /// The most to spend: tokens, read and written together, or money in the currency of the prices.
    ///
    /// @param amount above 0
    public record Limit(double amount, boolean isMoney) {
        /// Reads `12.50` (money), `500000tokens` or `2.5Mtokens`.
        public static Limit parse(String text) {
            String plain = text.strip().toLowerCase(Locale.ROOT).replace("_", "");
            boolean isMoney = !plain.endsWith("tokens");
            String number = isMoney ? plain : plain.substring(0, plain.length() - "tokens".length()).strip();
            double unit = isMoney ? 1 : number.endsWith("m") ? 1e6 : number.endsWith("k") ? 1e3 : 1;
            try {
                double amount = Double.parseDouble(unit == 1 ? number : number.substring(0, number.length() - 1)) * unit;
                if (amount > 0 && Double.isFinite(amount)) {
                    return new Limit(amount, isMoney);
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new IllegalArgumentException("a spending limit of '" + text + "' cannot be kept; 12.50 (money, with --prices) or 2.5Mtokens would do");
        }
    }

    private final Limit limit;
    private final Optional<Prices> prices;
    private long answers;
    private long promptTokens;
    private long completionTokens;
    private double money;
    /// The most that an answer has cost, by model.
    private final Map<String, Double> most = new HashMap<>();
    private final Set<String> firstInFlight = new HashSet<>();
    /// What those in flight are reckoned at.
    private double reckoned;
    private int inFlight;

    /// @throws IllegalArgumentException when money is limited and nothing says what tokens cost
    public Spending(Limit limit, Optional<Prices> prices) {
        if (limit.isMoney() && prices.isEmpty()) {
            throw new IllegalArgumentException("a spending limit in money needs --prices FILE, a table with a line for each model; "
                    + "in tokens it needs none: " + String.format(Locale.ROOT, "--spend-limit 2.5Mtokens"));
        }
        this.limit = limit;
        this.prices = prices;
    }

    /// Counts an answer that an earlier attempt paid for.
    public synchronized void count(String model, Completion completion) {
        Usage usage = usage(completion);
        int read = usage.promptTokens().orElse(0);
        int written = usage.completionTokens().orElse(0);
        if (read + written > 0) {
            answers++;
            promptTokens += read;
            completionTokens += written;
            double cost = limit.isMoney() ? prices.orElseThrow().of(model).of(read, written) : (double) read + written;
            money += limit.isMoney() ? cost : 0;
            most.merge(model, cost, Math::max);
        }
    }

    private static Usage usage(Completion completion) {
        return switch (completion) {
            case Completion.Text text -> text.usage();
            case Completion.Likelihoods likelihoods -> likelihoods.usage();
            case Completion.Failed _ -> Usage.UNKNOWN;
        };
    }

    private double spent() {
        return limit.isMoney() ? money : promptTokens + completionTokens;
    }

    /// Waits until a question of this model has a place.
    ///
    /// @return what it is reckoned at: 0 for the first of its model
    private synchronized double begin(String model) throws InterruptedException {
        while (true) {
            Optional<Double> each = Optional.ofNullable(most.get(model));
            boolean hasPlace = each.map(cost -> spent() + reckoned + cost <= limit.amount()).orElse(spent() < limit.amount());
            if (hasPlace && (each.isPresent() || firstInFlight.add(model))) {
                inFlight++;
                reckoned += each.orElse(0.0);
                return each.orElse(0.0);
            }
            if (inFlight == 0) {
                throw new Concurrently.Stop("the spending limit of " + amount(limit.amount()) + " is reached: " + this
                        + each.map(cost -> ", and one more may take " + amount(cost)).orElse("")
                        + "; what was answered is kept, and the same command goes on from there under a higher --spend-limit");
            }
            wait();
        }
    }

    private synchronized void end(String model, double each) {
        inFlight--;
        reckoned = inFlight == 0 ? 0 : reckoned - each;
        firstInFlight.remove(model);
        notifyAll();
    }

    private String amount(double value) {
        return limit.isMoney() ? String.format(Locale.ROOT, "%.2f %s", value, prices.orElseThrow().currency()) : String.format(Locale.ROOT, "%,.0f tokens", value);
    }

    /// Such as `4.98 USD for 812 answers (1,204,330 tokens read, 98,210 written)`.
    @Override
    public synchronized String toString() {
        return String.format(Locale.ROOT, "%s for %,d answers (%,d tokens read, %,d written)", amount(spent()), answers, promptTokens, completionTokens);
    }

    /// A model that is asked only as long as there is something left to spend; then a [Concurrently.Stop] is thrown.
    ///
    /// @throws IllegalArgumentException when nothing says what its tokens cost, or, at its first answer, how many they were
    public Backend around(Backend backend) {
        if (limit.isMoney()) {
            prices.orElseThrow().of(backend.identity().name());
        }
        return new Metered(backend);
    }

    private final class Metered implements Backend {
        private final Backend backend;

        Metered(Backend backend) {
            this.backend = backend;
        }

        @Override
        public Completion complete(Request request) throws InterruptedException {
            String model = backend.identity().name();
            double each = begin(model);
            try {
                Completion completion = backend.complete(request);
                Usage usage = usage(completion);
                if (!(completion instanceof Completion.Failed) && usage.promptTokens().isEmpty() && usage.completionTokens().isEmpty()) {
                    throw new IllegalArgumentException(model + " does not say how many tokens an answer took, so no spending limit can be kept");
                }
                count(model, completion);
                return completion;
            } finally {
                end(model, each);
            }
        }

        @Override
        public Identity identity() {
            return backend.identity();
        }

        @Override
        public int parallelism() {
            return backend.parallelism();
        }

        @Override
        public Optional<String> refusal(Prompt prompt) {
            return backend.refusal(prompt);
        }

        @Override
        public Optional<String> mode(Prompt prompt) {
            return backend.mode(prompt);
        }

        @Override
        public OptionalInt countTokens(String text) {
            return backend.countTokens(text);
        }

        @Override
        public Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
            return backend.promptTokens(context);
        }

        /// A few short answers, not counted.
        @Override
        public Optional<Fingerprint> fingerprint() throws InterruptedException {
            return backend.fingerprint();
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
