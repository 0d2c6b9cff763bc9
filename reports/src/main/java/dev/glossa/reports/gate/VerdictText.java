package dev.glossa.reports.gate;

import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.gate.SampleTexts.Text;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Moved;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A verdict as Markdown, for a pull request.
public final class VerdictText {
    /// As many languages of a sweep are shown as people read; all are in the CSV.
    private static final int FORGOTTEN = 12;

    private VerdictText() {}

    /// @param gated whether there was a policy: without one there are differences, and no decision
    /// @param texts of the samples
    /// @param sweep of several candidates; empty for one
    public static String markdown(List<Verdict> verdicts, boolean gated, SampleTexts texts, Optional<Sweep> sweep) {
        StringBuilder out = new StringBuilder();
        for (Verdict verdict : verdicts) {
            out.append(out.isEmpty() ? "" : "\n").append("## ").append(gated ? verdict.decision() + ": " : "").append(escaped(verdict.candidate()))
                    .append(" against ").append(escaped(verdict.base())).append('\n');
            if (!verdict.cautions().isEmpty()) {
                out.append('\n');
                verdict.cautions().forEach(caution -> out.append("* Caution, ").append(escaped(caution)).append('\n'));
            }
            moved(out, verdict.moved());
            Map<Policy.Rule, List<Finding>> rules = new LinkedHashMap<>();
            verdict.findings().forEach(f -> rules.computeIfAbsent(f.rule(), _ -> new ArrayList<>()).add(f));
            rules.forEach((rule, findings) -> rule(out, gated ? rule.toString() : rule.benchmark() + " " + rule.metric() + " over " + rule.over().wire(),
                    findings, rule.over() == Group.Kind.LANGUAGE));
            verdict.findings().stream().filter(SampleTexts::shown).forEach(f -> read(out, verdict, f, texts));
        }
        sweep.ifPresent(s -> sweep(out, s));
        return out.toString();
    }

    private static void moved(StringBuilder out, List<Moved> moved) {
        if (moved.isEmpty()) {
            out.append("\nNo language moved.\n");
            return;
        }
        out.append("\nLanguages that moved:\n\n| language | | difference | 95 % interval | pooled | p |\n| --- | --- | ---: | --- | ---: | ---: |\n");
        moved.forEach(m -> out.append("| ").append(escaped(m.label())).append(" | ").append(escaped(m.benchmark() + " " + m.metric())).append(" | ")
                .append(signed(m.difference().value())).append(" | ").append(range(m.difference())).append(" | ").append(signed(m.pooled().value())).append(" | ")
                .append(Printed.number(m.p(), 3)).append(" |\n"));
    }

    private static void rule(StringBuilder out, String title, List<Finding> findings, boolean languages) {
        out.append("\n### ").append(escaped(title)).append("\n\n| group | | difference | 95 % interval | ").append(languages ? "pooled | " : "")
                .append("p | sees drops of | |\n| --- | --- | ---: | --- | ").append(languages ? "---: | " : "").append("---: | ---: | --- |\n");
        findings.forEach(f -> row(out, f, languages));
        // The bluntest group speaks for the rule; the column has the others.
        findings.stream().filter(f -> f.sees().isPresent()).max(Comparator.comparingDouble(Finding::detectable)).flatMap(Finding::sees)
                .ifPresent(sees -> out.append("\nT").append(escaped(sees).substring(1)).append(".\n"));
    }

    private static void row(StringBuilder out, Finding f, boolean languages) {
        out.append("| ").append(escaped(f.label())).append(" | ").append(f.status() == Status.VIOLATED ? "**violated**" : Policy.name(f.status())).append(" | ");
        if (f.difference().isPresent()) {
            Estimate d = f.difference().get();
            out.append(signed(d.value())).append(" | ").append(range(d)).append(" | ")
                    .append(languages ? f.pooled().map(p -> signed(p.value())).orElse("–") + " | " : "")
                    .append(Printed.number(f.p(), 3)).append(" | ").append(Printed.number(f.detectable(), 1));
        } else {
            out.append("– | – | ").append(languages ? "– | " : "").append("– | –");
        }
        out.append(" | ").append(escaped(f.why())).append(" |\n");
    }

