package dev.glossa.benchmarks;

import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Signature;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a generating benchmark asks: the protocol's defaults (section 4.1) with the user's changes.
///
/// @param mode     whether the prompt goes through the model's chat template
/// @param decoding greedy unless the user says otherwise
record Asking(Mode mode, Decoding decoding) {

    /// @param maxTokens the protocol's limit for this benchmark
    static Asking of(String benchmark, Options options, int maxTokens) {
        if (options.shots().orElse(0) > 0) {
            throw new IllegalArgumentException(benchmark + " is asked zero-shot; --shots " + options.shots().getAsInt() + " has no examples to show");
        }
        Decoding decoding = Decoding.greedy(options.maxTokens().orElse(maxTokens))
                .withTemperature(options.temperature().orElse(0))
                .withSeed(options.seed());
        return new Asking(options.mode().orElse(Mode.CHAT), decoding);
    }

    Prompt prompt(String text) {
        return new Prompt.Generation(switch (mode) {
            case CHAT -> Prompt.user(text);
            case PLAIN -> new Context.Plain(text);
        }, decoding);
    }

    /// The parts of a signature that this decides.
    Signature signature() {
        Signature signature = Signature.EMPTY.with("mode", mode.name().toLowerCase(Locale.ROOT)).with("shots", 0)
                .with("temp", plain(decoding.temperature())).with("max", decoding.maxTokens());
        return decoding.isGreedy() ? signature : signature.with("seed", decoding.seed());
    }

    /// Refuses options of a benchmark's own that it does not have.
    static void allow(String benchmark, Options options, Map<String, String> known) {
        for (String name : options.variant().keySet()) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(benchmark + " has no option '" + name + "'; "
                        + Nearest.to(name, known.keySet()).map(n -> "did you mean '" + n + "'? ").orElse("") + "there are " + new TreeMap<>(known));
            }
        }
    }

    /// What one of a benchmark's own options chooses; empty where the user chose nothing.
    static <T> Optional<T> choice(String benchmark, Options options, String name, Map<String, T> choices) {
        String chosen = options.variant().get(name);
        if (chosen != null && !choices.containsKey(chosen)) {
            throw new IllegalArgumentException(benchmark + ": no " + name + " '" + chosen + "'; there are " + new TreeSet<>(choices.keySet()));
        }
        return Optional.ofNullable(chosen).map(choices::get);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
