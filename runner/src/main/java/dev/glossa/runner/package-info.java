/// The command line: wires benchmarks, backends, scorers and reports, and turns what goes wrong into one line.
package dev.glossa.runner;
