package dev.glossa.reports.tokens;

/// A tokenizer, and which one it is.
///
/// @param name   as tables print it
/// @param digest sha256 of its file, in hexadecimal
/// @param kind   what cuts with it: `llama.cpp 0.5.0`, `SentencePiece`
/// @param size   tokens in its vocabulary
public record Tokenizer(String name, String digest, String kind, int size) {}
