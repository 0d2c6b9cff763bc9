package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.judges.sacrebleu.PythonText;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A stretch of an answer in a script that its language is not written in.
///
/// @param start first code point of the answer
/// @param end   exclusive
/// @param words how many words it has
public record ForeignSpan(int start, int end, UnicodeScript script, int words) {
    /// One foreign word is a name, a unit or a term; from this many on the answer has changed its language.
    private static final int LEAST_WORDS = 3;
    private static final String FENCE = "```";

    /// The runs of three or more words in one foreign script, outside fenced code. What has no letters neither begins nor
    /// ends a run.
    public static List<ForeignSpan> of(String text, Language language) {
        Set<UnicodeScript> own = Scripts.of(language);
        List<ForeignSpan> spans = new ArrayList<>();
        if (own.isEmpty()) {
            return spans;
        }
        Run run = new Run(spans);
        boolean code = false;
        int codePoint = 0;
        for (int i = 0; i < text.length(); ) {
            int start = i;
            while (i < text.length() && !PythonText.isSpace(text.charAt(i))) {
                i++;
            }
            if (i == start) {
                i++;
                codePoint++;
                continue;
            }
            String word = text.substring(start, i);
            int length = word.codePointCount(0, word.length());
            if (word.startsWith(FENCE)) {
                code = !code;
                run.end();
            } else if (!code) {
                run.add(word, own, codePoint, codePoint + length);
            }
            codePoint += length;
        }
        run.end();
        return spans;
    }

    /// A run while it grows.
    private static final class Run {
        private final List<ForeignSpan> spans;
        private UnicodeScript script = UnicodeScript.COMMON;
        private int start;
        private int end;
        private int words;

        Run(List<ForeignSpan> spans) {
            this.spans = spans;
        }

        void add(String word, Set<UnicodeScript> own, int from, int to) {
            ScriptHistogram letters = ScriptHistogram.of(word);
            if (letters.total() == 0) {
                return;
            }
            UnicodeScript found = letters.counts().keySet().iterator().next();
            if (letters.counts().size() > 1 || own.contains(found)) {
                end();
                return;
            }
            if (found != script) {
                end();
                script = found;
                start = from;
            }
            end = to;
            words++;
        }

        void end() {
            if (words >= LEAST_WORDS) {
                spans.add(new ForeignSpan(start, end, script, words));
            }
            script = UnicodeScript.COMMON;
            words = 0;
        }
    }
}
