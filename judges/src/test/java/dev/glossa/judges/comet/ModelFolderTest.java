package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ModelFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aModelThatFits() throws IOException {
        ModelFolders.write(Architecture.COMETKIWI, folder);
    }

    @Test
    void aFolderWithoutManifestIsTold() throws IOException {
        Files.delete(folder.resolve("manifest.json"));
        refused(folder + " holds no manifest.json; judges/src/main/python/export_comet.py makes a model folder of a checkpoint");
    }

    @Test
    void aModelOfAnotherFamilyIsNotMistakenForThisOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> CometModel.open(folder, Architecture.XCOMET, ModelFolders.settings()))
                .withMessage(folder + " holds a cometkiwi model; this metric computes xcomet");
    }

    @Test
    void whatDoesNotFitInTheManifestIsNamed() throws IOException {
        spoilt(m -> m.put("precission", "fp32"), "manifest.json: no key 'precission' in a manifest; did you mean 'precision'?");
        spoilt(m -> m.remove("scale"), "manifest.json: no \"scale\"");
        spoilt(m -> m.put("format", "glossa-comet/9"), "manifest.json: format 'glossa-comet/9'; there are [glossa-comet/1]");
        spoilt(m -> m.put("architecture", "bleurt"), "manifest.json: architecture 'bleurt'; there are [comet, cometkiwi, xcomet]");
        spoilt(m -> m.put("precision", "int4"), "manifest.json: precision 'int4'; there are [fp32, fp16, int8]");
        spoilt(m -> m.put("scale", "percent"), "manifest.json: scale 'percent'; there are [unit, z]");
        spoilt(m -> m.put("opset", 99), "manifest.json: opset 99; export with one from 11 to 26");
        spoilt(m -> m.put("max_tokens", 0), "manifest.json: max_tokens 0; XLM-R takes 512");
        spoilt(m -> m.put("opset", "many"), "manifest.json: ");
        spoilt(m -> m.putObject("graphs").put("encoder", "model.onnx"), "manifest.json: graphs [encoder]; cometkiwi has [model]");
        spoilt(m -> m.withObject("/tokenizer").put("ties", "none"), "manifest.json: tokenizer.ties 'none'; there are [hugging-face, sentencepiece]");
        spoilt(m -> m.withObject("/tokenizer").put("vocabulary", 250002), "pieces.model has 3000 pieces, so 3002 ids; the manifest's vocabulary is 250002");
        spoilt(m -> m.withObject("/digests").remove("pieces.model"), "manifest.json: no digest for [pieces.model]");
        spoilt(m -> m.withObject("/digests").put("../../etc/passwd", "0"), ": '../../etc/passwd' is no plain file name");
        spoilt(m -> m.withObject("/tokenizer").remove("ties"), "manifest.json: no \"tokenizer.ties\"");
        spoilt(m -> m.withObject("/tokenizer").remove("file"), "manifest.json: no \"tokenizer.file\"");
        spoilt(m -> m.putObject("graphs").putNull("model"), "manifest.json: no \"graphs.model\"");
        spoilt(m -> m.withObject("/digests").putNull("pieces.model"), "manifest.json: no \"digests.pieces.model\"");
        spoilt(m -> m.withObject("/digests").put("a\0b", "0"), " is no plain file name");
        spoilt(m -> m.withObject("/digests").put("weights.bin", "0"), " holds no weights.bin, which its manifest names");
    }

    @Test
    void aFileThatIsNotTheExportedOneNeverReachesTheRuntime() throws IOException {
        byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
        model[model.length / 2] ^= 1;
        Files.write(folder.resolve("model.onnx"), model);
        refused(folder.resolve("model.onnx") + ": sha256 ");
        Files.write(folder.resolve("model.onnx"), Arrays.copyOf(model, 1000));
        refused("; the file is not the one that was exported");
    }

    @Test
    void aGraphThatIsNoneIsRefusedInOneLine() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "not a graph");
        ModelFolders.write(ModelFolders.manifest(folder), folder);
        refused(folder.resolve("model.onnx") + " cannot be opened: ");
    }

    @Test
    void aGraphWithOtherInputsIsRefusedByName() throws IOException {
        Path comet = ModelFolders.write(Architecture.COMET, folder.resolve("comet"));
        Files.copy(comet.resolve("head.onnx"), folder.resolve("model.onnx"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.walk(comet).sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        ModelFolders.write(ModelFolders.manifest(folder), folder);
        refused("model.onnx: its inputs are [mt, ref, src]; needed are [attention_mask, input_ids]");
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Device.parse("tpu")).withMessage("no device 'tpu'; there are cpu, cuda and cuda:N");
        CometModel.Settings cuda = new CometModel.Settings(Device.parse("cuda:0"), 1, 4096, java.util.Optional.empty());
        assertThatIllegalArgumentException().isThrownBy(() -> CometModel.open(folder, Architecture.COMETKIWI, cuda))
                .withMessageStartingWith("this onnxruntime has no CUDA; put onnxruntime_gpu");
    }

    private void spoilt(Consumer<ObjectNode> change, String message) throws IOException {
        String before = Files.readString(folder.resolve("manifest.json"));
        ObjectNode manifest = ModelFolders.manifest(folder);
        change.accept(manifest);
        Files.writeString(folder.resolve("manifest.json"), manifest.toString());
        refused(message);
        Files.writeString(folder.resolve("manifest.json"), before);
    }

    private void refused(String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> CometModel.open(folder, Architecture.COMETKIWI, ModelFolders.settings()))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
