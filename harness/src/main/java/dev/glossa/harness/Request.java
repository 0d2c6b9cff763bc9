package dev.glossa.harness;

/// A prompt under the key that its completion is journaled with.
public record Request(Key key, Prompt prompt) {}
