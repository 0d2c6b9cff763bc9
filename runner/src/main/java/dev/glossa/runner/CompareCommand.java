package dev.glossa.runner;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Folder;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.chart.Charts;
import dev.glossa.reports.chart.Curves;
import dev.glossa.reports.gate.Gate;
import dev.glossa.reports.gate.Policy;
import dev.glossa.reports.gate.SampleTexts;
import dev.glossa.reports.gate.Sweep;
import dev.glossa.reports.gate.Verdict;
import dev.glossa.reports.gate.Verdict.Decision;
import dev.glossa.reports.gate.VerdictFiles;
import dev.glossa.reports.gate.VerdictText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Compares candidates with a base, item by item, and decides by a policy whether they may replace it.
@Command(name = "compare", mixinStandardHelpOptions = true,
        description = "Compare candidates with a base, item by item; with a policy, decide: exit code 0 GO, 3 NO-GO, 4 INCONCLUSIVE. Several candidates, such as checkpoints in their order, are a curve, too.")
final class CompareCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(index = "0", paramLabel = "BASE", description = "Folder of the scored run that is compared with.")
    Path base;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CANDIDATE", description = "Folders of scored runs.")
    List<Path> candidates;

    @Option(names = "--gate", paramLabel = "POLICY.yaml", description = "Rules that a candidate must keep.")
    Path gate;

    @Option(names = "--again", paramLabel = "RUN", description = "A further run of the base: what it differs from the base by is noise. May be repeated.")
    List<Path> again = new ArrayList<>();

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the findings as JUnit XML.")
    Path junit;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes them as Markdown, which is also printed.")
    Path markdown;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes them as JSON.")
    Path json;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for charts, and for the table of what checkpoints forget.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now, for the questions of samples to read; by default where it was when the runs were asked.")
    String data;

    @Mixin
    NumberOptions numbers = new NumberOptions();

    @Override
    public Integer call() {
        Policy policy = gate == null ? null : Usage.of(command, () -> Policy.read(gate));
        var options = numbers.read(command);
        List<Path> folders = new ArrayList<>(List.of(base));
        folders.addAll(candidates);
        folders.addAll(again);
        List<Run> runs = Run.open(folders);
        Languages languages = Run.languages(runs);
        Reading reading = Reading.of(runs, Registry.metrics()::find, languages, (_, _, _) -> { });
        Gate judge = new Gate(policy == null ? Policy.speaking(reading.scores().tables()) : policy, reading.scores(), languages, options);
        List<Integer> noise = IntStream.range(1 + candidates.size(), runs.size()).boxed().toList();
        List<Verdict> verdicts = IntStream.rangeClosed(1, candidates.size()).mapToObj(candidate -> judge.judge(0, candidate, noise)).toList();
        List<Integer> order = IntStream.rangeClosed(0, candidates.size()).boxed().toList();
        Optional<Sweep> sweep = candidates.size() > 1 ? Optional.of(Sweep.of(reading.scores(), order, languages, options)) : Optional.empty();
        SampleTexts texts = SampleTexts.any(verdicts)
                ? SampleTexts.of(runs, verdicts, new RecordedQuestions(runs, languages, data, command.commandLine().getErr()), languages, MarkedData.of(runs)) : SampleTexts.NONE;
        String text = VerdictText.markdown(verdicts, policy != null, texts, sweep);
        command.commandLine().getOut().print(text);
        command.commandLine().getOut().flush();
        write(markdown, text);
        write(junit, VerdictFiles.junit(verdicts));
        write(json, VerdictFiles.json(verdicts, texts, sweep));
        if (out != null) {
            charts(reading.scores(), sweep, languages, options);
        }
        return policy == null ? 0 : exitCode(verdicts);
    }

    /// Of one candidate what differs, of several their curves.
    private void charts(Scores scores, Optional<Sweep> sweep, Languages languages, Aggregate.Options options) {
        Folder folder = new Folder(out);
        Folder pictures = folder.in("charts");
        if (sweep.isPresent()) {
            folder.text("forgetting.csv", sweep.get().csv());
            sweep.get().aggregates().forEach(a -> Curves.of(a, sweep.get().runs()).forEach(chart -> chart.write(pictures)));
        } else {
            scores.tables().forEach(table -> Charts.between(Aggregate.of(table, languages, options).getFirst()).forEach(chart -> chart.write(pictures)));
        }
    }

    /// Of several candidates: one that is stopped weighs most, then one that is left open.
    private static int exitCode(List<Verdict> verdicts) {
        for (Decision decision : List.of(Decision.NO_GO, Decision.INCONCLUSIVE)) {
            if (verdicts.stream().anyMatch(v -> v.decision() == decision)) {
                return decision.exitCode();
            }
        }
        return Decision.GO.exitCode();
    }

    private static void write(Path file, String text) {
        if (file != null) {
            new Folder(file.toAbsolutePath().getParent()).text(file.getFileName().toString(), text);
        }
    }
}
