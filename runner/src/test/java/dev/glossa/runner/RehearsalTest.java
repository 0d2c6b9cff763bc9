package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @Test
    void everyCommandOfTheRehearsalIsStillOne(@TempDir Path folder) throws IOException {
        assertThat(Rehearsal.in(folder)).isNotEmpty().allSatisfy((command, code) -> assertThat(code).as("glossa " + command).isZero());
        assertThat(folder.resolve("run/scores.jsonl")).isNotEmptyFile();
    }
}
