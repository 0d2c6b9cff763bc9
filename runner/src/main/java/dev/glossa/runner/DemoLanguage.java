package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The demo's templates in one language: sentences, sums, questions and requests, put together from the words in
/// `demo/templates/CODE.txt`, which were written by machine.
record DemoLanguage(Language language, Map<String, List<String>> parts) {
    /// The demo's languages: all regions and web-presence bins, 13 scripts.
    static final List<String> CODES = List.of("en", "de", "es", "fr", "ru", "el", "ga", "ar", "fa", "he", "tr", "hi", "bn", "ta", "ur",
            "id", "vi", "th", "km", "zh", "ja", "sw", "am", "ha", "yo", "zu");
    /// What a multiple choice asks for, and what its wrong options are.
    private static final List<String> KINDS = List.of("animal", "number", "body", "drink");
    private static final List<List<Integer>> ORDERS = orders(List.of(0, 1, 2, 3));

    /// A question and its answer.
    record Asked(String question, String answer) {}

    static DemoLanguage of(String code) {
        String resource = "demo/templates/" + code + ".txt";
        try (InputStream in = DemoLanguage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new java.io.FileNotFoundException(resource);
            }
            Map<String, List<String>> parts = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int colon = line.indexOf(": ");
                parts.put(line.substring(0, colon), List.of(line.substring(colon + 2).split(" \\| ")));
            });
            parts.put("drink", parts.get("noun").subList(0, 3));
            return new DemoLanguage(Languages.bundled().get(code), Map.copyOf(parts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DemoLanguage> all() {
        return CODES.stream().map(DemoLanguage::of).toList();
    }

    /// How many words of a kind there are.
    static int words(int kind) {
        return KINDS.get(kind).equals("drink") ? 3 : 6;
    }

    String sentence(int who, int what, int when) {
        String[] subject = part("who", who).split("/");
        String[] deed = part("what", what).split("/");
        String text = parts.get("sentence").getFirst().replace("{who}", subject[0]).replace("{v}", deed[0]).replace("{o}", deed[1])
                .replace("{when}", part("when", when)).replace("{end}", subject.length > 1 ? subject[1] : "");
        int first = Character.charCount(text.codePointAt(0));
        return new StringBuilder().appendCodePoint(Character.toUpperCase(text.codePointAt(0))).append(text, first, text.length()).toString();
    }

    /// A problem and the number that solves it.
    Asked sum(int operation, int a, int b) {
        String question = part("sum", operation).replace("{a}", Integer.toString(a)).replace("{b}", Integer.toString(b));
        return new Asked(question, Integer.toString(operation == 0 ? a + b : operation == 1 ? a - b : a * b));
    }

    String instruction() {
        return parts.get("solve").getFirst();
    }

    String answerWord() {
        return parts.get("prefix").getFirst();
    }

    String which(int kind) {
        return part("which", kind);
    }

    /// The four options of a multiple choice, in their order, and the letter of the right one.
    ///
    /// @param slots the kind, a word of it, a word of each other kind, the order
    Map.Entry<List<String>, String> options(List<Integer> slots) {
        List<String> words = new ArrayList<>(List.of(part(KINDS.get(slots.getFirst()), slots.get(1))));
        for (int kind = 0; kind < 4; kind++) {
            if (kind != slots.getFirst()) {
                words.add(part(KINDS.get(kind), slots.get(words.size() + 1)));
            }
        }
        List<Integer> order = ORDERS.get(slots.get(5));
        return Map.entry(order.stream().map(words::get).toList(), "ABCD".substring(order.indexOf(0), order.indexOf(0) + 1));
    }

    /// A request for a sentence with some words.
    ///
    /// @param slots who, a thing, and perhaps a time
    String write(List<Integer> slots) {
        Stream<String> words = Stream.of(part("who", slots.getFirst()).split("/")[0], part("noun", slots.get(1)));
        Stream<String> time = slots.size() > 2 ? Stream.of(part("when", slots.get(2))) : Stream.empty();
        return parts.get("write").getFirst().replace("{words}", String.join(", ", Stream.concat(words, time).toList()));
    }

    private String part(String key, int index) {
        return parts.get(key).get(index);
    }

    /// The orders of some things, lexicographically.
    private static List<List<Integer>> orders(List<Integer> things) {
        return things.isEmpty() ? List.of(List.of()) : things.stream().flatMap(first -> orders(things.stream().filter(one -> one != first).toList())
                .stream().map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList())).toList();
    }
}
