package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @Test
    void everyCommandOfTheRehearsalIsStillOne(@TempDir Path folder) throws IOException {
        assertThat(Rehearsal.in(folder)).isNotEmpty().allSatisfy((command, code) -> assertThat(code).as("glossa " + command).isZero());
        assertThat(folder.resolve("run/scores.jsonl")).isNotEmptyFile();
    }

    @Test
    void theMetricsRehearsalIsACommandStill(@TempDir Path folder) throws IOException {
        assertThat(MetricRehearsal.of(folder.resolve("reference"), folder.resolve("hypothesis"), 20, List.of("-m", "bleu", "chrf", "ter"))).isZero();
    }
}
