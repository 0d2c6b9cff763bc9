package dev.glossa.judges.sacrebleu;

/// The part of the `zh` tokenizer before mteval's rules: blanks around what sacreBLEU takes for Chinese characters.
final class ChineseRules {

    /// sacreBLEU's table. Two of its entries have five digits where Python reads four: U+2001 to U+2A6D and U+2F81 to U+2FA1 are what they
    /// mean there, so curly quotes and arrows are "Chinese" and no ideograph beyond the BMP is.
    private static final CodePointSet CHINESE = new CodePointSet(
            0x2001, 0x2A6D, 0x2E80, 0x2EFF, 0x2F00, 0x2FDF, 0x2FF0, 0x303F, 0x3100, 0x312F, 0x31A0, 0x31BF, 0x31C0, 0x31EF, 0x3200, 0x33FF,
            0x3400, 0x4DB5, 0x4E00, 0x9FBB, 0xF900, 0xFA2D, 0xFA30, 0xFA6A, 0xFA70, 0xFAD9, 0xFE10, 0xFE1F, 0xFE30, 0xFE4F, 0xFF00, 0xFFEF);

    private ChineseRules() {}

    static void apply(Letters line) {
        int start = 0;
        int end = line.length;
        while (end > start && PythonText.isSpace(line.text[end - 1])) {
            end--;
        }
        while (start < end && PythonText.isSpace(line.text[start])) {
            start++;
        }
        line.begin(3);
        for (int i = start; i < end; i++) {
            char c = line.text[i];
            boolean chinese = CHINESE.contains(c);
            if (chinese) {
                line.write(' ');
            }
            line.write(c);
            if (chinese) {
                line.write(' ');
            }
        }
        line.end();
    }
}
