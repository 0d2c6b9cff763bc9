package dev.glossa.harness.backend.llama;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The process that cuts texts with the vocabulary of a GGUF file, whatever weights it holds. It ends with its input.
final class VocabularyWorker {
    private VocabularyWorker() {}

    /// @param arguments folder of the llama.cpp build, and the GGUF file
    public static void main(String... arguments) {
        Frames.Out out = new Frames.Out(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        try {
            LibLlama library = LibLlama.load(Path.of(arguments[0]));
            Vocabulary vocabulary = LlamaModel.loadVocabulary(library, Path.of(arguments[1])).vocabulary();
            Worker.tell(out, new Wire.Report.Ready(Map.of("engine", "llama.cpp " + library.version(), "vocabulary", Integer.toString(vocabulary.size()))));
            Worker.start("reader", Worker.READER_STACK, () -> read(vocabulary, out));
            Thread.currentThread().join();
        } catch (IllegalArgumentException e) {
            Worker.tell(out, new Wire.Report.Refused(e.getMessage()));
            Runtime.getRuntime().halt(1);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(Worker.BROKEN);
        }
    }

    private static void read(Vocabulary vocabulary, Frames.Out out) {
        try {
            Frames.In in = new Frames.In(new FileInputStream(FileDescriptor.in));
            for (Optional<byte[]> message = in.read(); message.isPresent(); message = in.read()) {
                if (Wire.command(message.get()) instanceof Wire.Command.CountEach(long id, List<String> texts)) {
                    Worker.tell(out, new Wire.Report.CountedEach(id, texts.stream().map(vocabulary::count).toList()));
                }
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
        // The parent is gone or wants no more.
        Runtime.getRuntime().halt(0);
    }
}
