package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Folder;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Table;
import dev.glossa.reports.board.Published;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One language's report, for those who speak it: `index.html`, `scores.csv`, `signatures.csv` and `corrections.csv`, a table
/// to fill in. Filled-in tables come back as `labels.csv` and `suspects.csv`.
public final class LanguageReport {
    private LanguageReport() {}

    /// What a language's report holds.
    ///
    /// @param numbers   how numbers are made
    /// @param samples   how many successes and how many failures of each benchmark are shown
    /// @param published whether the paper's results stand beside
    public record Options(Aggregate.Options numbers, int samples, boolean published) {
        public static final Options DEFAULT = new Options(Aggregate.Options.DEFAULT, 4, false);

        public Options {
            if (samples < 0) {
                throw new IllegalArgumentException(samples + " samples are too few; 0 leaves them out");
            }
        }
    }

    /// Writes a language's report into a folder.
    ///
    /// @param withheld    benchmarks of which no text is shown
    /// @param corrections tables that speakers filled in
    /// @return the page's path
    public static Path write(Language language, List<Run> runs, Function<String, Metric> metrics, Languages languages, Questions questions,
            Predicate<String> withheld, List<Path> corrections, Path out, Options options) {
        Folder folder = new Folder(out);
        Picks picks = new Picks(language.code());
        Reading reading = Reading.of(runs, metrics, languages, picks);
        List<Table> tables = reading.scores().tables().stream().filter(table -> table.languages().contains(language)).toList();
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(language.code() + ": no score of " + language.name() + " in these runs; there are scores in "
                    + reading.scores().tables().stream().flatMap(t -> t.languages().stream()).map(Language::code).distinct().collect(Collectors.joining(", ")));
        }
        List<Aggregate> aggregates = new ArrayList<>();
        tables.forEach(table -> aggregates.addAll(Aggregate.of(table, languages, options.numbers())));
        Signatures signatures = new Signatures(aggregates, reading.signatures());
        List<Corrections.Line> corrected = corrections.stream().flatMap(file -> Corrections.read(file).stream())
                .filter(line -> line.id().language().equals(language.code())).toList();
        LanguageSamples samples = LanguageSamples.of(language, runs, aggregates, picks, questions, withheld, options.samples());
        LanguagePage page = LanguagePage.of(language, runs, aggregates, signatures, reading.health(), samples, corrected,
                options.published() ? Optional.of(Published.all()) : Optional.empty(), options.numbers().draws());
        folder.text("scores.csv", ScoresCsv.of(aggregates));
        folder.text("signatures.csv", signatures.csv());
        folder.text("corrections.csv", Corrections.csv(samples));
        if (!corrected.isEmpty()) {
            folder.text("labels.csv", Corrections.labels(corrected));
            folder.text("suspects.csv", Corrections.suspects(corrected));
        }
        folder.text(Sources.FILE, Sources.of("language", Optional.of(language), runs, options.numbers(), options.samples(), options.published(), Optional.empty()).json());
        folder.text("index.html", Site.html(page));
        return out.resolve("index.html");
    }
}
