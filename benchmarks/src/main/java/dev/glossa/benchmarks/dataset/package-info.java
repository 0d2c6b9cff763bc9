/// Where the rows of a benchmark come from.
package dev.glossa.benchmarks.dataset;
