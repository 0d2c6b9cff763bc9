package dev.glossa.harness.gguf;

/// A metadata value of a GGUF file.
public sealed interface GgufValue {
    /// Any of the eight integer types. Unsigned 64-bit values keep their bits.
    record Whole(long value) implements GgufValue {}

    record Real(double value) implements GgufValue {}

    record Bool(boolean value) implements GgufValue {}

    record Text(String value) implements GgufValue {}

    /// An array, such as the vocabulary: checked, counted and left in the file.
    ///
    /// @param type  wire number of the elements' type
    /// @param bytes what it takes in the file after its count
    record Array(int type, long count, long offset, long bytes) implements GgufValue {}
}
