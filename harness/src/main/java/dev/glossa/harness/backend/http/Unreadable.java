package dev.glossa.harness.backend.http;

/// A reply that is no answer, though its status says so; the next attempt may bring one.
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String reason) {
        super(reason, null, false, false);
    }
}
