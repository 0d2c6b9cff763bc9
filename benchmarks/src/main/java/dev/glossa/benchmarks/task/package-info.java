/// Benchmarks that a YAML file describes: read, checked before anything is asked, and opened like any other.
package dev.glossa.benchmarks.task;
