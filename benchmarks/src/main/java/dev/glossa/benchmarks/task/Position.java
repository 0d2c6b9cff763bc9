package dev.glossa.benchmarks.task;

/// A place in a task file, as messages about it begin.
///
/// @param line   from 1
/// @param column from 1, in characters
record Position(String file, int line, int column) {
    IllegalArgumentException error(String problem) {
        return error(problem, null);
    }

    IllegalArgumentException error(String problem, Exception cause) {
        return new IllegalArgumentException(this + ": " + problem, cause);
    }

    @Override
    public String toString() {
        return "%s, line %d, column %d".formatted(file, line, column);
    }
}
