package dev.glossa.judges.fidelity;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import dev.glossa.harness.Language;
import dev.glossa.judges.sacrebleu.PythonText;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What counts as a word of a line: it decides which lines are long enough to be judged.
enum Words {
    /// The protocol's: what stands between white space; for Chinese and Japanese, in place of jieba and MeCab, two
    /// characters at a time. Most lines of Lao, Khmer, Thai and Burmese have fewer than five such words and go unjudged.
    SPACED,
    /// The same, but words of Lao, Khmer, Thai and Burmese are those of ICU's dictionaries.
    DICTIONARY;

    private static final Set<String> UNSPACED = Set.of("Laoo", "Khmr", "Thai", "Mymr");

    /// For a signature.
    String wireName() {
        return switch (this) {
            case SPACED -> "space+cjk2";
            case DICTIONARY -> "space+cjk2+icu" + VersionInfo.ICU_VERSION.getMajor() + "." + VersionInfo.ICU_VERSION.getMinor();
        };
    }

    List<String> of(String line, Language language) {
        String code = language.varietyOf().orElse(language.code());
        if (code.equals("zh") || code.equals("ja")) {
            return paired(line);
        }
        return this == DICTIONARY && UNSPACED.contains(language.script()) ? dictionary(line, code) : PythonText.split(line);
    }

    /// Pieces between white space, and in them runs of Chinese characters and kana cut into twos.
    private static List<String> paired(String line) {
        List<String> words = new ArrayList<>();
        for (String piece : PythonText.split(line)) {
            int from = 0;
            int characters = 0;
            boolean before = false;
            for (int i = 0; i < piece.length(); ) {
                int c = piece.codePointAt(i);
                boolean unspaced = isUnspaced(c);
                if (i > from && (unspaced != before || unspaced && characters == 2)) {
                    words.add(piece.substring(from, i));
                    from = i;
                    characters = 0;
                }
                before = unspaced;
                characters++;
                i += Character.charCount(c);
            }
            words.add(piece.substring(from));
        }
        return words;
    }

    private static boolean isUnspaced(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || c == 0x30FC;
    }

    private static List<String> dictionary(String line, String code) {
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.forLanguageTag(code));
        breaks.setText(line);
        List<String> words = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                words.add(line.substring(from, to));
            }
        }
        return words;
    }
}
