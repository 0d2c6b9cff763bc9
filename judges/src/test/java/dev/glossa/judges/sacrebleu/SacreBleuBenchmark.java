package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Milliseconds for 1,012 segments, on one core unless a name says otherwise. `src/test/bench/jmh.sh` starts it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=0", "-XX:+UseSerialGC"})
public class SacreBleuBenchmark {

    private static final int SEGMENTS = 1_012;
    private static final int WORDS_PER_SEGMENT = 23;
    private static final int VOCABULARY = 5_000;

    private final List<String> references = new ArrayList<>();
    private final List<String> baseline = new ArrayList<>();
    private final List<String> system = new ArrayList<>();
    private SegmentStatistics baselineStatistics;
    private SegmentStatistics systemStatistics;

    @Setup
    public void write() {
        Random random = new Random(12);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < VOCABULARY; i++) {
            words.add(random.ints(2 + random.nextInt(9), 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        for (int i = 0; i < SEGMENTS; i++) {
            List<String> reference = new ArrayList<>();
            for (int word = 0; word < WORDS_PER_SEGMENT; word++) {
                reference.add(words.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 3))));
            }
            references.add(String.join(" ", reference) + ".");
            baseline.add(changed(reference, words, random, 0.25));
            system.add(changed(reference, words, random, 0.3));
        }
        baselineStatistics = SegmentStatistics.of(Bleu.defaults(), baseline, List.of(references));
        systemStatistics = SegmentStatistics.of(Bleu.defaults(), system, List.of(references));
    }

    private static String changed(List<String> reference, List<String> words, Random random, double share) {
        List<String> changed = new ArrayList<>(reference);
        changed.replaceAll(word -> random.nextDouble() < share ? words.get(random.nextInt(words.size())) : word);
        changed.add(random.nextInt(changed.size()), changed.removeLast());
        return String.join(" ", changed) + ".";
    }

    @Benchmark
    public double bleu() {
        return corpus(Bleu.defaults());
    }

    @Benchmark
    public double chrF() {
        return corpus(ChrF.defaults());
    }

    @Benchmark
    public double chrFPlusPlus() {
        return corpus(ChrF.plusPlus());
    }

    @Benchmark
    public double allThree() {
        return bleu() + chrF() + chrFPlusPlus();
    }

    @Benchmark
    public double ter() {
        return corpus(Ter.defaults());
    }

    @Benchmark
    public double tenThousandTrials() {
        return Resampling.defaults().approximateRandomization(Bleu.defaults(), List.of(baselineStatistics, systemStatistics), 10_000, 0).getLast().score();
    }

    @Benchmark
    public double tenThousandResamples() {
        return Resampling.defaults().pairedBootstrap(Bleu.defaults(), List.of(baselineStatistics, systemStatistics), 10_000).getLast().score();
    }

    @Benchmark
    @Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
    public double tenThousandResamplesOnAllCores() {
        return tenThousandResamples();
    }

    private double corpus(CorpusMetric metric) {
        return metric.corpus(system, List.of(references)).score();
    }
}
