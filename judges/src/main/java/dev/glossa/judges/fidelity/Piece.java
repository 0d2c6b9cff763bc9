package dev.glossa.judges.fidelity;

import dev.glossa.judges.sacrebleu.PythonText;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What stands between blanks; in scripts that leave none between words, a run of letters, wherever it stands.
///
/// @param start   first code point of the text
/// @param end     exclusive
/// @param writing the script; `HAN` for Japanese too, which is written in three; `COMMON` where there are no letters or those of
///                several scripts
record Piece(int start, int end, UnicodeScript writing, ScriptHistogram letters) {
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.BOPOMOFO);
    private static final Set<UnicodeScript> SOUTH_EAST_ASIAN = EnumSet.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean unspaced = false;
        int start = 0;
        int point = 0;
        for (int i = 0; i < text.length(); point++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean space = PythonText.isSpace(c);
            boolean begins = unspaced ? !continues(c, piece.codePointAt(0)) : isUnspaced(ScriptHistogram.script(c));
            if (space || begins || piece.isEmpty()) {
                add(pieces, piece, start, point);
                start = point;
                unspaced = isUnspaced(ScriptHistogram.script(c));
            }
            if (!space) {
                piece.appendCodePoint(c);
            }
        }
        add(pieces, piece, start, point);
        return pieces;
    }

    private static void add(List<Piece> pieces, StringBuilder piece, int start, int end) {
        if (!piece.isEmpty()) {
            ScriptHistogram letters = ScriptHistogram.of(piece.toString());
            Set<UnicodeScript> writings = EnumSet.noneOf(UnicodeScript.class);
            letters.counts().keySet().forEach(script -> writings.add(writing(script)));
            pieces.add(new Piece(start, end, writings.size() == 1 ? writings.iterator().next() : UnicodeScript.COMMON, letters));
            piece.setLength(0);
        }
    }

    /// Letters that make a word: FLORES's lines have 1.6 (Chinese), 1.8 (Japanese) and 2.0 (Burmese) to 3.3 (Lao) per word of
    /// ICU's dictionaries, and a name must not be three words.
    static int wordLength(UnicodeScript writing) {
        return EAST_ASIAN.contains(writing) ? 2 : 3;
    }

    static boolean isUnspaced(UnicodeScript script) {
        return EAST_ASIAN.contains(script) || SOUTH_EAST_ASIAN.contains(script);
    }

    /// Marks, and what lengthens kana, belong to the letters before them.
    private static boolean continues(int c, int first) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> {
                UnicodeScript script = ScriptHistogram.script(c);
                yield script == UnicodeScript.COMMON ? Character.isLetter(c) : writing(script) == writing(ScriptHistogram.script(first));
            }
        };
    }

    private static UnicodeScript writing(UnicodeScript script) {
        return EAST_ASIAN.contains(script) ? UnicodeScript.HAN : script;
    }
}
