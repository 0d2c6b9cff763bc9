package dev.glossa.runner;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A template of the demo with what fills it, the same in every language. Its digest alone decides whether it belongs to the
/// test: the demo's models were trained on the others, as `src/demo/python/templates.py` lists them.
///
/// @param slots which of the template's words and numbers fill it
record DemoInstance(Template template, List<Integer> slots) {
    /// Of 256 digests, how many are the test's.
    private static final int TEST = 26;

    enum Template {
        /// Who does what when.
        SENTENCE,
        /// Which operation, with which two numbers.
        SUM,
        /// The kind that is asked for, a word of it, one word of each other kind, and their order.
        WHICH,
        /// Who and a thing, to be made a sentence of.
        WRITE,
        /// Who, a thing and a time, likewise.
        COMPOSE;

        /// All instances, in the order in which the training lists them.
        List<DemoInstance> all() {
            return (switch (this) {
                case SENTENCE -> product(10, 16, 8);
                case SUM -> Stream.of(IntStream.range(2, 13).boxed().flatMap(a -> IntStream.range(2, 13).mapToObj(b -> List.of(0, a, b))),
                        IntStream.range(5, 21).boxed().flatMap(a -> IntStream.range(2, Math.min(a, 13)).mapToObj(b -> List.of(1, a, b))),
                        IntStream.range(2, 10).boxed().flatMap(a -> IntStream.range(2, 10).mapToObj(b -> List.of(2, a, b)))).flatMap(s -> s);
                case WHICH -> IntStream.range(0, 4).boxed().flatMap(kind -> product(options(kind)).map(rest ->
                        Stream.concat(Stream.of(kind), rest.stream()).toList()));
                case WRITE -> product(10, 8);
                case COMPOSE -> product(10, 8, 8);
            }).map(slots -> new DemoInstance(this, slots)).toList();
        }

        private static int[] options(int kind) {
            IntStream others = IntStream.range(0, 4).filter(other -> other != kind).map(DemoLanguage::words);
            return IntStream.concat(IntStream.concat(IntStream.of(DemoLanguage.words(kind)), others), IntStream.of(24)).toArray();
        }
    }

    /// The test's instances of a template, those that are shown first before the others.
    ///
    /// @param kinds how many kinds of the template take turns; the first slot is the kind
    static List<DemoInstance> test(Template template, int kinds) {
        // Sorted by their digests, each of which is computed once.
        SortedMap<String, DemoInstance> tests = new TreeMap<>();
        for (DemoInstance one : template.all()) {
            byte[] digest = one.digest();
            if (isTest(digest)) {
                tests.put(HexFormat.of().formatHex(digest), one);
            }
        }
        List<List<DemoInstance>> byKind = IntStream.range(0, kinds).mapToObj(kind -> tests.values().stream()
                .filter(one -> kinds == 1 || one.slots.getFirst() == kind).toList()).toList();
        List<DemoInstance> turns = new ArrayList<>();
        int longest = byKind.stream().mapToInt(List::size).max().orElseThrow();
        for (int turn = 0; turn < longest; turn++) {
            for (List<DemoInstance> kind : byKind) {
                if (turn < kind.size()) {
                    turns.add(kind.get(turn));
                }
            }
        }
        return turns;
    }

    /// Such as `sentence 3 7 2`.
    String name() {
        return template.name().toLowerCase(Locale.ROOT) + slots.stream().map(slot -> " " + slot).collect(Collectors.joining());
    }

    boolean isTest() {
        return isTest(digest());
    }

    private static boolean isTest(byte[] digest) {
        return (digest[0] & 0xff) < TEST;
    }

    int slot(int index) {
        return slots.get(index);
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every choice of one number below each bound, the last of them fastest.
    private static Stream<List<Integer>> product(int... bounds) {
        Stream<List<Integer>> all = Stream.of(List.of());
        for (int bound : bounds) {
            all = all.flatMap(before -> IntStream.range(0, bound).mapToObj(next -> Stream.concat(before.stream(), Stream.of(next)).toList()));
        }
        return all;
    }
}
