package dev.glossa.harness.run;

import dev.glossa.harness.Sample;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// The samples with the smallest seeded hashes of their item's key, a bounded number of them.
final class Foremost {
    private record Ranked(long hash, Sample sample) {}

    private static final Comparator<Ranked> ORDER = (a, b) -> {
        int byHash = Long.compareUnsigned(a.hash(), b.hash());
        return byHash != 0 ? byHash : a.sample().item().compareTo(b.sample().item());
    };

    private final PriorityQueue<Ranked> smallest = new PriorityQueue<>(ORDER.reversed());
    private final long seed;
    private final int most;

    Foremost(long seed, int most) {
        this.seed = seed;
        this.most = most;
    }

    void add(Sample sample) {
        Ranked ranked = new Ranked(Selection.hash(seed, sample.item()), sample);
        if (smallest.size() < most) {
            smallest.add(ranked);
        } else if (ORDER.compare(ranked, smallest.peek()) < 0) {
            smallest.poll();
            smallest.add(ranked);
        }
    }

    /// The smallest hash first.
    Stream<Sample> samples() {
        return smallest.stream().sorted(ORDER).map(Ranked::sample);
    }
}
