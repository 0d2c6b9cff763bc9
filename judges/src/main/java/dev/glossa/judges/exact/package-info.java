/// Scorers that hold an answer against the right one, without a model.
package dev.glossa.judges.exact;
