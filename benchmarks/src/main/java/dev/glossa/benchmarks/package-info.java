/// The questions: the five benchmarks of the protocol (section 5) on their real data sets.
package dev.glossa.benchmarks;
