/// From scores of samples to numbers with intervals, and the tests that compare them. Works on scores, never on text.
package dev.glossa.reports.aggregate;
