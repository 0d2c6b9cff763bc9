package dev.glossa.harness.backend.llama;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.gguf.TinyModels;

/// How fast the engine is, through the backend; `src/test/bench/engine.sh` prints llama.cpp's own `batched-bench` beside it,
/// on the same libraries, model and numbers of tokens.
///
/// `EngineBenchmark generate|uneven|rank MODEL.gguf OPTIONS PROMPT GENERATED ROUNDS`; the model is written when it is missing. Wall
/// time is the best of the rounds, since on a shared machine the others measure the neighbours; processor time is the mean,
/// and with one thread it says the same on a busy machine.
final class EngineBenchmark {
    private static final int SEQUENCES = 16;

    private EngineBenchmark() {}

    public static void main(String... arguments) {
        Path model = Path.of(arguments[1]);
        int prompt = Integer.parseInt(arguments[3]);
        int generated = Integer.parseInt(arguments[4]);
        int rounds = Integer.parseInt(arguments[5]);
        if (!Files.exists(model)) {
            TinyModels.write(model, TinyModels.Architecture.LLAMA, 3, TinyModels.Size.SMALL);
        }
        try (TinyBackend engine = TinyBackend.open(model, "parallel=" + SEQUENCES + "&" + arguments[2])) {
            switch (arguments[0]) {
                case "generate" -> generate(engine, prompt, generated, rounds);
                case "uneven" -> uneven(engine, prompt, generated);
                case "rank" -> rank(engine, prompt, rounds);
                default -> throw new IllegalArgumentException("generate, uneven or rank, not " + arguments[0]);
            }
        }
    }

    private static void generate(TinyBackend engine, int prompt, int generated, int rounds) {
        int[] serial = {0};
        // The first round is the compiler's.
        engine.askAll(generations(serial[0]++, prompt, Math.min(generated, 16)));
        Time prefill = time(engine, rounds, () -> engine.askAll(generations(serial[0]++, prompt, 1)));
        Time all = time(engine, rounds, () -> engine.askAll(generations(serial[0]++, prompt, generated)));
        report("wall", prompt, generated, prefill.wall, all.wall);
        report("processor", prompt, generated, prefill.processor, all.processor);
    }

    private static void report(String clock, int prompt, int generated, double prefill, double all) {
        System.out.printf(Locale.ROOT, "%-9s prompt %.1f tokens/s, generation %.1f tokens/s, together %.1f tokens/s%n", clock,
                SEQUENCES * prompt / prefill, SEQUENCES * (generated - 1) / (all - prefill), SEQUENCES * (prompt + generated) / all);
    }

    /// Four times as many prompts as sequences, of a sixteenth to the whole of the lengths that are given. Once: a second round
    /// would find them remembered.
    private static void uneven(TinyBackend engine, int prompt, int generated) {
        List<Prompt> prompts = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        long promptTokens = 0;
        long newTokens = 0;
        for (int i = 0; i < 4 * SEQUENCES; i++) {
            int length = random.nextInt(prompt / 16, prompt + 1);
            int most = random.nextInt(Math.max(1, generated / 16), generated + 1);
            prompts.add(new Prompt.Generation(context(i / 26, i, length), Decoding.greedy(most)));
            promptTokens += length;
            newTokens += most;
        }
        engine.askAll(generations(9, Math.min(prompt, 128), Math.min(generated, 16)));
        Time time = time(engine, 1, () -> engine.askAll(prompts));
        System.out.printf(Locale.ROOT, "uneven    %d prompts, %d tokens read and %d generated: wall %.1f s, %.1f tokens/s; processor %.1f s%n",
                prompts.size(), promptTokens, newTokens, time.wall, (promptTokens + newTokens) / time.wall, time.processor);
    }

    private static void rank(TinyBackend engine, int prompt, int rounds) {
        int[] serial = {0};
        engine.askAll(rankings(serial[0]++, prompt, true));
        Time shared = time(engine, rounds, () -> engine.askAll(rankings(serial[0]++, prompt, true)));
        Time apart = time(engine, rounds, () -> engine.askAll(rankings(serial[0]++, prompt, false)));
        System.out.printf(Locale.ROOT, "ranking of 4 options, %d prompts of %d tokens: %.0f ms; each option by itself: %.0f ms; %.2f times faster"
                + " (processor time: %.2f)%n", SEQUENCES, prompt, 1000 * shared.wall, 1000 * apart.wall, apart.wall / shared.wall,
                apart.processor / shared.processor);
    }

    /// Seconds of one round.
    private record Time(double wall, double processor) {}

    private static Time time(TinyBackend engine, int rounds, Supplier<List<Completion>> round) {
        double before = processorSeconds(engine);
        double wall = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            List<Completion> answers = round.get();
            wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
            for (Completion answer : answers) {
                if (answer instanceof Completion.Failed(String reason)) {
                    throw new IllegalStateException(reason);
                }
            }
        }
        return new Time(wall, (processorSeconds(engine) - before) / rounds);
    }

    private static double processorSeconds(TinyBackend engine) {
        return ProcessHandle.of(engine.worker().pid()).flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
    }
    private static List<Prompt> generations(int serial, int tokens, int generated) {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < SEQUENCES; i++) {
            prompts.add(new Prompt.Generation(context(serial, i, tokens), Decoding.greedy(generated)));
        }
        return prompts;
    }

    private static List<Prompt> rankings(int serial, int tokens, boolean together) {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < SEQUENCES; i++) {
            for (String option : List.of(" A", " B", " C", " D")) {
                if (!together) {
                    // Another first token: nothing is shared.
                    prompts.add(new Prompt.Ranking(context(serial * 4 + prompts.size() % 4, i, tokens), List.of(option)));
                }
            }
            if (together) {
                prompts.add(new Prompt.Ranking(context(serial, i, tokens), List.of(" A", " B", " C", " D")));
            }
        }
        return prompts;
    }

    /// A prompt of exactly so many tokens that begins like no other: bytes are tokens, one begins the text and one is a blank.
    private static Prompt.Context context(int serial, int index, int tokens) {
        StringBuilder text = new StringBuilder().append((char) ('a' + index % 26)).append((char) ('a' + serial % 26));
        for (int i = 2; i < tokens - 2; i++) {
            text.append((char) ('a' + (i * 7 + index * 3 + serial) % 26));
        }
        return new Prompt.Context.Plain(text.toString());
    }
}
