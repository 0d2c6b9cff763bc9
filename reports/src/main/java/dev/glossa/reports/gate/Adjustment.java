package dev.glossa.reports.gate;

import dev.glossa.harness.Language;
import dev.glossa.reports.aggregate.Comparison;
import dev.glossa.reports.aggregate.FalseDiscovery;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.MaxStatistic;
import dev.glossa.reports.gate.Policy.Rule;
import dev.glossa.reports.gate.Policy.Tier;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Which drops of a tier are no chance, whatever number of groups, languages and benchmarks it looks at.
///
/// Groups are one family: the most significant of them is a false alarm no more often than `alpha` says; how far they repeat
/// each other is known from the draws of their items. Languages of all the tier's rules are another, held to `fdr` by Benjamini
/// and Hochberg. Where a tier has both, they share its level, so that the night as a whole keeps it. Probabilities are
/// two-sided, although only a drop counts: an alarm is half as frequent as the levels say.
final class Adjustment {
    /// The share of a tier's level that its groups have where it has both: a drop that many languages share is what they are to
    /// find, small as it may be, while a language that vetoes alone is to be far from chance.
    private static final double GROUPS = 0.8;

    /// What a group's finding rests on.
    record Mean(Comparison comparison, Set<Language> members) {}

    private Adjustment() {}

    /// @param findings with the probabilities of each test by itself
    /// @param means    of the findings over groups
    static List<Finding> of(Policy policy, List<Finding> findings, Map<Finding, Mean> means, long seed) {
        List<Finding> adjusted = new ArrayList<>(findings);
        for (Tier tier : Tier.values()) {
            int[] groups = tested(findings, tier, false);
            int[] languages = tested(findings, tier, true);
            boolean shared = groups.length > 0 && languages.length > 0;
            double[] byGroup = MaxStatistic.adjusted(IntStream.of(groups).mapToDouble(i -> findings.get(i).p() / 2).toArray(), correlation(groups, findings, means), seed);
            double[] byLanguage = FalseDiscovery.adjusted(IntStream.of(languages).mapToDouble(i -> findings.get(i).p()).toArray());
            for (int k = 0; k < groups.length; k++) {
                adjusted.set(groups[k], decided(findings.get(groups[k]), 2 * byGroup[k] / (shared ? GROUPS : 1), policy.alpha()));
            }
            for (int k = 0; k < languages.length; k++) {
                Finding finding = findings.get(languages[k]);
                adjusted.set(languages[k], decided(finding, finding.difference().orElseThrow().value() < 0 ? byLanguage[k] / (shared ? 1 - GROUPS : 1) : 1, policy.fdr()));
            }
        }
        return adjusted;
    }

    private static int[] tested(List<Finding> findings, Tier tier, boolean languages) {
        return IntStream.range(0, findings.size()).filter(i -> {
            Rule rule = findings.get(i).rule();
            return rule.tier() == tier && (rule.over() == Group.Kind.LANGUAGE) == languages && findings.get(i).difference().isPresent()
                    && findings.get(i).status() != Status.UNSCORED;
        }).toArray();
    }

    private static Finding decided(Finding finding, double p, double level) {
        boolean violated = finding.difference().orElseThrow().value() < -finding.rule().margin() && p <= level;
        return finding.with(violated ? Status.VIOLATED : finding.status(), Math.min(1, p));
    }

    /// Means of different benchmarks or metrics are taken for independent, which adjusts more than enough.
    private static double[][] correlation(int[] groups, List<Finding> findings, Map<Finding, Mean> means) {
        double[][] correlation = new double[groups.length][groups.length];
        for (int i = 0; i < groups.length; i++) {
            Mean one = means.get(findings.get(groups[i]));
            correlation[i][i] = 1;
            for (int j = 0; j < i; j++) {
                Mean other = means.get(findings.get(groups[j]));
                if (one.comparison() == other.comparison()) {
                    correlation[i][j] = one.comparison().correlation(one.members()::contains, other.members()::contains);
                    correlation[j][i] = correlation[i][j];
                }
            }
        }
        return correlation;
    }
}
