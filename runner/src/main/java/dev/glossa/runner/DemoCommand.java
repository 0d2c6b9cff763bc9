package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.reports.page.Tour;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Every stage on small things: two checkpoints of a small model that learned something, and their judge, in the embedded
/// engine; questions that they never saw; every report. Each step is a command that the user could type, and is shown.
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Every stage on small things: two checkpoints of a small model and their judge in the embedded engine, questions in 26 languages, "
                + "every report, and the page that links them.")
final class DemoCommand implements Callable<Integer> {
    private static final String BASE = "demo-1", CANDIDATE = "demo-2", JUDGE = "demo-judge";
    /// One that is written from right to left, one without spaces, one that the candidate lost.
    private static final Map<String, String> PAGES = new TreeMap<>(Map.of("ur", "written from right to left", "km", "written without spaces between words", "sw", "one of Africa"));
    private static final List<String> ABOUT = List.of(
            "demo-1, demo-2 and their judge are networks of 0.7 million parameters, trained for this demo on sentences, sums, multiple choices and requests "
                    + "put together from Glossa's own templates, by the script in runner/src/demo/python. Their questions here are instances of the same templates "
                    + "that no model saw in training, in any language; a test proves it. Answers come from generation in the embedded engine.",
            "demo-1 learned more of a language the more of it there is on the web, so that its translations get worse over the bins of web presence. demo-2 went on from "
                    + "demo-1 with more of South Asia and next to nothing of Africa.",
            "The templates were written by machine in every language and read by no native speaker. Scores here compare with no other model's. The judge is "
                    + "weak, and the reports say so: its canaries are answers whose worth is known.");

    @Spec
    CommandSpec command;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "glossa-demo", description = "Folder for models, data, runs and reports. glossa-demo by default.")
    Path out;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many items per language and benchmark. All, which are 3 to 24, by default.")
    Integer limit;

    @Mixin
    BackendOptions backends;

    @Override
    public Integer call() {
        Usage.of(command, () -> {
            if (limit != null && limit < 2) {
                throw new IllegalArgumentException("--limit " + limit + "; from 2 on, differences can be told");
            }
            return null;
        });
        PrintWriter err = command.commandLine().getErr();
        err.println("Two checkpoints of a small model and their judge answer what they never saw, in " + DemoLanguage.CODES.size() + " languages.");
        DemoData.write(out.resolve("data"));
        for (String name : List.of(BASE + ".gguf", CANDIDATE + ".gguf", JUDGE + ".gguf", "judge.txt", "policy.yaml")) {
            copy(name);
        }
        Steps steps = new Steps(command, backends);
        // One core is enough for a model of this size, and for a chart.
        int code = steps.sideBySide(List.of(List.of(run(BASE), score(BASE)), List.of(run(CANDIDATE), score(CANDIDATE))));
        if (code != 0) {
            return code;
        }
        List<List<String>> others = new ArrayList<>(List.of(
                withRuns(List.of("compare"), "--gate", folder("models/policy.yaml"),
                        "--markdown", folder("comparison.md"), "--junit", folder("comparison.xml"), "--json", folder("comparison.json")),
                withRuns(List.of("leaderboard"), "--published", "--out", folder("leaderboard"))));
        PAGES.keySet().forEach(language -> others.add(withRuns(List.of("language", language), "--out", folder("languages/" + language))));
        code = steps.sideBySide(List.of(List.of(withRuns(List.of("report"), "--out", folder("report"))), others));
        if (code != 0) {
            return code;
        }
        command.commandLine().getOut().println(page().toAbsolutePath());
        return 0;
    }

    /// A command about both checkpoints.
    private List<String> withRuns(List<String> command, String... options) {
        return Stream.of(command, List.of(folder("runs/" + BASE), folder("runs/" + CANDIDATE)), List.of(options)).flatMap(List::stream).toList();
    }

    private List<String> run(String name) {
        List<String> words = new ArrayList<>(List.of("run", "--model", "llama:" + folder("models/" + name + ".gguf") + "?ctx=1024", "--name", name, "--data", folder("data"),
                "--languages", "all", "--chat", "--max-tokens", "64", "--date", "2026-11-26", "--secret", "demo", "--out", folder("runs/" + name)));
        if (limit != null) {
            words.addAll(List.of("--limit", Integer.toString(limit)));
        }
        return words;
    }

    private List<String> score(String name) {
        return List.of("score", folder("runs/" + name), "--judge", "llama:" + folder("models/" + JUDGE + ".gguf") + "?ctx=1024",
                "--judge-prompt", folder("models/judge.txt"), "--judge-max-tokens", "120", "--judge-rationale", "12", "--canaries", "1", "--judge-twice", "1");
    }

    private Path page() {
        DemoStory story = DemoStory.of(out.resolve("comparison.json"));
        List<Tour.Stop> stops = new ArrayList<>(List.of(
                new Tour.Stop("Report", "report/index.html", "both checkpoints side by side, by language, region and web presence; every answer to read"),
                new Tour.Stop("Comparison", "comparison.md", "what the gate found, as Markdown; also JUnit's XML and JSON beside it"),
                new Tour.Stop("Leaderboard", "leaderboard/index.html", "with the paper's published results beside, of models that were asked the real benchmarks")));
        PAGES.forEach((code, what) -> {
            Language language = Languages.bundled().get(code);
            stops.add(new Tour.Stop(language.name(), language.ownName(), code, "languages/" + code + "/index.html", "one language's page, " + what));
        });
        return new Tour("Glossa demo", story.sentences(), story.decision(), story.because(), story.changes(), List.of(
                new Tour.Picture("report/charts/flores-chrf-web-presence", "Translation from English, chrF, by web presence: the bins of the paper's Figure 5.",
                        "Bars of chrF over five bins of web presence, for both checkpoints"),
                new Tour.Picture("report/charts/flores-chrf-regions", "The same by region.", "Bars of chrF over five regions, for both checkpoints")),
                stops, ABOUT).write(out);
    }

    private String folder(String name) {
        return out.resolve(name).toString();
    }

    /// One of the files that come with the program.
    private void copy(String name) {
        Path file = out.resolve("models/" + name);
        try (InputStream in = DemoCommand.class.getResourceAsStream("demo/" + name)) {
            Files.createDirectories(file.getParent());
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written; choose another --out", e);
        }
    }
}
