package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Run;
import dev.glossa.reports.page.Leaderboard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Ranks scored runs, beside published results where these are wanted.
@Command(name = "leaderboard", mixinStandardHelpOptions = true,
        description = "Rank scored runs over fixed sets of languages: a folder that opens from disk and can be published.")
final class LeaderboardCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Folders of scored runs.")
    List<Path> runs = new ArrayList<>();

    @Option(names = "--published", description = "Set the paper's results beside them.")
    boolean published;

    @Option(names = "--languages", paramLabel = "SEL",
            description = "Languages that means are over, such as paper, region:africa or sw,am; a model that lacks some is marked and has no rank. "
                    + "By default those in which any of the runs has scores.")
    String languages;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the leaderboard.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now, for the questions beside the samples; by default where it was when the runs were asked.")
    String data;

    @Option(names = "--samples", paramLabel = "N", description = "Samples per benchmark and language that can be looked at; 0 for none. 10 by default.")
    int samples = Leaderboard.Options.DEFAULT.samples();

    @Mixin
    NumberOptions numbers = new NumberOptions();

    @Override
    public Integer call() {
        if (runs.isEmpty() && !published) {
            throw new picocli.CommandLine.ParameterException(command.commandLine(), "no RUN; name some, or ask for --published results alone");
        }
        List<Run> opened = runs.isEmpty() ? List.of() : Run.open(runs);
        Languages table = Run.languages(opened);
        Optional<List<Language>> eligible = Optional.ofNullable(languages).map(selector -> Usage.of(command, () -> table.select(selector, Optional.empty())));
        Leaderboard.Options options = Usage.of(command, () -> new Leaderboard.Options(numbers.read(command), eligible, published, samples));
        RecordedQuestions questions = new RecordedQuestions(opened, table, data, command.commandLine().getErr());
        Path page = Leaderboard.write(opened, Registry.metrics()::find, table, questions, MarkedData.of(opened), out, options);
        command.commandLine().getOut().println(page.toAbsolutePath());
        return 0;
    }
}
