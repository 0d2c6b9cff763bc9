package dev.glossa.judges.pairwise;

/// The plain spelling of a label, wherever one stands in a text: what looks like `[[A>B]]` becomes it. Other text is changed
/// along, so that texts can only be compared when both went through here.
final class Spelling {
    private Spelling() {}

    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case 'a', 'А', 'а', 'Α', 'α' -> out.append('A'); // Cyrillic and Greek
                case 'b', 'В', 'в', 'Β', 'β' -> out.append('B');
                case '【', '〔', '［', '〖' -> out.append('[');
                case '】', '〕', '］', '〗' -> out.append(']');
                case '⟦', '〚' -> out.append("[[");
                case '⟧', '〛' -> out.append("]]");
                case '≫', '»' -> out.append(c == '»' ? "»" : ">>");
                case '≪', '«' -> out.append(c == '«' ? "«" : "<<");
                case '〉', '›' -> out.append('>');
                case '〈', '‹' -> out.append('<');
                case '\\' -> { } // Markdown's and LaTeX's escapes
                default -> {
                    if (c >= 0xFF01 && c <= 0xFF5E) {
                        plain(out, c - 0xFEE0);
                    } else if (Character.getType(c) != Character.FORMAT) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString().replace("&gt;", ">").replace("&lt;", "<").replace("&GT;", ">").replace("&LT;", "<");
    }

    /// A letter or sign of the full width that East Asian keyboards write.
    private static void plain(StringBuilder out, int ascii) {
        out.append((char) (ascii == 'a' || ascii == 'b' ? ascii - 32 : ascii));
    }
}
