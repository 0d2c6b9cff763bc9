/// The regression gate: whether a candidate may replace its base, by a policy, with the evidence.
package dev.glossa.reports.gate;
