package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which of a task's samples a run asks.
///
/// @param limit the most items per language; empty for all. The same items in every language and for every model: those
///              with the smallest seeded hash of their key, whatever their place in the file, in each of the task's strata
/// @param seed  of the hash
/// @param shard which part of the samples this process asks
public record Selection(OptionalInt limit, long seed, Shard shard) {
    public static final Selection ALL = new Selection(OptionalInt.empty(), 0, Shard.WHOLE);

    /// One of several parts that share no sample, by a hash of the sample's key.
    ///
    /// @param index from 1
    public record Shard(int index, int of) implements Comparable<Shard> {
        public static final Shard WHOLE = new Shard(1, 1);

        public Shard {
            if (of < 1 || index < 1 || index > of) {
                throw new IllegalArgumentException("shard " + index + "/" + of + " is none; of 4 shards there are 1/4 to 4/4");
            }
        }

        public static Shard parse(String text) {
            if (!text.matches("\\d{1,6}/\\d{1,6}")) {
                throw new IllegalArgumentException("'" + text + "' is no shard; of 4 shards there are 1/4 to 4/4");
            }
            String[] parts = text.split("/");
            return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public int compareTo(Shard other) {
            return of != other.of ? Integer.compare(of, other.of) : Integer.compare(index, other.index);
        }

        boolean holds(Key key) {
            return of == 1 || Long.remainderUnsigned(hash(0, key.sample()), of) == index - 1;
        }

        @Override
        public String toString() {
            return index + "/" + of;
        }
    }

    public Selection {
        limit.ifPresent(n -> {
            if (n < 1) {
                throw new IllegalArgumentException("--limit " + n + " leaves nothing to ask; 1 is the least");
            }
        });
    }

    /// What one language's samples come to under a selection.
    ///
    /// @param kept  keys of the items that the limit keeps; empty when it leaves none out
    /// @param items how many items there are
    record Chosen(Optional<Set<String>> kept, long items) {
        boolean holds(String item) {
            return kept.isEmpty() || kept.get().contains(item);
        }
    }

    /// The items of one language that the limit keeps. Each stratum has its share of the limit, and of its items those with
    /// the smallest hash; a larger limit keeps what a smaller one kept.
    ///
    /// @param strata attribute whose values are the strata; empty for one heap. A sample without it is in a stratum apart
    Chosen items(Stream<Sample> samples, Optional<String> strata) {
        SortedMap<String, Stratum> found = new TreeMap<>();
        samples.forEach(sample -> found.computeIfAbsent(strata.map(name -> sample.attributes().getOrDefault(name, "")).orElse(""), _ -> new Stratum())
                .add(sample.item()));
        long all = found.values().stream().mapToLong(stratum -> stratum.size).sum();
        if (all <= limit.orElse(Integer.MAX_VALUE)) {
            return new Chosen(Optional.empty(), all);
        }
        List<Stratum> list = List.copyOf(found.values());
        int[] shares = Shares.of(limit.getAsInt(), list.stream().mapToLong(stratum -> stratum.size).toArray());
        Set<String> kept = HashSet.newHashSet(limit.getAsInt());
        for (int i = 0; i < shares.length; i++) {
            list.get(i).smallest(shares[i]).forEach(kept::add);
        }
        return new Chosen(Optional.of(kept), all);
    }

    /// The items of one stratum, as many as the limit could keep.
    private final class Stratum {
        private record Ranked(long hash, String item) {}

        private static final Comparator<Ranked> ORDER = (a, b) -> {
            int byHash = Long.compareUnsigned(a.hash(), b.hash());
            return byHash != 0 ? byHash : a.item().compareTo(b.item());
        };

        private final PriorityQueue<Ranked> smallest = new PriorityQueue<>(ORDER.reversed());
        private long size;

        void add(String item) {
            size++;
            if (limit.isPresent()) {
                smallest.add(new Ranked(hash(seed, item), item));
                if (smallest.size() > limit.getAsInt()) {
                    smallest.poll();
                }
            }
        }

        Stream<String> smallest(int count) {
            return smallest.stream().sorted(ORDER).limit(count).map(Ranked::item);
        }
    }

    /// How the items were chosen, for a signature: `200 by subject, seed 0`. Empty where nothing is left out.
    Optional<String> rule(Optional<String> strata) {
        return limit.isEmpty() ? Optional.empty() : Optional.of(limit.getAsInt() + strata.map(name -> " by " + name).orElse("") + ", seed " + seed);
    }

    private static final Pattern RULE = Pattern.compile("(\\d{1,9})(?: by .*)?, seed (-?\\d{1,19})");

    /// The selection that a signature tells of; the strata are the task's.
    ///
    /// @throws IllegalArgumentException when it says so in a way that cannot be read
    static Selection of(Signature asked, Shard shard) {
        String rule = asked.parts().get(AskedTask.ITEMS);
        if (rule == null) {
            return new Selection(OptionalInt.empty(), 0, shard);
        }
        Matcher parts = RULE.matcher(rule);
        if (!parts.matches()) {
            throw new IllegalArgumentException("items:" + rule + " tells of no selection; one reads items:200 by subject, seed 0");
        }
        return new Selection(OptionalInt.of(Integer.parseInt(parts.group(1))), Long.parseLong(parts.group(2)), shard);
    }

    /// FNV-1a of the UTF-8 bytes, finished by the mixer of SplitMix64: the same on every machine and in every version.
    static long hash(long seed, String text) {
        long h = 0xcbf29ce484222325L ^ seed * 0x9E3779B97F4A7C15L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return h ^ h >>> 31;
    }
}
