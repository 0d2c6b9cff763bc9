/// Whether an answer is in the language that was asked for: line and word pass rates, scripts, switches of language.
package dev.glossa.judges.fidelity;
