package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Run;
import dev.glossa.reports.page.LanguageReport;
import dev.glossa.reports.page.Leaderboard;
import dev.glossa.reports.page.Report;
import dev.glossa.reports.page.Sources;
import dev.glossa.reports.publish.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Computes published numbers again.
@Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Compute every number again: a run's scores from its answers, a bundle's numbers from its scores, a site's pages from its runs, and these.",
        footer = {"", "A site is made again from the runs named beside it, or found around it, and compared byte by byte.",
            "Judges' replies, single, of a jury or about two answers, are read again as they are recorded; nobody is asked.",
            "A metric with a model of its own is computed again if --file names that model, which its signature tells; otherwise its scores are",
            "counted apart. The style of a baseline's answers is measured again if the baseline's run is beside this one, or named: --baseline RUN.",
            "Exit codes: 0 all is as it says, 1 something is not, or could not be checked."})
final class VerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "RUN|BUNDLE|SITE", description = "Folders of runs, bundles, folders of pages.")
    List<Path> places;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now; by default where it was when the run was asked.")
    String data;

    @Mixin
    CheckOptions checks = new CheckOptions();

    private final Set<Path> checked = new HashSet<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean good = true;
        for (Path place : places) {
            good &= Files.isRegularFile(place) ? bundle(place) : Sources.in(place).isPresent() ? site(place, Sources.in(place).get()) : run(place);
        }
        return good ? 0 : 1;
    }

    private boolean run(Path run) throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        if (!checked.add(run.toAbsolutePath().normalize())) {
            return true;
        }
        Run.open(List.of(run));
        Rescoring rescoring = Rescoring.of(run, checks.means(data, candidates(run).toList()));
        out.println("%s: %,d scores computed again from their answers, %,d differ%s".formatted(run, rescoring.compared(), rescoring.differing(),
                rescoring.unchecked().isEmpty() ? "" : "; %,d not computed again".formatted(rescoring.uncheckedScores())));
        rescoring.different().forEach(line -> out.println("  " + line));
        rescoring.unchecked().forEach(what -> out.println("  not computed again: " + what));
        return rescoring.passed();
    }

    private boolean bundle(Path file) throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        Bundle bundle = Bundle.read(file);
        out.println(file + ": " + bundle.files().size() + " files as the chain " + bundle.chain().substring(0, 12) + " says");
        Path unpacked = Files.createTempDirectory("glossa-verify");
        try {
            bundle.unpack(unpacked);
            List<Acceptance.Finding> findings = new Acceptance(unpacked, checks.means(data, candidates(file).toList())).findings(0, 0);
            findings.forEach(f -> out.println((f.passed() ? "  ok      " : "  NOT OK  ") + f.check() + ": " + f.words()));
            return findings.stream().allMatch(Acceptance.Finding::passed);
        } finally {
            RunCopy.delete(unpacked);
        }
    }

    private boolean site(Path site, Sources sources) throws IOException, InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        List<Path> runs = new ArrayList<>();
        for (Sources.Source source : sources.runs()) {
            Optional<Path> found = candidates(site).filter(run -> scored(run) && Sources.digest(run).equals(source.digest())).findFirst();
            if (found.isEmpty()) {
                out.println(site + ": cannot be checked: no run is at hand whose numbers are those of '" + source.name() + "'; name it beside the site");
                return false;
            }
            runs.add(found.get());
        }
        Path again = Files.createTempDirectory("glossa-verify");
        try {
            made(sources, runs, again);
            long numbers;
            try (Stream<String> lines = Files.lines(again.resolve("scores.csv"))) {
                numbers = lines.count() - 1;
            }
            List<String> different = differences(site, again, sources.kind().equals("language"));
            out.println("%s: %,d numbers made again from %d runs, %s".formatted(site, numbers, runs.size(),
                    different.isEmpty() ? "every file is the same" : different.size() + " files differ"));
            different.forEach(line -> out.println("  " + line));
            boolean good = different.isEmpty();
            for (Path run : runs) {
                good &= run(run);
            }
            return good;
        } finally {
            RunCopy.delete(again);
        }
    }

    private void made(Sources sources, List<Path> folders, Path out) {
        List<Run> runs = folders.isEmpty() ? List.of() : Run.open(folders);
        Languages table = Run.languages(runs);
        RecordedQuestions none = new RecordedQuestions(List.of(), table, data, command.commandLine().getErr());
        switch (sources.kind()) {
            case "report:arena-hard" -> Report.write(runs, Registry.metrics()::find, table, none, out,
                    new Report.Options(sources.numbers(), sources.samples(), dev.glossa.reports.arena.Arena.Intervals.ARENA_HARD));
            case "report" -> Report.write(runs, Registry.metrics()::find, table, none, out, new Report.Options(sources.numbers(), sources.samples()));
            case "leaderboard" -> Leaderboard.write(runs, Registry.metrics()::find, table, none, MarkedData.of(runs), out, new Leaderboard.Options(sources.numbers(),
                    sources.eligible().map(codes -> codes.stream().map(table::get).toList()), sources.published(), sources.samples()));
            case "language" -> {
                Language language = table.get(sources.language().orElse(""));
                LanguageReport.write(language, runs, Registry.metrics()::find, table, none, _ -> false, List.of(), out,
                        new LanguageReport.Options(sources.numbers(), sources.samples(), sources.published()));
            }
            default -> throw new IllegalArgumentException("sources.json: pages of the kind '" + sources.kind() + "' are none of report, leaderboard and language");
        }
    }

    /// The runs named on the command line, then those around the site.
    private Stream<Path> candidates(Path place) {
        Path parent = place.toAbsolutePath().normalize().getParent();
        return Stream.of(places.stream().filter(CheckOptions::isRun), CheckOptions.runsIn(parent).stream(), CheckOptions.runsIn(parent.resolve("runs")).stream())
                .flatMap(runs -> runs);
    }

    private static boolean scored(Path run) {
        return Files.isRegularFile(run.resolve("scoring.json")) && Files.isRegularFile(run.resolve("scores.jsonl"));
    }

    /// Which of the files that hold numbers differ; samples hold none. Of a language's page, what stands above its samples.
    private static List<String> differences(Path site, Path again, boolean language) throws IOException {
        List<String> different = new ArrayList<>();
        List<Path> made;
        try (Stream<Path> files = Files.walk(again)) {
            made = files.filter(Files::isRegularFile).map(again::relativize).filter(file -> !file.startsWith("samples") && !file.endsWith("corrections.csv")).sorted().toList();
        }
        for (Path file : made) {
            Path here = site.resolve(file.toString());
            if (!Files.isRegularFile(here)) {
                different.add(file + ": is not there");
            } else if (language && file.endsWith("index.html")) {
                String samples = "<h2 id=\"samples-read\">";
                if (!Files.readString(here).split(samples)[0].equals(Files.readString(again.resolve(file)).split(samples)[0])) {
                    different.add(file + ": says something else than the runs");
                }
            } else if (Files.mismatch(here, again.resolve(file)) >= 0) {
                different.add(file + ": " + line(here, again.resolve(file)));
            }
        }
        return different;
    }

    private static String line(Path here, Path there) throws IOException {
        if (here.toString().endsWith(".png")) {
            return "another picture than the runs make";
        }
        List<String> one = Files.readAllLines(here);
        List<String> other = Files.readAllLines(there);
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return "line " + (i + 1) + " is " + dev.glossa.reports.Visible.line(one.get(i), 160) + ", and the runs give " + dev.glossa.reports.Visible.line(other.get(i), 160);
            }
        }
        return "has " + one.size() + " lines, and the runs give " + other.size();
    }
}
