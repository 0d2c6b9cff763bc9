package dev.glossa.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher's ahead-of-time cache is made from: the usual commands on bundled samples, in one process.
///
/// Whatever they load starts faster afterwards. Nothing is shown and nothing stays.
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("glossa-rehearsal");
        try {
            in(folder);
        } finally {
            List<Path> inside;
            try (Stream<Path> walk = Files.walk(folder)) {
                inside = walk.toList().reversed();
            }
            for (Path one : inside) {
                Files.delete(one);
            }
        }
        // As every command ends; it loads a logger.
        System.exit(0);
    }

    /// @return the exit code of each command
    static Map<List<String>, Integer> in(Path folder) throws IOException {
        String run = folder.resolve("run").toString();
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"flores/sw/0001\",\"text\":\"Habari za dunia\"}\n");
        Map<List<String>, Integer> codes = new LinkedHashMap<>();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            for (List<String> command : List.of(
                    List.of("--help"),
                    List.of("run", "--help"),
                    List.of("languages", "sw"),
                    List.of("run", "--model", "replay:" + answers, "--data", "bundled", "--languages", "sw,am", "--out", run),
                    List.of("score", run),
                    List.of("report", run, "--out", folder.resolve("report").toString()))) {
                codes.put(command, Main.execute(nowhere, nowhere, command.toArray(String[]::new)));
            }
        }
        return codes;
    }
}
