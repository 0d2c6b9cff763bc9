package dev.glossa.judges.sacrebleu;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which tokenizer BLEU takes for a target language, so that one written without spaces does not fall to rules that look for them.
///
/// Under 13a such a line is a token or two: on one and the same Thai system BLEU was 14.9 with it and 64.1 by characters.
public final class TokenizerChoice {

    /// Thai, Lao, Khmer, Burmese, Shan, Mon, Chinese, Cantonese, Japanese, Tibetan and Dzongkha, in ISO 639-1 and 639-3.
    private static final Set<String> WITHOUT_SPACES = Set.of("th", "tha", "lo", "lao", "km", "khm", "my", "mya", "shn", "mnw", "zh", "zho", "cmn", "yue",
            "ja", "jpn", "bo", "bod", "dz", "dzo");
    private static final Set<String> CHINESE = Set.of("zh", "zho", "cmn", "yue");

    /// What a signature says of the choice.
    public static final String ALL = "13a,zh[yue+zh],char[bo+dz+ja+km+lo+mnw+my+shn+th]";

    private TokenizerChoice() {}

    /// The tokenizer for a language that needs no file and no dictionary: `zh` for Chinese, `char` for the others written without spaces, 13a for
    /// the rest.
    ///
    /// @param language its code, with or without script or region: `th`, `zh_Hant`, `khm_Khmr`
    public static RuleTokenizer of(String language) {
        if (CHINESE.contains(code(language))) {
            return RuleTokenizer.CHINESE;
        }
        return isWrittenWithoutSpaces(language) ? RuleTokenizer.CHARACTER : RuleTokenizer.MTEVAL_13A;
    }

    /// One line about a tokenizer that finds no words in a language, or nothing.
    public static Optional<String> warning(String language, Tokenizer tokenizer) {
        boolean looksForSpaces = tokenizer == RuleTokenizer.MTEVAL_13A || tokenizer == RuleTokenizer.INTERNATIONAL
                || tokenizer == RuleTokenizer.CHINESE && !CHINESE.contains(code(language));
        return looksForSpaces && isWrittenWithoutSpaces(language)
                ? Optional.of("'" + language + "' is written without spaces, where the tokenizer " + tokenizer.signature() + " finds no words; "
                        + of(language).signature() + " or flores200 would")
                : Optional.empty();
    }

    public static boolean isWrittenWithoutSpaces(String language) {
        return WITHOUT_SPACES.contains(code(language));
    }

    private static String code(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && lower.charAt(end) >= 'a' && lower.charAt(end) <= 'z') {
            end++;
        }
        return lower.substring(0, end);
    }
}
