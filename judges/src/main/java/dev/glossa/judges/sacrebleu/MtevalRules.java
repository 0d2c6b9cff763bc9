package dev.glossa.judges.sacrebleu;

/// The substitutions of mteval-v13a as sacreBLEU 2.6.0 spells them; the `zh` tokenizer and TER's normalisation share them.
///
/// The passes may work on UTF-16 units: what they look for is ASCII, and a class's complement that takes a whole surrogate pair in the
/// original takes its nearer half here, which writes the same.
final class MtevalRules {

    /// Space to `&`, `(` to `+`, `/`, `:` to `@`, `[` to a backquote, `{` to `~`; not the apostrophe, comma, hyphen or full stop.
    private static final boolean[] SEPARATED = new boolean[128];
    /// What any of the substitutions looks for.
    private static final boolean[] MARKED = new boolean[128];

    static {
        for (char c = ' '; c <= '~'; c++) {
            SEPARATED[c] = c <= '&' || c >= '(' && c <= '+' || c == '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{';
            MARKED[c] = c != ' ' && SEPARATED[c] || c == '.' || c == ',' || c == '-';
        }
    }

    private MtevalRules() {}

    /// Joins hyphenated lines and decodes four entities, each where the ones before have left it.
    ///
    /// @param skipped whether `<skipped>` goes
    static void unescape(Letters line, boolean skipped) {
        boolean rare = false;
        for (int i = 0; i < line.length; i++) {
            char c = line.text[i];
            rare |= c == '&' || c == '\n' || c == '<';
        }
        if (rare) {
            String text = line.toString();
            line.set((skipped ? text.replace("<skipped>", "").replace("-\n", "") : text.replace("\n-", ""))
                    .replace("\n", " ").replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"));
        }
    }

    /// One blank on each side.
    static void surround(Letters line) {
        line.begin(1);
        line.write(' ');
        line.write(0, line.length);
        line.write(' ');
        line.end();
    }

    /// The four substitutions.
    ///
    /// @param bounded whether the line has white space before and behind it
    static void apply(Letters line, boolean bounded) {
        if (!applyAtOnce(line, bounded)) {
            if (bounded) {
                surround(line);
            }
            separate(line);
            marks(line);
        }
    }

    /// All four in one pass. Where no two full stops or commas touch, each goes by its own neighbours: it stays if both are digits.
    ///
    /// @return false, and the line as it was, if two of them touch
    private static boolean applyAtOnce(Letters line, boolean bounded) {
        line.begin(3);
        char[] text = line.text;
        int last = line.length - 1;
        char outside = bounded ? ' ' : '0';
        for (int i = 0; i <= last; i++) {
            char c = text[i];
            if (c >= 128 || !MARKED[c]) {
                line.write(c);
                continue;
            }
            boolean apart = true;
            if (c == '.' || c == ',') {
                char before = i == 0 ? outside : text[i - 1];
                char behind = i == last ? outside : text[i + 1];
                if (isPeriodOrComma(behind)) {
                    return false;
                }
                apart = !isDigit(before) || !isDigit(behind);
            } else if (c == '-') {
                apart = i > 0 && isDigit(text[i - 1]);
            }
            if (apart) {
                line.write(' ');
                line.write(c);
                line.write(' ');
            } else {
                line.write(c);
            }
        }
        line.end();
        return true;
    }

    /// Blanks around ASCII punctuation and symbols.
    static void separate(Letters line) {
        line.begin(3);
        for (int i = 0; i < line.length; i++) {
            char c = line.text[i];
            if (c == ' ') {
                line.write(c);
            } else if (c < 128 && SEPARATED[c]) {
                line.write(' ');
                line.write(c);
                line.write(' ');
            } else {
                line.write(c);
            }
        }
        line.end();
    }

    /// Full stops and commas unless between digits, then hyphens behind digits. A substitution takes its two letters with it, so of three
    /// dots only every other one is found: three passes, as in the original.
    static void marks(Letters line) {
        afterNonDigit(line);
        beforeNonDigit(line);
        hyphenAfterDigit(line);
    }

    private static void afterNonDigit(Letters line) {
        line.begin(2);
        int i = 0;
        for (; i + 1 < line.length; i++) {
            char c = line.text[i];
            line.write(c);
            if (isPeriodOrComma(line.text[i + 1]) && !isDigit(c)) {
                line.write(' ');
                line.write(line.text[++i]);
                line.write(' ');
            }
        }
        line.write(i, line.length);
        line.end();
    }

    private static void beforeNonDigit(Letters line) {
        line.begin(2);
        int i = 0;
        for (; i + 1 < line.length; i++) {
            char c = line.text[i];
            if (isPeriodOrComma(c) && !isDigit(line.text[i + 1])) {
                line.write(' ');
                line.write(c);
                line.write(' ');
                line.write(line.text[++i]);
            } else {
                line.write(c);
            }
        }
        line.write(i, line.length);
        line.end();
    }

    private static void hyphenAfterDigit(Letters line) {
        line.begin(2);
        int i = 0;
        for (; i + 1 < line.length; i++) {
            line.write(line.text[i]);
            if (line.text[i + 1] == '-' && isDigit(line.text[i])) {
                line.write(' ');
                line.write(line.text[++i]);
                line.write(' ');
            }
        }
        line.write(i, line.length);
        line.end();
    }

    static boolean isSeparated(char c) {
        return c < 128 && SEPARATED[c];
    }

    private static boolean isPeriodOrComma(char c) {
        return c == '.' || c == ',';
    }

    /// ASCII only, as in the original: other scripts' digits count as letters here.
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
