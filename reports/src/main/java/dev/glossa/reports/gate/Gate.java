package dev.glossa.reports.gate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Comparison;
import dev.glossa.reports.aggregate.Comparison.PerLanguage;
import dev.glossa.reports.aggregate.Counts;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.aggregate.FalseDiscovery;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Noise;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.aggregate.Table;
import dev.glossa.reports.gate.Policy.Rule;
import dev.glossa.reports.gate.Policy.Tier;
import dev.glossa.reports.gate.Verdict.Decision;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Moved;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Decides by a policy whether a candidate may replace its base.
///
/// A group holds when a one-sided test at `alpha` shows that it lost less than the margin (non-inferiority). It is violated
/// when it dropped by more than the margin and the drop is not by chance ([Adjustment]). A language can only veto, by such a
/// drop: a few hundred items cannot show that nothing was lost.
public final class Gate {
    private static final int SAMPLES = 5;
    /// What an item can lose, in points.
    private static final double RANGE = 100;
    /// Enough to tell 0.05 from 0.04 at a language; the decision rests on none of them.
    private static final int PERMUTATIONS = 2_000;

    private final Policy policy;
    private final Scores scores;
    private final Languages languages;
    private final Aggregate.Options numbers;
    private final Map<String, Comparison> comparisons = new HashMap<>();

    public Gate(Policy policy, Scores scores, Languages languages, Aggregate.Options numbers) {
        this.policy = policy;
        this.scores = scores;
        this.languages = languages;
        this.numbers = numbers;
    }

    /// @param again models that are the base once more: what differs between them and the base is noise
    public Verdict judge(int base, int candidate, List<Integer> again) {
        List<Finding> findings = new ArrayList<>();
        Map<Finding, Adjustment.Mean> tested = new IdentityHashMap<>();
        for (Rule rule : policy.rules()) {
            findings.addAll(findings(rule, base, candidate, again, tested));
        }
        List<Finding> adjusted = Adjustment.of(policy, findings, tested, numbers.seed());
        return new Verdict(scores.models().get(base), scores.models().get(candidate), decision(adjusted), adjusted, moved(base, candidate, again), cautions(base, candidate));
    }

    private List<String> cautions(int base, int candidate) {
        List<String> cautions = new ArrayList<>();
        for (Table table : tables()) {
            for (Language language : table.languages()) {
                table.flag(base, language).or(() -> table.flag(candidate, language)).ifPresent(why -> cautions.add("%s %s: the judge is flagged in %s: %s"
                        .formatted(table.benchmark(), table.metric().name(), Names.of(language), why)));
            }
        }
        return cautions;
    }

    private List<Table> tables() {
        return policy.rules().stream().flatMap(rule -> scores.table(rule.benchmark(), rule.metric()).stream()).distinct().toList();
    }

    /// The languages that changed under any metric that the policy names.
    private List<Moved> moved(int base, int candidate, List<Integer> again) {
        List<Moved> moved = new ArrayList<>();
        for (Table table : tables()) {
            if (table.signature(base).isEmpty() || !table.signature(base).equals(table.signature(candidate))) {
                continue;
            }
            Comparison comparison = comparison(table, base, candidate, again);
            double[] adjusted = FalseDiscovery.adjusted(comparison.languages().stream().mapToDouble(PerLanguage::p).toArray());
            Map<Language, Estimate> pooled = pooled(comparison, _ -> true);
            for (int i = 0; i < adjusted.length; i++) {
                PerLanguage language = comparison.languages().get(i);
                if (adjusted[i] <= policy.fdr()) {
                    moved.add(new Moved(table.benchmark(), table.metric().name(), language.language().code(), Names.of(language.language()),
                            points(language.difference(), table.metric()),
                            points(pooled.getOrDefault(language.language(), language.difference()), table.metric()), adjusted[i]));
                }
            }
        }
        moved.sort(Comparator.comparingDouble(m -> m.difference().value()));
        return List.copyOf(moved);
    }

    private static Map<Language, Estimate> pooled(Comparison comparison, Predicate<Language> of) {
        Map<Language, Estimate> pooled = new HashMap<>();
        comparison.pooled(of).forEach(p -> pooled.put(p.language(), p.pooled()));
        return pooled;
    }

