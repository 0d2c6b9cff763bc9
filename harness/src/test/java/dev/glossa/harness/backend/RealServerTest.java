package dev.glossa.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.Probe.Answer;
import dev.glossa.harness.backend.Probe.Finding;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// llama.cpp's own server, built outside the repository (`src/test/bench/llama-server.sh`), beside the embedded engine. The
/// variable `GLOSSA_LLAMA_SERVER` says where it is; without it these tests are skipped.
class RealServerTest {
    private static final String SERVER = System.getenv("GLOSSA_LLAMA_SERVER");

    @TempDir
    Path folder;

    @BeforeEach
    void installed() {
        Assumptions.assumeTrue(SERVER != null, "GLOSSA_LLAMA_SERVER names no llama-server");
        Assumptions.assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
    }

    private Backend served(Path model) throws Exception {
        Path file = Files.writeString(folder.resolve("serve.yaml"), "command: ['" + SERVER + "', -m, '{model}', --port, '{port}', -c, '8192', -np, '4', -t, '1', --no-webui]\n"
                + "log: " + folder.resolve("server.log") + "\n");
        return Registry.open(ModelUri.parse("serve:" + file + "?model=" + model), Backend.Settings.on(LocalDate.EPOCH));
    }

    private static Backend embedded(Path model) {
        return Registry.open(ModelUri.parse("llama:" + model + "?threads=1"), Backend.Settings.on(LocalDate.EPOCH));
    }

    /// In Cohere's family the server leaves the token that ends a turn in the text.
    @ParameterizedTest
    @EnumSource
    void theServerReadsWhatTheEmbeddedEngineReadsAndSaysWhatItSays(TinyModels.Architecture architecture) throws Exception {
        Path model = TinyModels.write(folder.resolve("tiny.gguf"), architecture, 2);
        try (Backend here = embedded(model); Backend there = served(model)) {
            List<Finding> findings = Parity.of(here, there);
            assertThat(findings).filteredOn(finding -> !finding.ability().equals("control tokens as text")).allMatch(finding -> finding.answer() == Answer.YES);
            assertThat(Parity.isBroken(findings)).isFalse();
            // What the embedded engine reads as text, the server takes for the end of a turn.
            assertThat(findings).filteredOn(finding -> finding.ability().equals("control tokens as text"))
                    .allSatisfy(finding -> assertThat(finding.evidence()).contains("'<'").containsPattern("there [0-9]+ '(</s>|<\\|END_OF_TURN_TOKEN\\|>)'"));
        }
    }

    @Test
    void aServerThatTakesEchoAndGivesNoPromptBackIsRefusedForRankingBeforeTheFirstSample() throws Exception {
        try (Backend there = served(TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.COHERE2, 1))) {
            Prompt ranking = new Prompt.Ranking(new Prompt.Context.Plain("ጥያቄ\nAnswer:"), List.of(" A", " B"));
            assertThat(there.refusal(ranking).orElseThrow()).contains("(llama.cpp) cannot weigh continuations: it accepts echo and logprobs, and gives back");
            assertThat(there.identity().details()).containsEntry("server", "llama.cpp").containsEntry("context", "2048");
            assertThat(there.complete(new Request(new Key("flores/am/0001", 0, ""), new Prompt.Generation(Prompt.user("ሰላም"), Decoding.greedy(8)))))
                    .isInstanceOf(Completion.Text.class);
        }
    }

    @Test
    void anotherModelBehindTheServerIsSeen() throws Exception {
        Path model = TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 1);
        try (Backend here = embedded(model); Backend there = served(TinyModels.write(folder.resolve("other.gguf"), TinyModels.Architecture.LLAMA, 2))) {
            assertThat(Parity.isBroken(Parity.of(here, there))).isTrue();
        }
    }
}
