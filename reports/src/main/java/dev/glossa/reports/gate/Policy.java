package dev.glossa.reports.gate;

import dev.glossa.harness.Nearest;
import dev.glossa.harness.io.Yaml;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What a candidate must not lose: a small YAML file.
///
/// ```yaml
/// fdr: 0.05
/// alpha: 0.05
/// max_unscored: 0.02
/// rules:
///   - {tier: critical, benchmark: flores, metric: chrf, over: region, margin: 1.0}
///   - {tier: critical, benchmark: flores, metric: chrf, over: language, languages: "region:africa", margin: 4.0}
/// ```
///
/// @param fdr         rate of false discoveries among the languages that are called worse
/// @param alpha       level of the tests over groups
/// @param maxUnscored largest share of failed and unparsed samples with which a group is decided
public record Policy(double fdr, double alpha, double maxUnscored, List<Rule> rules) {
    private static final TreeSet<String> KEYS = new TreeSet<>(List.of("fdr", "alpha", "max_unscored", "rules"));
    private static final TreeSet<String> RULE_KEYS = new TreeSet<>(List.of("tier", "benchmark", "metric", "over", "languages", "margin"));

    /// What breaking a rule costs: the release, its certainty, or a line in the report.
    public enum Tier {
        CRITICAL,
        SUPPORTING,
        ADVISORY
    }

    /// @param over      groups that are decided one by one; languages can only veto
    /// @param languages selector of the languages that count; empty for those of the benchmark's headline, or all in a rule over languages
    /// @param margin    the drop that is not worth a word, in points of the 0-100 scale
    public record Rule(Tier tier, String benchmark, String metric, Group.Kind over, Optional<String> languages, double margin) {
        public Rule {
            if (over == Group.Kind.SCRIPT || over == Group.Kind.RESOURCE) {
                throw new IllegalArgumentException("a rule is over overall, region, bin or language; there is " + over.wire());
            }
            if (!(margin >= 0 && margin <= 100)) {
                throw new IllegalArgumentException("a margin of " + margin + " is none; it is in points, from 0 to 100");
            }
        }

        @Override
        public String toString() {
            return name(tier) + ": " + benchmark + " " + metric + " over " + over.wire() + languages.map(l -> " of " + l).orElse("")
                    + ", margin " + margin;
        }
    }

    public Policy {
        rules = List.copyOf(rules);
        share("fdr", fdr);
        share("alpha", alpha);
        share("max_unscored", maxUnscored);
    }

    /// A policy that forbids nothing and speaks of everything: each table overall, by region and by language.
    public static Policy speaking(List<Table> tables) {
        List<Rule> rules = new ArrayList<>();
        for (Table table : tables) {
            for (Group.Kind over : List.of(Group.Kind.OVERALL, Group.Kind.REGION, Group.Kind.LANGUAGE)) {
                rules.add(new Rule(Tier.ADVISORY, table.benchmark(), table.metric().name(), over, Optional.empty(), 0));
            }
        }
        return new Policy(0.05, 0.05, 0.10, rules);
    }

    /// @throws IllegalArgumentException naming file, key and what would have worked
    public static Policy read(Path file) {
        JsonNode tree = Yaml.read(file, "a YAML file of rules");
        if (!tree.isObject() || !tree.path("rules").isArray()) {
            throw new IllegalArgumentException(file + ": no list \"rules\"; there are " + (tree.isObject() ? tree.propertyNames() : "no keys"));
        }
        try {
            known(tree, KEYS);
            List<Rule> rules = new ArrayList<>();
            for (JsonNode rule : tree.get("rules")) {
                try {
                    rules.add(rule(rule));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("rule " + (rules.size() + 1) + ": " + e.getMessage(), e);
                }
            }
            if (rules.stream().noneMatch(rule -> rule.tier() == Tier.CRITICAL && rule.over() != Group.Kind.LANGUAGE)) {
                throw new IllegalArgumentException("no critical rule over overall, region or bin; without one nothing can be GO");
            }
            return new Policy(number(tree, "fdr", 0.05), number(tree, "alpha", 0.05), number(tree, "max_unscored", 0.02), rules);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Rule rule(JsonNode rule) {
        known(rule, RULE_KEYS);
        if (!rule.has("margin")) {
            throw new IllegalArgumentException("no \"margin\"; it says how many points may be lost");
        }
        return new Rule(constant(Tier.class, text(rule, "tier")), text(rule, "benchmark"), text(rule, "metric"),
                constant(Group.Kind.class, text(rule, "over")), rule.has("languages") ? Optional.of(text(rule, "languages")) : Optional.empty(),
                number(rule, "margin", 0));
    }

    private static void known(JsonNode node, TreeSet<String> keys) {
        for (String key : node.propertyNames()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("no key '" + key + "'; " + Nearest.to(key, keys).map(near -> "did you mean '" + near + "'? ").orElse("")
                        + "there are " + keys);
            }
        }
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isString()) {
            throw new IllegalArgumentException("no \"" + key + "\"; a rule has tier, benchmark, metric, over and margin");
        }
        return node.get(key).stringValue();
    }

    private static double number(JsonNode node, String key, double otherwise) {
        if (!node.has(key)) {
            return otherwise;
        }
        if (!node.get(key).isNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" is " + node.get(key) + " where a number was expected");
        }
        return node.get(key).doubleValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants()).filter(e -> name(e).equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("'" + name + "' is none of " + Arrays.stream(type.getEnumConstants()).map(Policy::name).toList()));
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " of " + value + " is none; it is from 0 to below 1");
        }
    }
}
