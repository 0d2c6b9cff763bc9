package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.runner.MainTest.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersCommandTest {
    @TempDir
    Path folder;

    private Path text;
    private Path gguf;

    @BeforeEach
    void threeTextsOfTheSameTwoSentences() throws IOException {
        text = Files.createDirectories(folder.resolve("text"));
        Files.writeString(text.resolve("eng_Latn.devtest"), "He reads fast.\n\nI ❤ 🍕.\n");
        Files.writeString(Files.createDirectories(text.resolve("am")).resolve("test.txt"), "ፈጽሞ በፍጥነት ያነባል\nእወዳለሁ 🍕\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(text.resolve("devtest.khm_Khmr.gz")))) {
            out.write("ខ្ញុំចូលចិត្តអានសៀវភៅ\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Files.writeString(text.resolve("metadata.tsv"), "URL\tdomain\n");
        gguf = TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 7);
    }

    @Test
    void tokensAreCountedByLanguageAndScriptForEveryTokenizer() throws Exception {
        assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
        Path out = folder.resolve("out");
        Outcome outcome = glossa("tokenizers", "--tokenizer", "a=" + gguf, "--tokenizer", gguf.toString(), "--text", text.toString(), "--out", out.toString());
        assertThat(outcome.err()).isEqualTo("1 file is named after no language, such as " + text.resolve("metadata.tsv") + "\n");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("| script | | a | tiny |\n").contains("| Ethiopic | 1 language |", "| Khmer | 1 language |", out.resolve("index.html").toString());
        String csv = Files.readString(out.resolve("tokens.csv"));
        assertThat(csv).containsPattern("language,en,Latn,1,a,2,20,\\d+,[0-9.]+,1\n").containsPattern("language,am,Ethi,1,tiny,2,21,\\d+,[0-9.]+,[0-9.]+\n")
                .containsPattern("language,km,Khmr,1,a,1,21,\\d+,[0-9.]+,\n");
        assertThat(Files.readString(out.resolve("tokenizers.csv"))).containsPattern("tiny,[0-9a-f]{64},llama.cpp .*,\\d+\n");
    }

    @Test
    void whatCannotBeCountedIsToldInOneLine() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.model"), "no tokenizer");
        refused(1, broken + " is not a SentencePiece model: ", "--tokenizer", broken.toString(), "--text", text.toString());
        Path cut = Files.write(folder.resolve("cut.gguf"), java.util.Arrays.copyOf(Files.readAllBytes(gguf), 5000));
        refused(1, cut + ": at byte ", "--tokenizer", cut.toString(), "--text", text.toString());
        refused(1, "there is no tokenizer file nowhere.gguf", "--tokenizer", "nowhere.gguf", "--text", text.toString());
        refused(1, folder.resolve("none") + " is no folder", "--tokenizer", broken.toString(), "--text", folder.resolve("none").toString());
        refused(1, text + " holds no text of a wanted language", "--tokenizer", broken.toString(), "--text", text.toString(), "--languages", "sw");
        refused(2, "two tokenizers are called 'broken'", "--tokenizer", broken.toString(), "--tokenizer", "broken=x", "--text", text.toString());
        refused(2, "'=x' names no tokenizer", "--tokenizer", "=x", "--text", text.toString());
    }

    private void refused(int code, String message, String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "tokenizers";
        System.arraycopy(options, 0, line, 1, options.length);
        line[options.length + 1] = "--out";
        line[options.length + 2] = folder.resolve("refused").toString();
        Outcome outcome = glossa(line);
        assertThat(outcome.err().lines().filter(l -> !l.contains("named after no language")).toList()).hasSize(1).first().asString().startsWith("glossa: " + message);
        assertThat(outcome.code()).isEqualTo(code);
    }
}
