package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A stretch of an answer in a script that its language is not written in.
///
/// @param start  first code point of the answer
/// @param end    exclusive
/// @param script of a Japanese passage, that of most of its letters
/// @param words  how many words it has; where a script leaves no blanks between words, letters tell ([Piece#wordLength])
public record ForeignSpan(int start, int end, UnicodeScript script, int words) {
    /// One foreign word is a name, a unit or a term; from this many on the answer has changed its language.
    private static final int LEAST_WORDS = 3;
    /// Where Chinese characters are a language's own, what makes them Japanese: a quarter of kana, less is a fashion.
    private static final int LEAST_FOREIGN = 4;

    /// The runs of three or more words in one foreign script, outside fenced code. What has no letters neither begins nor
    /// ends a run.
    public static List<ForeignSpan> of(String text, Language language) {
        Set<UnicodeScript> own = Scripts.of(language);
        List<ForeignSpan> spans = new ArrayList<>();
        if (own.isEmpty()) {
            return spans;
        }
        for (Prose prose : Prose.of(text)) {
            Run run = new Run(spans, own, prose.start());
            Piece.of(prose.text()).forEach(run::add);
            run.end();
        }
        return spans;
    }

    /// A run while it grows.
    private static final class Run {
        private final List<ForeignSpan> spans;
        private final Set<UnicodeScript> own;
        private final int offset;
        private final Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        private UnicodeScript writing = UnicodeScript.COMMON;
        private int start;
        private int end;
        private int pieces;

        Run(List<ForeignSpan> spans, Set<UnicodeScript> own, int offset) {
            this.spans = spans;
            this.own = own;
            this.offset = offset;
        }

        void add(Piece piece) {
            if (piece.letters().total() == 0) {
                return;
            }
            if (!isForeign(piece)) {
                end();
                return;
            }
            if (piece.writing() != writing) {
                end();
                writing = piece.writing();
                start = piece.start();
            }
            end = piece.end();
            pieces++;
            piece.letters().counts().forEach((script, count) -> letters.merge(script, count, Integer::sum));
        }

        private boolean isForeign(Piece piece) {
            int foreign = piece.letters().total() - piece.letters().in(own);
            return piece.writing() != UnicodeScript.COMMON && foreign > 0 && LEAST_FOREIGN * foreign >= piece.letters().total();
        }

        void end() {
            int words = Piece.isUnspaced(writing) ? letters.values().stream().mapToInt(Integer::intValue).sum() / Piece.wordLength(writing) : pieces;
            if (words >= LEAST_WORDS) {
                UnicodeScript script = letters.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
                spans.add(new ForeignSpan(offset + start, offset + end, script, words));
            }
            writing = UnicodeScript.COMMON;
            pieces = 0;
            letters.clear();
        }
    }
}
