package dev.glossa.harness.jinja;

/// A part of a rendered chat.
///
/// @param fromContent whether the text came from the content of a message; such text is plain text to the model
///                    whatever it spells, while template text may spell special tokens
public record Segment(String text, boolean fromContent) {}
