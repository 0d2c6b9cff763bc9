package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.JapaneseTokenizer;
import dev.glossa.judges.sacrebleu.KoreanTokenizer;
import dev.glossa.judges.sacrebleu.RuleTokenizer;
import dev.glossa.judges.sacrebleu.SentencePieceTokenizer;
import dev.glossa.judges.sacrebleu.Tokenizer;
import dev.glossa.judges.sacrebleu.TokenizerChoice;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// BLEU's tokenizer by sacreBLEU's names for them.
final class MetricTokenizers {

    /// Where sacreBLEU keeps the models it has fetched.
    private static final Map<String, String> MODEL_FILES =
            Map.of("flores101", "sacrebleu_tokenizer_spm.model", "flores200", "flores200sacrebleuspm");

    private MetricTokenizers() {}

    static Tokenizer choose(MetricOptions options, MetricConsole console) throws IOException {
        String language = options.languagePair.isEmpty() ? "" : target(options.languagePair.get());
        Tokenizer tokenizer = named(options.tokenize.isEmpty() ? byLanguage(language) : options.tokenize.get(), options, console);
        Optional<String> warning = TokenizerChoice.warning(language, tokenizer);
        if (warning.isPresent()) {
            console.say(warning.get());
        }
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
        return switch (language) {
            case "zh" -> "zh";
            case "ja" -> "ja-mecab";
            case "ko" -> "ko-mecab";
            default -> "13a";
        };
    }

    private static Tokenizer named(String name, MetricOptions options, MetricConsole console) throws IOException {
        return switch (name) {
            case "none", "13a", "intl", "zh", "char" -> RuleTokenizer.named(name);
            case "ja-mecab" -> JapaneseTokenizer.load();
            case "ko-mecab" -> KoreanTokenizer.load();
            case "flores101", "flores200", "spBLEU-1K" -> pieces(name, options);
            case "spm" -> {
                console.say("Tokenizer 'spm' has been changed to 'flores101', and may be removed in the future.");
                yield pieces("flores101", options);
            }
            default -> throw new IllegalArgumentException("'" + name
                    + "' is no tokenizer; there are none, 13a, intl, zh, char, ja-mecab, ko-mecab, flores101, flores200, spBLEU-1K");
        };
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
