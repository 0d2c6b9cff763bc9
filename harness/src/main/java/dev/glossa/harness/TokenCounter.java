package dev.glossa.harness;

/// A tokenizer, as far as its cost is concerned: how many tokens it cuts a text into, without special tokens around them.
@FunctionalInterface
public interface TokenCounter {
    int count(String text);
}
