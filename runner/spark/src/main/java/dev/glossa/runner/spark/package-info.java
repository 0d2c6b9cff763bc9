/// Runs and scorings spread over an Apache Spark cluster.
package dev.glossa.runner.spark;
