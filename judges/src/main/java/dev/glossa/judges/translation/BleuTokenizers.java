package dev.glossa.judges.translation;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Signature;
import dev.glossa.judges.sacrebleu.Bleu;
import dev.glossa.judges.sacrebleu.CorpusMetric;
import dev.glossa.judges.sacrebleu.MetricSignature;
import dev.glossa.judges.sacrebleu.RuleTokenizer;
import dev.glossa.judges.sacrebleu.SentencePieceTokenizer;
import dev.glossa.judges.sacrebleu.Tokenizer;
import dev.glossa.judges.sacrebleu.TokenizerChoice;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// With which tokenizer BLEU reads which language: a SentencePiece model for all if there is a file of one, else the rules that `tokenize` names
/// for all, else those that suit each.
final class BleuTokenizers {

    /// spBLEU's models, by the names of sacreBLEU and of the files that the user gives.
    private static final List<String> MODELS = List.of("flores200", "flores101", "spBLEU-1K");

    private BleuTokenizers() {}

    static ReferenceMetric.Measure of(Metric.Resources resources) {
        for (String name : MODELS) {
            Optional<Path> file = resources.file(name);
            if (file.isPresent()) {
                return spBleu(name, file.get());
            }
        }
        Optional<String> named = resources.option("tokenize");
        return named.isPresent() ? new ForAll(RuleTokenizer.named(named.get()), "") : new ForEach();
    }

    private static ReferenceMetric.Measure spBleu(String name, Path file) {
        try {
            return new ForAll(new SentencePieceTokenizer(name, SentencePiece.load(file)), Signature.sha256(Files.readAllBytes(file)).substring(0, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the SentencePiece model of " + name + " cannot be read", e);
        }
    }

    /// @param model the digest of a model's file, which its name alone does not pin; empty for rules
    private record ForAll(Tokenizer tokenizer, String model) implements ReferenceMetric.Measure {
        @Override
        public CorpusMetric in(Language language) {
            return Bleu.defaults().withTokenizer(tokenizer);
        }

        @Override
        public MetricSignature signature() {
            MetricSignature signature = Bleu.defaults().withTokenizer(tokenizer).signature("1");
            return model.isEmpty() ? signature : signature.with("spm", model);
        }
    }

    private record ForEach() implements ReferenceMetric.Measure {
        @Override
        public CorpusMetric in(Language language) {
            return Bleu.defaults().withTokenizer(TokenizerChoice.of(language.code()));
        }

        @Override
        public MetricSignature signature() {
            return Bleu.defaults().signature("1").with("tok", TokenizerChoice.ALL);
        }
    }
}
