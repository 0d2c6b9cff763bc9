package dev.glossa.reports.gate;

import dev.glossa.harness.io.Json;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A verdict written down: Markdown for a pull request, JUnit's XML for a build server, JSON for everything else.
public final class VerdictText {
    private VerdictText() {}

    /// @param gated whether there was a policy: without one there are differences, and no decision
    public static String markdown(List<Verdict> verdicts, boolean gated) {
        StringBuilder out = new StringBuilder();
        for (Verdict verdict : verdicts) {
            out.append(out.isEmpty() ? "" : "\n").append("## ").append(gated ? verdict.decision() + ": " : "").append(escaped(verdict.candidate()))
                    .append(" against ").append(escaped(verdict.base())).append('\n');
            Map<Policy.Rule, List<Finding>> rules = new LinkedHashMap<>();
            verdict.findings().forEach(f -> rules.computeIfAbsent(f.rule(), _ -> new ArrayList<>()).add(f));
            rules.forEach((rule, findings) -> {
                out.append("\n### ").append(escaped(gated ? rule.toString() : rule.benchmark() + " " + rule.metric() + " over " + rule.over().wire())).append("\n\n| group | | difference | 95 % interval | p | sees drops of | |\n")
                        .append("| --- | --- | ---: | --- | ---: | ---: | --- |\n");
                findings.forEach(f -> row(out, f));
                findings.stream().filter(f -> f.status() == Status.VIOLATED && !f.lost().isEmpty()).forEach(f -> out.append("\nTo read in ")
                        .append(escaped(f.group())).append(": lost ").append(escaped(String.join(", ", f.lost())))
                        .append(f.won().isEmpty() ? "" : "; won " + escaped(String.join(", ", f.won()))).append(".\n"));
            });
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Finding f) {
        out.append("| ").append(escaped(f.group())).append(" | ").append(f.status() == Status.VIOLATED ? "**violated**" : Policy.name(f.status())).append(" | ");
        if (f.difference().isPresent()) {
            var d = f.difference().get();
            out.append(signed(d.value())).append(" | ").append(signed(d.interval().low())).append(" to ").append(signed(d.interval().high())).append(" | ")
                    .append(Printed.number(f.p(), 3)).append(" | ").append(Printed.number(f.detectable(), 1));
        } else {
            out.append("– | – | – | –");
        }
        out.append(" | ").append(escaped(f.why())).append(" |\n");
    }

    private static String signed(double value) {
        String text = Printed.number(value, 1);
        return value > 0 && !text.equals("0.0") ? "+" + text : text;
    }

    /// One test case for each group or language; what is violated fails, what is open is skipped, so that a build server shows both.
    public static String junit(List<Verdict> verdicts) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (Verdict verdict : verdicts) {
            long failures = verdict.findings().stream().filter(VerdictText::fails).count();
            long skipped = verdict.findings().stream().filter(VerdictText::open).count();
            out.append("  <testsuite name=\"").append(xml(verdict.candidate() + " against " + verdict.base() + ": " + verdict.decision()))
                    .append("\" tests=\"").append(verdict.findings().size()).append("\" failures=\"").append(failures).append("\" errors=\"0\" skipped=\"")
                    .append(skipped).append("\">\n");
            for (Finding f : verdict.findings()) {
                String said = f.difference().map(d -> signed(d.value()) + " points (" + signed(d.interval().low()) + " to " + signed(d.interval().high())
                        + "), margin " + f.rule().margin() + "; ").orElse("") + f.why();
                out.append("    <testcase classname=\"").append(xml(f.rule().toString())).append("\" name=\"").append(xml(f.group())).append('"');
                if (fails(f)) {
                    out.append("><failure message=\"").append(xml(said)).append("\"/></testcase>\n");
                } else if (open(f)) {
                    out.append("><skipped message=\"").append(xml(said)).append("\"/></testcase>\n");
                } else {
                    out.append("/>\n");
                }
            }
            out.append("  </testsuite>\n");
        }
        return out.append("</testsuites>\n").toString();
    }

    private static boolean fails(Finding f) {
        return f.status() == Status.VIOLATED && f.rule().tier() != Policy.Tier.ADVISORY;
    }

    private static boolean open(Finding f) {
        return !fails(f) && f.status() != Status.HOLDS && f.status() != Status.PASSES;
    }

    public static String json(List<Verdict> verdicts) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Verdict verdict : verdicts) {
            ObjectNode one = all.addObject().put("base", verdict.base()).put("candidate", verdict.candidate()).put("decision", verdict.decision().toString());
            ArrayNode findings = one.putArray("findings");
            for (Finding f : verdict.findings()) {
                ObjectNode node = findings.addObject().put("tier", Policy.name(f.rule().tier())).put("benchmark", f.rule().benchmark())
                        .put("metric", f.rule().metric()).put("over", f.rule().over().wire()).put("group", f.group())
                        .put("status", Policy.name(f.status())).put("margin", f.rule().margin()).put("why", f.why());
                f.difference().ifPresent(d -> node.put("difference", d.value()).put("low", d.interval().low()).put("high", d.interval().high())
                        .put("bound", f.bound()).put("p", f.p()).put("detectable", f.detectable()).put("items", d.clusters()));
                f.lost().forEach(node.withArray("lost")::add);
                f.won().forEach(node.withArray("won")::add);
            }
        }
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static String escaped(String text) {
        return Visible.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceAll("([\\\\`*\\[\\]|])", "\\\\$1");
    }

    private static String xml(String text) {
        return Visible.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
