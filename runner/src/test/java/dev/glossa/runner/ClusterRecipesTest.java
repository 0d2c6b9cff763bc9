package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The recipes of docs/clusters.md as they stand there, each index a plain process under the variables that the cluster sets.
@Timeout(300)
class ClusterRecipesTest {
    @TempDir
    Path folder;

    private void wrapper() throws Exception {
        Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"global-mmlu/am/x\",\"likelihoods\":[0,0,0,0]}\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(folder.resolve("glossa"), """
                #!/bin/sh
                case $1 in run) set -- "$@" --data bundled --languages am,km,ur ;; esac
                exec "%s" -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -cp "$CP" dev.glossa.runner.Main "$@"
                """.formatted(java));
        Files.setPosixFilePermissions(folder.resolve("glossa"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(folder.resolve("runs"));
    }

    private Process start(String script, Map<String, String> variables) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().putAll(Map.of("CP", System.getProperty("java.class.path"), "MODEL", "replay:" + folder.resolve("answers.jsonl"),
                "DATE", "2026-08-23", "SECRET", "s", "RUNS", folder.resolve("runs").toString()));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private void all(List<Process> processes) throws Exception {
        for (Process process : processes) {
            // Every sample fails, since the replay knows none of them: exit code 1, and a line for each.
            assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isIn(0, 1);
        }
    }

    private long merged(String command) throws Exception {
        assertThat(start(command, Map.of()).waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(Files.readString(folder.resolve("log"))).doesNotContain("not among them");
        try (Stream<String> lines = Files.lines(folder.resolve("runs/whole/completions.jsonl"))) {
            return lines.map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1")).distinct().count();
        }
    }

    private static String block(String from, String start) throws Exception {
        String page = Files.readString(Path.of("../docs/clusters.md"));
        int at = page.indexOf(start, page.indexOf(from)) + start.length();
        return page.substring(at, page.indexOf("```", at));
    }

    @Test
    void slurmsArrayIsTheWholeRun() throws Exception {
        wrapper();
        String job = block("## Slurm", "```sh\n");
        List<Process> tasks = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            tasks.add(start(job, Map.of("SLURM_ARRAY_TASK_ID", String.valueOf(i), "SLURM_ARRAY_TASK_COUNT", "3")));
        }
        all(tasks);
        assertThat(merged(block("and after it", "```sh\n"))).isEqualTo(samples());
    }

    @Test
    void kubernetesIndexedJobIsTheWholeRun() throws Exception {
        wrapper();
        String args = block("## Kubernetes", "            - ./glossa");
        String command = "./glossa" + args.substring(0, args.indexOf("          volumeMounts")).replaceAll("\\s+", " ").replace("/16", "/2").replace("/runs/", folder + "/runs/");
        List<Process> pods = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            pods.add(start(command, new HashMap<>(Map.of("JOB_COMPLETION_INDEX", String.valueOf(i)))));
        }
        all(pods);
        assertThat(merged(block("and after it", "```sh\n"))).isEqualTo(samples());
    }

    private long samples() throws Exception {
        MainTest.Outcome preview = MainTest.glossa("run", "--benchmark", "global-mmlu", "--data", "bundled", "--languages", "am,km,ur", "--dry-run");
        return Long.parseLong(preview.out().replaceAll("(?s)^global-mmlu: ([\\d,]+) to ask.*", "$1").replace(",", ""));
    }
}
