package dev.glossa.reports.gate;

import dev.glossa.harness.io.Json;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A verdict for machines: JUnit's XML for a build server, JSON for everything else.
public final class VerdictFiles {
    private VerdictFiles() {}

    /// One test case for each group or language; what is violated fails, what is open is skipped, so that a build server shows both.
    public static String junit(List<Verdict> verdicts) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (Verdict verdict : verdicts) {
            long failures = verdict.findings().stream().filter(VerdictFiles::fails).count();
            long skipped = verdict.findings().stream().filter(VerdictFiles::open).count();
            out.append("  <testsuite name=\"").append(xml(verdict.candidate() + " against " + verdict.base() + ": " + verdict.decision()))
                    .append("\" tests=\"").append(verdict.findings().size()).append("\" failures=\"").append(failures).append("\" errors=\"0\" skipped=\"")
                    .append(skipped).append("\">\n");
            for (Finding f : verdict.findings()) {
                String said = f.difference().map(d -> VerdictText.signed(d.value()) + " points (" + VerdictText.signed(d.interval().low()) + " to "
                        + VerdictText.signed(d.interval().high()) + "), margin " + f.rule().margin() + "; ").orElse("") + f.why();
                out.append("    <testcase classname=\"").append(xml(f.rule().toString())).append("\" name=\"").append(xml(f.label())).append('"');
                if (fails(f)) {
                    out.append("><failure message=\"").append(xml(said)).append("\">")
                            .append(xml(f.lost().isEmpty() ? "" : "lost " + String.join(", ", f.lost()))).append("</failure></testcase>\n");
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

    /// An object with a list of verdicts and, of several candidates, their curves.
    public static String json(List<Verdict> verdicts, SampleTexts texts, Optional<Sweep> sweep) {
        ObjectNode root = Json.object();
        ArrayNode all = root.putArray("verdicts");
        for (Verdict verdict : verdicts) {
            ObjectNode one = all.addObject().put("base", verdict.base()).put("candidate", verdict.candidate()).put("decision", verdict.decision().toString());
            ArrayNode cautions = one.putArray("cautions");
            verdict.cautions().forEach(cautions::add);
            ArrayNode moved = one.putArray("moved");
            verdict.moved().forEach(m -> put(moved.addObject().put("benchmark", m.benchmark()).put("metric", m.metric()).put("language", m.language())
                    .put("pooled", m.pooled().value()).put("p", m.p()), m.difference()));
            ArrayNode findings = one.putArray("findings");
            verdict.findings().forEach(f -> finding(findings.addObject(), verdict, f, texts));
        }
        sweep.ifPresent(s -> sweep(root.putObject("sweep"), s));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void finding(ObjectNode node, Verdict verdict, Finding f, SampleTexts texts) {
        node.put("tier", Policy.name(f.rule().tier())).put("benchmark", f.rule().benchmark()).put("metric", f.rule().metric())
                .put("over", f.rule().over().wire()).put("group", f.group()).put("status", Policy.name(f.status())).put("margin", f.rule().margin())
                .put("why", f.why());
        f.difference().ifPresent(d -> put(node, d).put("bound", f.bound()).put("p", f.p()).put("detectable", f.detectable()).put("items", d.clusters()));
        f.sees().ifPresent(sees -> node.put("sees", sees));
        f.pooled().ifPresent(p -> put(node.putObject("pooled"), p));
        f.tests().ifPresent(t -> {
            t.mcNemar().ifPresent(p -> node.put("p_mcnemar", p));
            node.put("p_permutation", t.permutation()).put("p_bootstrap", t.bootstrap());
        });
        f.lost().forEach(node.withArray("lost")::add);
        f.won().forEach(node.withArray("won")::add);
        if (SampleTexts.shown(f)) {
            ObjectNode read = node.putObject("texts");
            java.util.stream.Stream.concat(f.lost().stream(), f.won().stream()).forEach(id -> texts.of(verdict, id).ifPresent(text -> {
                ObjectNode sample = read.putObject(id);
                text.question().ifPresent(q -> sample.put("question", q));
                text.base().ifPresent(a -> sample.put("base", a));
                text.candidate().ifPresent(a -> sample.put("candidate", a));
            }));
        }
    }

    private static void sweep(ObjectNode node, Sweep sweep) {
        sweep.runs().forEach(node.putArray("runs")::add);
        ArrayNode lines = node.putArray("lines");
        for (Sweep.Line line : sweep.lines()) {
            ObjectNode one = lines.addObject().put("benchmark", line.benchmark()).put("metric", line.metric()).put("group_kind", line.group().kind().wire())
                    .put("group", line.group().name()).put("best", sweep.runs().get(line.best()));
            ObjectNode values = one.putObject("values");
            for (int r = 0; r < sweep.runs().size(); r++) {
                if (line.values().get(r).isPresent()) {
                    values.put(sweep.runs().get(r), line.values().get(r).getAsDouble());
                }
            }
            line.change().ifPresent(c -> put(one.putObject("change"), c));
            line.forgotten().ifPresent(c -> put(one.putObject("forgotten"), c));
        }
    }

    private static ObjectNode put(ObjectNode node, Estimate estimate) {
        return node.put("difference", estimate.value()).put("low", estimate.interval().low()).put("high", estimate.interval().high());
    }

    private static String xml(String text) {
        return Visible.line(text, 2000).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
