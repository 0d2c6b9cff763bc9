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
import dev.glossa.reports.board.Board;
import dev.glossa.reports.board.Published;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// A leaderboard as a folder that can be published: `index.html`, which opens from a disk or a plain web server, the numbers
/// as CSV, JSON and Markdown, and the samples.
public final class Leaderboard {
    private Leaderboard() {}

    /// What a leaderboard holds.
    ///
    /// @param numbers   how numbers are made
    /// @param eligible  languages that means are over, as far as a benchmark has them; empty for those that any run has
    /// @param published whether the paper's results stand beside
    /// @param samples   how many items per benchmark and language readers can look at
    public record Options(Aggregate.Options numbers, Optional<List<Language>> eligible, boolean published, int samples) {
        public static final Options DEFAULT = new Options(Aggregate.Options.DEFAULT, Optional.empty(), false, 10);

        public Options {
            if (samples < 0) {
                throw new IllegalArgumentException(samples + " samples are too few; 0 leaves them out");
            }
        }
    }

    /// Writes a leaderboard into a folder.
    ///
    /// @param runs    may be empty where published results are wanted
    /// @param metrics finds a metric by its name
    /// @param marked  whether the items of a benchmark are not to be republished: nothing of their text is written
    /// @return the page's path
    public static Path write(List<Run> runs, Function<String, Metric> metrics, Languages languages, Questions questions, Predicate<String> marked,
            Path out, Options options) {
        Folder folder = new Folder(out);
        SampleChoice choice = new SampleChoice(options.samples());
        Reading reading = Reading.of(runs, metrics, languages, choice);
        if (reading.scores().tables().isEmpty() && !options.published()) {
            throw new IllegalArgumentException(runs.isEmpty() ? "no run; name some, or ask for --published results"
                    : runs.getFirst().directory().path() + ": no score in it yet; glossa score " + runs.getFirst().directory().path() + " makes some");
        }
        List<Aggregate> aggregates = new ArrayList<>();
        for (Table table : reading.scores().tables()) {
            aggregates.addAll(Aggregate.of(table, languages, options.numbers(), Optional.of(eligible(table, languages, options.eligible()))));
        }
        Signatures signatures = new Signatures(aggregates, reading.signatures());
        List<String> names = runs.stream().map(Run::name).toList();
        Optional<Published> published = options.published() ? Optional.of(Published.all()) : Optional.empty();
        Board board = Board.of(aggregates, names, published, metrics, languages, signatures::differences);
        List<Samples.Shelf> shelves = options.samples() == 0 || runs.isEmpty() ? List.of()
                : new Samples(runs, choice, questions, folder.in(Samples.FOLDER)).write(shown(reading, marked));
        BoardPage page = BoardPage.of(board, signatures, published, languages, shelves, options);
        folder.text("scores.csv", BoardFiles.csv(board));
        folder.text("scores.json", BoardFiles.json(board, page));
        folder.text("scores.md", BoardFiles.markdown(page));
        folder.text("signatures.csv", signatures.csv());
        folder.text(Sources.FILE, Sources.of("leaderboard", Optional.empty(), runs, options.numbers(), options.samples(), options.published(), options.eligible()).json());
        folder.text("index.html", Site.html(page));
        return out.resolve("index.html");
    }

    /// The languages that a benchmark's means are over: of a benchmark with published results those of them that are named, of
    /// another those that are named and any run has.
    private static List<Language> eligible(Table table, Languages languages, Optional<List<Language>> named) {
        boolean published = languages.all().stream().anyMatch(l -> l.paper().contains(table.benchmark()));
        return named.map(all -> all.stream()
                .filter(l -> published ? l.paper().contains(table.benchmark()) : table.languages().contains(l)).toList()).orElse(table.languages());
    }

    private static Map<String, List<Language>> shown(Reading reading, Predicate<String> marked) {
        Map<String, List<Language>> shown = new LinkedHashMap<>(Report.languages(reading));
        shown.keySet().removeIf(marked);
        return shown;
    }
}
