package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Run;
import dev.glossa.reports.page.LanguageReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows one language of scored runs to those who speak it.
@Command(name = "language", mixinStandardHelpOptions = true,
        description = "One language's report for its speakers: numbers, samples to read, a table for their corrections.",
        footer = {"", "A filled-in corrections.csv comes back with --corrections: as labels.csv and as suspects.csv for the data set's authors."})
final class LanguageCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(index = "0", paramLabel = "CODE", description = "The language, in any of the tables' spellings: sw, swh, swh_Latn.")
    String code;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "RUN", description = "Folders of scored runs. Other languages' scores say where this one stands.")
    List<Path> runs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the report.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now, for the questions beside the samples; by default where it was when the runs were asked.")
    String data;

    @Option(names = "--samples", paramLabel = "N", description = "Successes, and failures, of each benchmark to read; 0 for none. 4 by default.")
    int samples = LanguageReport.Options.DEFAULT.samples();

    @Option(names = "--corrections", split = ",", paramLabel = "FILE", description = "Tables that speakers filled in.")
    List<Path> corrections = new ArrayList<>();

    @Option(names = "--published", description = "Set the paper's results beside them.")
    boolean published;

    @Option(names = "--public", description = "Leave out all text of data sets that ask not to be republished, so that the page may be.")
    boolean isPublic;

    @Mixin
    NumberOptions numbers = new NumberOptions();

    @Override
    public Integer call() {
        LanguageReport.Options options = Usage.of(command, () -> new LanguageReport.Options(numbers.read(command), samples, published));
        List<Run> opened = Run.open(runs);
        Languages table = Run.languages(opened);
        Language language = Usage.of(command, () -> table.get(code));
        RecordedQuestions questions = new RecordedQuestions(opened, table, data, command.commandLine().getErr());
        Path page = LanguageReport.write(language, opened, Registry.metrics()::find, table, questions, isPublic ? MarkedData.of(opened) : _ -> false,
                corrections, out, options);
        command.commandLine().getOut().println(page.toAbsolutePath());
        return 0;
    }
}
