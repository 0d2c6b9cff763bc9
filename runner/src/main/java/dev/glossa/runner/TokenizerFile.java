package dev.glossa.runner;

import dev.glossa.harness.TokenCounter;
import dev.glossa.harness.backend.llama.GgufTokenizer;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.judges.sentencepiece.SentencePiece;
import dev.glossa.reports.tokens.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// An opened tokenizer: a GGUF file, whose tokens llama.cpp cuts, or a SentencePiece model.
///
/// @param counter closed with this
record TokenizerFile(Tokenizer description, TokenCounter counter) implements AutoCloseable {
    private static final byte[] GGUF = {'G', 'G', 'U', 'F'};

    /// @param engine folder of a llama.cpp build; empty for the installed one
    static TokenizerFile open(String name, Path file, Optional<Path> engine) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no tokenizer file " + file + "; a GGUF or SentencePiece file is expected");
        }
        try {
            String digest = sha256(file);
            if (isGguf(file)) {
                GgufTokenizer tokenizer = GgufTokenizer.open(file, engine.map(EngineLibrary::at).orElseGet(EngineLibrary::require));
                return new TokenizerFile(new Tokenizer(name, digest, tokenizer.engine(), tokenizer.size()), tokenizer);
            }
            SentencePiece pieces = SentencePiece.load(file);
            return new TokenizerFile(new Tokenizer(name, digest, "SentencePiece", pieces.size()), pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isGguf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(GGUF.length), GGUF);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (counter instanceof GgufTokenizer tokenizer) {
            tokenizer.close();
        }
    }
}
