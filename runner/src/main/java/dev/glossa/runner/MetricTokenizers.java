package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.JapaneseTokenizer;
import dev.glossa.judges.sacrebleu.RuleTokenizer;
import dev.glossa.judges.sacrebleu.SentencePieceTokenizer;
import dev.glossa.judges.sacrebleu.Tokenizer;
import dev.glossa.judges.sacrebleu.TokenizerChoice;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// BLEU's tokenizer by sacreBLEU's names for them.
final class MetricTokenizers {

    /// Where sacreBLEU keeps the models it has fetched.
    private static final Map<String, String> MODEL_FILES =
            Map.of("flores101", "sacrebleu_tokenizer_spm.model", "flores200", "flores200sacrebleuspm");
    private static final List<String> MODELS = List.of("flores101", "flores200", "spBLEU-1K");

    private MetricTokenizers() {}

    static Tokenizer choose(MetricOptions options, MetricConsole console) throws IOException {
        String language = options.languagePair.isEmpty() ? "" : target(options.languagePair.get());
        Tokenizer tokenizer = named(options.tokenize.isEmpty() ? byLanguage(language) : options.tokenize.get(), options, console);
        TokenizerChoice.warning(language, tokenizer).ifPresent(console::say);
        return tokenizer;
    }

    private static String target(String pair) {
        int dash = pair.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("a language pair reads like en-zh, not '" + pair + "'");
        }
        return pair.substring(dash + 1);
    }

    /// sacreBLEU's own choice, for its numbers; the warning says where it does not suit the language.
    private static String byLanguage(String language) {
        return language.equals("zh") ? "zh" : "13a";
    }

    private static Tokenizer named(String name, MetricOptions options, MetricConsole console) throws IOException {
        for (RuleTokenizer tokenizer : RuleTokenizer.values()) {
            if (tokenizer.signature().equals(name)) {
                return tokenizer;
            }
        }
        if (name.equals("spm")) {
            console.say("Tokenizer 'spm' has been changed to 'flores101', and may be removed in the future.");
            return pieces("flores101", options);
        }
        if (name.equals("ja-mecab")) {
            return JapaneseTokenizer.load();
        }
        if (MODELS.contains(name)) {
            return pieces(name, options);
        }
        throw new IllegalArgumentException("'" + name + "' is no tokenizer; there are none, 13a, intl, zh, char, ja-mecab, " + String.join(", ", MODELS));
    }

    private static Tokenizer pieces(String name, MetricOptions options) throws IOException {
        Path file = options.spmModel.isPresent() ? options.file(options.spmModel.get())
                : Path.of(System.getProperty("user.home"), ".sacrebleu", "models", MODEL_FILES.getOrDefault(name, name + ".model"));
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("the tokenizer " + name + " needs its SentencePiece model: " + file + " is missing; --spm-model names another");
        }
        return new SentencePieceTokenizer(name, SentencePiece.load(file));
    }
}
