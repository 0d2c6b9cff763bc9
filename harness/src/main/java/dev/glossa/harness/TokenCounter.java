package dev.glossa.harness;

import java.util.List;

/// A tokenizer, as far as its cost is concerned: how many tokens it cuts a text into, without special tokens around them.
@FunctionalInterface
public interface TokenCounter {
    int count(String text);

    /// The same for each of many texts.
    default List<Integer> counts(List<String> texts) {
        return texts.stream().map(this::count).toList();
    }
}
