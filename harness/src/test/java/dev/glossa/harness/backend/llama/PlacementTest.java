package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.harness.ModelUri;
import dev.glossa.harness.gguf.TinyModels;

class PlacementTest {
    @TempDir
    Path folder;

    @Test
    void everyGroupOfProcessorsHasAWorker() {
        assertThat(placements("cpus=0-7,16/8-15")).containsExactly(new Placement(Map.of(), Optional.of("0-7,16")), new Placement(Map.of(), Optional.of("8-15")));
        assertThat(placements("cpus=0-7,16/8-15").getFirst().threads()).isEqualTo(OptionalInt.of(9));
        assertThat(placements("workers=2")).hasSize(2).allSatisfy(one -> {
            assertThat(one.command()).isEmpty();
            assertThat(one.threads()).isEmpty();
        });
    }

    @Test
    void aGpuMayHaveItsProcessors() {
        assertThat(placements("gpus=0,1&cpus=0/1").getLast()).isEqualTo(new Placement(
                Map.of("CUDA_VISIBLE_DEVICES", "1", "GGML_VK_VISIBLE_DEVICES", "1"), Optional.of("1")));
    }

    @Test
    void aNumaNodeStandsForItsProcessors() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("node0")).resolve("cpulist"), "0-3,8-11\n");
        Files.writeString(Files.createDirectory(folder.resolve("node1")).resolve("cpulist"), "4-7\n");
        Files.writeString(Files.createDirectory(folder.resolve("node2")).resolve("cpulist"), "\n");
        assertThat(placements("cpus=node0/node1").stream().map(one -> one.processors().orElseThrow())).containsExactly("0-3,8-11", "4-7");
        assertThatThrownBy(() -> placements("cpus=node7")).hasMessageContaining("shows no NUMA node of that name");
        assertThatThrownBy(() -> placements("cpus=node2")).hasMessageContaining("would do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpus=", "cpus=0-", "cpus=a", "cpus=0//1", "cpus=3-1", "cpus=99999", "cpus=0;rm", "cpus=../0", "cpus=0/1&workers=3", "cpus=0/1&gpus=0"})
    void whatNamesNoProcessorsIsRefused(String options) {
        assertThatThrownBy(() -> placements(options)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("llama:m.gguf");
    }

    @Test
    void aWorkerProcessRunsOnItsProcessorsOnlyAndSoDoesItsSuccessor() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux pins processes");
        Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor cannot be told from another");
        try (TinyBackend tiny = TinyBackend.open(folder, TinyModels.Architecture.LLAMA, "parallel=1&cpus=0/1")) {
            List<Lane> lanes = tiny.backend().lanes();
            assertThat(List.of(allowed(lanes.get(0)), allowed(lanes.get(1)))).containsExactly("0", "1");
            long first = lanes.get(1).worker().pid();
            ProcessHandle process = ProcessHandle.of(first).orElseThrow();
            assertThat(process.destroyForcibly()).isTrue();
            process.onExit().get();
            assertThat(lanes.get(1).count("ሰላም")).isPositive();
            assertThat(lanes.get(1).worker().pid()).isNotEqualTo(first);
            assertThat(allowed(lanes.get(1))).isEqualTo("1");
        }
    }

    private static String allowed(Lane lane) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + lane.worker().pid() + "/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow().split(":")[1].strip();
    }

    private List<Placement> placements(String options) {
        return Placement.of(ModelUri.parse("llama:m.gguf?" + options), folder);
    }
}
