package dev.glossa.runner;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Run;
import dev.glossa.reports.arena.Arena;
import dev.glossa.reports.page.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows scored runs beside each other.
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Show scored runs beside each other: a page that opens from disk, tables, charts, samples.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of scored runs, in the order in which models are shown.")
    List<Path> runs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the report.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now, for the questions beside the samples; by default where it was when the runs were asked.")
    String data;

    @Option(names = "--samples", paramLabel = "N", description = "Samples per benchmark and language that can be looked at; 0 for none. 40 by default.")
    int samples = Report.Options.DEFAULT.samples();

    @Option(names = "--arena-intervals", paramLabel = "questions|arena-hard",
            description = "How scores of compared answers get their ranges: by drawing questions, the default, or single games as arena-hard-auto does.")
    String arenaIntervals = "questions";

    @Mixin
    NumberOptions numbers = new NumberOptions();

    @Override
    public Integer call() {
        Report.Options options = Usage.of(command, () -> new Report.Options(numbers.read(command), samples, Arena.Intervals.named(arenaIntervals)));
        List<Run> opened = Run.open(runs);
        Languages languages = Run.languages(opened);
        RecordedQuestions questions = new RecordedQuestions(opened, languages, data, command.commandLine().getErr());
        Path page = Report.write(opened, Registry.metrics()::find, languages, questions, out, options);
        command.commandLine().getOut().println(page.toAbsolutePath());
        return 0;
    }
}
