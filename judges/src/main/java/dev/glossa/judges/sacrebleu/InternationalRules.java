package dev.glossa.judges.sacrebleu;

/// The substitutions of the `intl` tokenizer: punctuation unless beside a number, and symbols.
final class InternationalRules {

    private InternationalRules() {}

    static void apply(Letters line) {
        boolean plain = true;
        for (int i = 0; i < line.length && plain; i++) {
            char c = line.text[i];
            plain = !Character.isSurrogate(c) && !UnicodeTables.PUNCTUATION.contains(c) && !UnicodeTables.SYMBOL.contains(c);
        }
        if (!plain) {
            punctuationAfterNonNumber(line);
            punctuationBeforeNonNumber(line);
            symbols(line);
        }
    }

    private static void punctuationAfterNonNumber(Letters line) {
        line.begin(2);
        for (int i = 0; i < line.length; ) {
            int c = line.codePointAt(i);
            int next = i + Character.charCount(c);
            line.write(i, next);
            if (next < line.length && !UnicodeTables.NUMBER.contains(c)) {
                int mark = line.codePointAt(next);
                if (UnicodeTables.PUNCTUATION.contains(mark)) {
                    line.write(' ');
                    line.write(next, next + Character.charCount(mark));
                    line.write(' ');
                    next += Character.charCount(mark);
                }
            }
            i = next;
        }
        line.end();
    }

    private static void punctuationBeforeNonNumber(Letters line) {
        line.begin(2);
        for (int i = 0; i < line.length; ) {
            int mark = line.codePointAt(i);
            int next = i + Character.charCount(mark);
            int c = next < line.length && UnicodeTables.PUNCTUATION.contains(mark) ? line.codePointAt(next) : -1;
            if (c >= 0 && !UnicodeTables.NUMBER.contains(c)) {
                line.write(' ');
                line.write(i, next);
                line.write(' ');
                line.write(next, next + Character.charCount(c));
                next += Character.charCount(c);
            } else {
                line.write(i, next);
            }
            i = next;
        }
        line.end();
    }

    private static void symbols(Letters line) {
        line.begin(3);
        for (int i = 0; i < line.length; ) {
            int c = line.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean symbol = UnicodeTables.SYMBOL.contains(c);
            if (symbol) {
                line.write(' ');
            }
            line.write(i, next);
            if (symbol) {
                line.write(' ');
            }
            i = next;
        }
        line.end();
    }
}