    private static void read(StringBuilder out, Verdict verdict, Finding f, SampleTexts texts) {
        out.append("\n<details><summary>To read in ").append(escaped(f.label())).append(", ").append(escaped(f.rule().benchmark() + " " + f.rule().metric()))
                .append(": ").append(f.lost().size()).append(" lost, ").append(f.won().size()).append(" won</summary>\n\n");
        f.lost().forEach(id -> read(out, "lost", id, texts.of(verdict, id)));
        f.won().forEach(id -> read(out, "won", id, texts.of(verdict, id)));
        if (texts.isMarked(f.rule().benchmark())) {
            out.append("\nIts data is not to be republished, so texts are left out here; `glossa report` of both runs shows them to you.\n");
        }
        out.append("\n</details>\n");
    }

    private static void read(StringBuilder out, String outcome, String id, Optional<Text> text) {
        out.append("* ").append(outcome).append(' ').append(escaped(id)).append('\n');
        text.ifPresent(t -> {
            t.question().ifPresent(q -> out.append("  * asked: ").append(escaped(q)).append('\n'));
            t.base().ifPresent(a -> out.append("  * base: ").append(escaped(a)).append('\n'));
            t.candidate().ifPresent(a -> out.append("  * candidate: ").append(escaped(a)).append('\n'));
        });
    }

    private static void sweep(StringBuilder out, Sweep sweep) {
        out.append("\n## ").append(sweep.runs().size()).append(" checkpoints\n");
        Map<String, List<Sweep.Line>> tables = sweep.lines().stream().collect(Collectors.groupingBy(l -> l.benchmark() + " " + l.metric(), LinkedHashMap::new, Collectors.toList()));
        tables.forEach((name, lines) -> {
            List<Sweep.Line> languages = lines.stream().filter(l -> l.group().kind() == Group.Kind.LANGUAGE)
                    .sorted(Comparator.comparingDouble(l -> l.forgotten().map(Estimate::value).orElse(0.0))).toList();
            out.append("\n### ").append(escaped(name)).append("\n\n| |");
            sweep.runs().forEach(run -> out.append(' ').append(escaped(run)).append(" |"));
            out.append(" last − base | best | last − best |\n| --- |").append(" ---: |".repeat(sweep.runs().size())).append(" ---: | --- | ---: |\n");
            lines.stream().filter(l -> l.group().kind() != Group.Kind.LANGUAGE).forEach(line -> line(out, sweep, line));
            languages.stream().limit(FORGOTTEN).forEach(line -> line(out, sweep, line));
            if (languages.size() > FORGOTTEN) {
                out.append("\nThe languages that lost most of their best; the other ").append(languages.size() - FORGOTTEN).append(" are in forgetting.csv.\n");
            }
        });
        out.append("\nThe best was picked for being high: a small loss against it is partly luck.\n");
    }

    private static void line(StringBuilder out, Sweep sweep, Sweep.Line line) {
        out.append("| ").append(escaped(line.label())).append(" |");
        for (OptionalDouble value : line.values()) {
            out.append(' ').append(value.isPresent() ? Printed.number(value.getAsDouble(), 1) : "–").append(" |");
        }
        out.append(' ').append(line.change().map(c -> signed(c.value()) + " (" + range(c) + ")").orElse("–")).append(" | ").append(escaped(sweep.runs().get(line.best())))
                .append(" | ").append(line.forgotten().map(c -> signed(c.value()) + " (" + range(c) + ")").orElse("–")).append(" |\n");
    }

    private static String range(Estimate estimate) {
        return signed(estimate.interval().low()) + " to " + signed(estimate.interval().high());
    }

    static String signed(double value) {
        String text = Printed.number(value, 1);
        return value > 0 && !text.equals("0.0") ? "+" + text : text;
    }

    private static String escaped(String text) {
        return Visible.line(text, 1000).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }
}
