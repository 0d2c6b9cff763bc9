package dev.glossa.runner;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.reports.publish.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// Checks a bundle before its run enters a leaderboard's folder.
@Command(name = "accept", mixinStandardHelpOptions = true,
        description = "Check a bundle: digests, signatures, coverage, numbers, and a sample of its scores computed again; then let its run in.",
        footer = {"", "Each accepted run becomes a folder in --into, and a line of accepted.jsonl that is chained to the line before.",
            "Exit codes: 0 accepted, 1 not."})
final class AcceptCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "BUNDLE", description = "A file that glossa submit wrote.")
    Path bundle;

    @Option(names = "--into", required = true, paramLabel = "DIR", description = "Folder of the leaderboard's runs.")
    Path into;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is: what is checked is checked against the keeper's own. By default the Hugging Face cache.")
    String data;

    @Option(names = "--sample", paramLabel = "N", description = "Items of each benchmark and language to score again; 0 for all. 20 by default.")
    int sample = 20;

    @Option(names = "--seed", paramLabel = "N", description = "Chooses these items; one that the volunteer cannot know is best.")
    long seed = 20_260_221;

    @Mixin
    CheckOptions checks = new CheckOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        if (sample < 0) {
            throw new picocli.CommandLine.ParameterException(command.commandLine(), "--sample " + sample + ": 0 means all");
        }
        Bundle read = Bundle.read(bundle);
        err.println("ok      digests: " + read.files().size() + " files, chain " + read.chain().substring(0, 12));
        Path unpacked = Files.createTempDirectory("glossa-accept");
        try {
            read.unpack(unpacked);
            List<Acceptance.Finding> findings = new Acceptance(unpacked, checks.means(data, CheckOptions.runsIn(into))).findings(sample, seed);
            findings.forEach(f -> err.println((f.passed() ? "ok      " : "NOT OK  ") + f.check() + ": " + f.words()));
            if (findings.stream().anyMatch(f -> !f.passed())) {
                err.println(bundle + ": not accepted");
                return 1;
            }
            String name = RunDirectory.read(unpacked).manifest().name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
            Path run = into.resolve((name.isEmpty() ? "run" : name.substring(0, Math.min(60, name.length()))) + "-" + read.chain().substring(0, 8));
            if (Files.exists(run)) {
                throw new IllegalArgumentException(run + ": is there already; this bundle was accepted before");
            }
            read.unpack(run);
            enter(read, run);
            command.commandLine().getOut().println(run.toAbsolutePath());
            return 0;
        } finally {
            RunCopy.delete(unpacked);
        }
    }

    private void enter(Bundle accepted, Path run) throws IOException {
        Path register = into.resolve("accepted.jsonl");
        List<String> lines = Files.exists(register) ? Files.readAllLines(register) : List.of();
        String previous = lines.isEmpty() ? "" : Signature.sha256(lines.getLast().getBytes(StandardCharsets.UTF_8));
        ObjectNode line = Json.object().put("run", run.getFileName().toString()).put("chain", accepted.chain()).put("sample", sample).put("seed", seed).put("previous", previous);
        Files.writeString(register, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
