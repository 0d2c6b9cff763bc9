package dev.glossa.judges.sacrebleu;

/// Tercom's preparation of a line as sacreBLEU 2.6.0 spells it. White space ends up between words, however much of it.
final class TercomRules {

    private static final CodePointSet PUNCTUATION = new CodePointSet('!', '"', '(', ')', ',', ',', '.', '.', ':', ';', '?', '?');
    private static final CodePointSet ASIAN_PUNCTUATION = new CodePointSet(
            0x3001, 0x3002, 0x3008, 0x3011, 0x3014, 0x301F, 0x30FB, 0x30FB, 0xFF01, 0xFF02, 0xFF08, 0xFF09, 0xFF0C, 0xFF0C, 0xFF0E, 0xFF0E,
            0xFF1A, 0xFF1B, 0xFF1F, 0xFF1F, 0xFF61, 0xFF65);
    /// Ideographs and their kin. U+3F22 ends a range in the original where U+32FF was meant; kana stay together there, too.
    private static final CodePointSet IDEOGRAPHS = new CodePointSet(
            0x2E80, 0x2EFF, 0x31C0, 0x31EF, 0x3200, 0x3F22, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0xFE30, 0xFE4F);

    private TercomRules() {}

    static void apply(Ter metric, Letters line) {
        if (metric.normalized()) {
            MtevalRules.unescape(line, false);
            MtevalRules.surround(line);
            MtevalRules.separate(line);
            possessives(line);
            MtevalRules.marks(line);
            if (metric.asianSupport()) {
                separateAsian(line);
            }
        }
        if (metric.noPunctuation()) {
            remove(line, PUNCTUATION);
            if (metric.asianSupport()) {
                remove(line, ASIAN_PUNCTUATION);
            }
        }
    }

    private static void possessives(Letters line) {
        line.begin(2);
        for (int i = 0; i < line.length; i++) {
            if (line.text[i] == '\'' && i + 2 < line.length && line.text[i + 1] == 's' && line.text[i + 2] == ' ') {
                line.write(' ');
            }
            line.write(line.text[i]);
        }
        line.end();
    }

    private static void separateAsian(Letters line) {
        line.begin(3);
        for (int i = 0; i < line.length; i++) {
            char c = line.text[i];
            boolean asian = IDEOGRAPHS.contains(c) || ASIAN_PUNCTUATION.contains(c);
            if (asian) {
                line.write(' ');
            }
            line.write(c);
            if (asian) {
                line.write(' ');
            }
        }
        line.end();
    }

    private static void remove(Letters line, CodePointSet removed) {
        line.begin(1);
        for (int i = 0; i < line.length; i++) {
            if (!removed.contains(line.text[i])) {
                line.write(line.text[i]);
            }
        }
        line.end();
    }
}
