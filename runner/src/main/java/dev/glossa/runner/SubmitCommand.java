package dev.glossa.runner;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.page.Numbers;
import dev.glossa.reports.publish.Bundle;
import dev.glossa.reports.publish.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// Writes a scored run as a bundle that a leaderboard's keeper can check.
@Command(name = "submit", mixinStandardHelpOptions = true,
        description = "Write a scored run as one small file that a leaderboard's keeper can check: glossa accept.",
        footer = {"", "Texts of data sets that ask not to be republished are replaced by pointers into the data, paths and addresses are left out."})
final class SubmitCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "RUN", description = "Folder of a scored run.")
    Path run;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The bundle, such as my-model.glossa; it must not be there yet.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now; by default where it was when the run was asked.")
    String data;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new IllegalArgumentException(out + ": is there already; name another file");
        }
        List<Run> opened = Run.open(List.of(run));
        Bundle bundle = bundle(opened.getFirst(), data);
        bundle.write(out);
        command.commandLine().getErr().println("%s: %,d bytes, %s".formatted(out, Files.size(out), bundle.chain()));
        command.commandLine().getOut().println(out.toAbsolutePath());
        return 0;
    }

    static Bundle bundle(Run run, String data) throws IOException {
        RunDirectory directory = run.directory();
        Manifest manifest = run.manifest();
        Set<String> marked = manifest.tasks().stream().filter(task -> MarkedData.isMarked(task.signature())).map(Manifest.TaskEntry::name).collect(Collectors.toSet());
        RecordedTasks tasks = marked.isEmpty() ? null : RecordedTasks.of(directory, data);
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode shared = Json.object(manifest.json(), "run.json");
        ObjectNode provenance = shared.putObject("provenance");
        if (manifest.provenance().containsKey("glossa")) {
            provenance.put("glossa", manifest.provenance().get("glossa"));
        }
        files.put("run.json", bytes(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(shared) + "\n"));
        for (String name : List.of("languages.csv", "fingerprint.json", "scoring.json")) {
            if (Files.exists(directory.path().resolve(name))) {
                files.put(name, Files.readAllBytes(directory.path().resolve(name)));
            }
        }
        for (Manifest.TaskEntry task : manifest.tasks()) {
            if (directory.task(task.name()).isPresent()) {
                files.put("tasks/" + task.name() + ".yaml", Files.readAllBytes(directory.task(task.name()).get()));
            }
        }
        Map<String, Redaction> redactions = new HashMap<>();
        for (String name : List.of("completions.jsonl", "judgments.jsonl", "scores.jsonl")) {
            if (Files.exists(directory.path().resolve(name))) {
                files.put(name, journal(directory.path().resolve(name), marked, tasks, redactions));
            }
        }
        Languages languages = Run.languages(List.of(run));
        files.put("numbers.csv", bytes(Numbers.csv(List.of(run), Registry.metrics()::find, languages, Aggregate.Options.DEFAULT)));
        return Bundle.of(files);
    }

    /// A journal's whole lines, without a torn last one; those of marked data without its texts, and without notes, which may quote them.
    private static byte[] journal(Path file, Set<String> marked, RecordedTasks tasks, Map<String, Redaction> redactions) throws IOException {
        StringBuilder lines = new StringBuilder();
        int number = 0;
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        for (String line : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all, 0, end)).toString().lines().toList()) {
            String where = file + ", line " + ++number;
            ObjectNode node = Json.object(line, where);
            SampleId id = SampleId.parse(Json.text(node, "id", where));
            if (marked.contains(id.benchmark())) {
                node.remove("note");
                line = redactions.computeIfAbsent(id.benchmark() + "/" + id.language(), _ -> RunCopy.texts(tasks, id)).redacted(node).toString();
            }
            lines.append(line).append('\n');
        }
        return bytes(lines.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
