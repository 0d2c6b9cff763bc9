package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Task.Question;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which of a task's samples a run asks.
///
/// @param limit the most items per language; empty for all. The same items in every language and for every model: those
///              with the smallest seeded hash of their key, whatever their place in the file
/// @param seed  of the hash
/// @param shard which part of the samples this process asks
public record Selection(OptionalInt limit, long seed, Shard shard) {
    public static final Selection ALL = new Selection(OptionalInt.empty(), 0, Shard.WHOLE);

    /// One of several parts that share no sample, by a hash of the sample's key.
    ///
    /// @param index from 1
    public record Shard(int index, int of) {
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

    /// The keys of the items that the limit keeps; bounded memory for any number of questions.
    Set<String> items(Stream<Question> questions) {
        record Ranked(long hash, String item) {}
        Comparator<Ranked> order = (a, b) -> {
            int byHash = Long.compareUnsigned(a.hash(), b.hash());
            return byHash != 0 ? byHash : a.item().compareTo(b.item());
        };
        PriorityQueue<Ranked> kept = new PriorityQueue<>(order.reversed());
        questions.forEach(question -> {
            String item = question.sample().item();
            kept.add(new Ranked(hash(seed, item), item));
            if (kept.size() > limit.orElse(Integer.MAX_VALUE)) {
                kept.poll();
            }
        });
        return kept.stream().map(Ranked::item).collect(Collectors.toSet());
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