    private static Decision decision(List<Finding> findings) {
        if (findings.stream().anyMatch(f -> f.rule().tier() == Tier.CRITICAL && f.status() == Status.VIOLATED)) {
            return Decision.NO_GO;
        }
        boolean clear = findings.stream().filter(f -> f.rule().tier() != Tier.ADVISORY)
                .allMatch(f -> f.status() == Status.HOLDS || f.status() == Status.PASSES);
        return clear ? Decision.GO : Decision.INCONCLUSIVE;
    }

    private List<Finding> findings(Rule rule, int base, int candidate, List<Integer> again, Map<Finding, Adjustment.Mean> tested) {
        Optional<Table> found = scores.table(rule.benchmark(), rule.metric());
        if (found.isEmpty()) {
            return List.of(nothing(rule, rule.benchmark(), rule.benchmark(), "no run has " + rule.metric() + " scores of " + rule.benchmark()));
        }
        Table table = found.get();
        Optional<String> one = table.signature(base);
        Optional<String> other = table.signature(candidate);
        if (one.isEmpty() || other.isEmpty()) {
            return List.of(nothing(rule, rule.benchmark(), rule.benchmark(), (one.isEmpty() ? "the base" : "the candidate") + " has no " + rule.metric() + " scores of "
                    + rule.benchmark()));
        }
        if (!one.equals(other)) {
            return List.of(nothing(rule, rule.benchmark(), rule.benchmark(), "not comparable: signatures " + one.get() + " and " + other.get() + " differ"));
        }
        Comparison comparison = comparison(table, base, candidate, again);
        // What is not to be trusted in a language is in no mean, and says nothing for or against the candidate.
        Set<Language> selected = selected(rule, comparison, table).stream().filter(l -> table.metric().reservation(l).isEmpty()).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Language language : table.languages()) {
            if (selected.contains(language) && comparison.languages().stream().noneMatch(l -> l.language().equals(language))) {
                findings.add(nothing(rule, language.code(), Names.of(language),
                        table.askedApart(base, candidate, language) ? "not comparable: asked from different data" : "no item has a score of both"));
            }
        }
        findings.addAll(rule.over() == Group.Kind.LANGUAGE ? byLanguage(rule, comparison, selected) : byGroup(rule, comparison, selected, tested));
        return findings.isEmpty() ? List.of(nothing(rule, rule.benchmark(), rule.benchmark(), "the rule's languages have no scores")) : findings;
    }

    /// A rule without a selector is about the headline's languages, or about every language if it is over languages.
    private List<Language> selected(Rule rule, Comparison comparison, Table table) {
        if (rule.languages().isPresent()) {
            return languages.with(table.languages()).select(rule.languages().get(), Optional.of(rule.benchmark()));
        }
        if (rule.over() == Group.Kind.LANGUAGE) {
            return table.languages();
        }
        return Group.of(rule.benchmark(), languages.all(), table.languages()).stream().filter(g -> g.kind() == Group.Kind.OVERALL).findFirst()
                .map(Group::languages).orElse(List.of());
    }

    private Comparison comparison(Table table, int base, int candidate, List<Integer> again) {
        return comparisons.computeIfAbsent(table.benchmark() + "\0" + table.metric().name() + "\0" + base + "\0" + candidate, _ ->
                Comparison.of(table, base, candidate, noise(table, base, candidate, again), numbers.draws(), numbers.seed()));
    }

    /// What runs of the base differ by among themselves, and repeats of either model, where there are any; as much of it as
    /// enters the difference of two means over repeats.
    private Noise noise(Table table, int base, int candidate, List<Integer> again) {
        List<Integer> same = new ArrayList<>(List.of(base));
        again.stream().filter(run -> table.signature(run).equals(table.signature(base))).forEach(same::add);
        return Noise.of(table, same, candidate, numbers.seed()).over(table.askings(base), table.askings(candidate));
    }

    private List<Finding> byGroup(Rule rule, Comparison comparison, Set<Language> selected, Map<Finding, Adjustment.Mean> tested) {
        List<Language> compared = comparison.languages(selected::contains);
        List<Finding> findings = new ArrayList<>();
        // The selected languages are their own headline here: a rule may be about other languages than the published ones.
        List<Group> groups = new ArrayList<>();
        if (rule.over() == Group.Kind.OVERALL) {
            groups.add(new Group(Group.Kind.OVERALL, rule.languages().orElse(Group.HEADLINE), compared));
        } else {
            groups.addAll(Group.by(rule.over(), compared));
        }
        for (Group group : groups) {
            if (group.languages().isEmpty()) {
                continue;
            }
            Set<Language> members = Set.copyOf(group.languages());
            Estimate points = points(comparison.mean(members::contains).orElseThrow(), comparison.table().metric());
            double unscored = unscored(comparison, members);
            Optional<String> unknown = unknown(comparison, members);
            double bound = points.lowest(policy.alpha(), RANGE);
            Status status = unscored > policy.maxUnscored() || unknown.isPresent() ? Status.UNSCORED : bound > -rule.margin() ? Status.HOLDS : Status.UNDECIDED;
            List<PerLanguage> worst = comparison.languages().stream().filter(l -> members.contains(l.language()))
                    .sorted(Comparator.comparingDouble(l -> l.difference().value())).toList();
            findings.add(new Finding(rule, group.name(), rule.over() == Group.Kind.OVERALL && rule.languages().isPresent() ? rule.languages().get() : Names.of(group),
                    status, Optional.of(points), Optional.empty(), bound, Math.min(1, 2 * points.below(0)), Optional.empty(), points.detectable(policy.alpha(), RANGE),
                    unknown.isPresent() ? unknown.get() : unscored > policy.maxUnscored() ? share(unscored) : group.languages().size() + (group.languages().size() == 1 ? " language" : " languages"),
                    read(comparison, worst, false), read(comparison, worst.reversed(), true)));
            tested.put(findings.getLast(), new Adjustment.Mean(comparison, members));
        }
        return findings;
    }

    /// Of a group, the sample that moved most in each of the languages that did.
    private static List<String> read(Comparison comparison, List<PerLanguage> languages, boolean better) {
        return languages.stream().limit(SAMPLES).flatMap(l -> comparison.changed(l.language(), better, 1).stream()).toList();
    }

    /// The language of a group of which a report would print no number, whatever the group's other languages are.
    private Optional<String> unknown(Comparison comparison, Set<Language> members) {
        return comparison.languages().stream().filter(l -> members.contains(l.language())).max(Comparator.comparingDouble(PerLanguage::unscored))
                .filter(l -> l.unscored() > Math.max(policy.maxUnscored(), numbers.maxUnscored()))
                .map(l -> String.format(java.util.Locale.ROOT, "%.1f %% of the samples of %s have no score", l.unscored() * 100, Names.of(l.language())));
    }

    private double unscored(Comparison comparison, Set<Language> members) {
        Counts one = Counts.NONE;
        Counts other = Counts.NONE;
        for (PerLanguage language : comparison.languages()) {
            if (members.contains(language.language())) {
                one = one.plus(language.baseCounts());
                other = other.plus(language.candidateCounts());
            }
        }
        return Math.max(one.unscoredShare(), other.unscoredShare());
    }

    private List<Finding> byLanguage(Rule rule, Comparison comparison, Set<Language> selected) {
        List<PerLanguage> tested = comparison.languages().stream().filter(l -> selected.contains(l.language())).toList();
        Map<Language, Estimate> pooled = pooled(comparison, selected::contains);
        List<Finding> findings = new ArrayList<>();
        for (PerLanguage language : tested) {
            Estimate points = points(language.difference(), comparison.table().metric());
            Status status = language.unscored() > policy.maxUnscored() ? Status.UNSCORED : Status.PASSES;
            findings.add(new Finding(rule, language.language().code(), Names.of(language.language()), status, Optional.of(points),
                    Optional.ofNullable(pooled.get(language.language())).map(p -> points(p, comparison.table().metric())), points.lowest(policy.alpha(), RANGE),
                    language.p(),
                    Optional.of(comparison.tests(language.language(), Math.min(numbers.draws(), PERMUTATIONS), numbers.seed())), points.detectable(policy.alpha(), RANGE),
                    status == Status.UNSCORED ? share(language.unscored()) : language.better() + " items better, " + language.worse() + " worse",
                    comparison.changed(language.language(), false, SAMPLES), comparison.changed(language.language(), true, SAMPLES)));
        }
        return findings;
    }

    private static Finding nothing(Rule rule, String group, String label, String why) {
        return new Finding(rule, group, label, Status.UNSCORED, Optional.empty(), Optional.empty(), 0, 1, Optional.empty(), 0, why, List.of(), List.of());
    }

    private static String share(double unscored) {
        return String.format(java.util.Locale.ROOT, "%.1f %% of the samples have no score", unscored * 100);
    }

    /// In points of the 0-100 scale; a metric in units of its own counts a hundred points to each.
    private static Estimate points(Estimate stored, Metric metric) {
        double factor = metric.scale() == Metric.Scale.POINTS ? 1 : 100;
        return stored.times(factor);
    }
}
