package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/// Tables as Python's `tabulate` draws them for sacreBLEU: the first column to the right, the others centred.
final class TextTable {

    /// `tabulate` gives a heading two columns more than it needs.
    private static final int HEADING_ROOM = 2;

    private TextTable() {}

    static String boxed(List<String> header, List<List<String>> rows) {
        int[] widths = widths(header, rows);
        StringJoiner table = new StringJoiner("\n");
        table.add(rule(widths, '╒', '═', '╤', '╕'));
        table.add(boxedRow(header, widths));
        char left = '╞';
        char line = '═';
        char cross = '╪';
        char right = '╡';
        for (List<String> row : rows) {
            table.add(rule(widths, left, line, cross, right));
            table.add(boxedRow(row, widths));
            left = '├';
            line = '─';
            cross = '┼';
            right = '┤';
        }
        return table.add(rule(widths, '╘', '═', '╧', '╛')).toString();
    }

    static String latex(List<String> header, List<List<String>> rows) {
        int[] widths = widths(header, rows);
        StringJoiner table = new StringJoiner("\n");
        table.add("\\begin{tabular}{r" + "c".repeat(widths.length - 1) + "}").add("\\toprule");
        table.add(latexRow(header, widths)).add("\\midrule");
        rows.forEach(row -> table.add(latexRow(row, widths)));
        return table.add("\\bottomrule").add("\\end{tabular}").toString();
    }

    private static int[] widths(List<String> header, List<List<String>> rows) {
        int[] widths = header.stream().mapToInt(heading -> length(heading) + HEADING_ROOM).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int widest = row.get(i).lines().mapToInt(TextTable::length).max().orElse(0);
                widths[i] = Math.max(widths[i], widest);
            }
        }
        return widths;
    }

    private static String rule(int[] widths, char left, char line, char cross, char right) {
        StringJoiner rule = new StringJoiner(String.valueOf(cross), String.valueOf(left), String.valueOf(right));
        Arrays.stream(widths).forEach(width -> rule.add(String.valueOf(line).repeat(width + 2)));
        return rule.toString();
    }

    /// As many lines as the highest cell has.
    private static String boxedRow(List<String> cells, int[] widths) {
        List<List<String>> lines = cells.stream().map(cell -> cell.lines().toList()).toList();
        int height = lines.stream().mapToInt(List::size).max().orElse(1);
        List<String> drawn = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringJoiner row = new StringJoiner(" │ ", "│ ", " │");
            for (int i = 0; i < widths.length; i++) {
                row.add(aligned(line < lines.get(i).size() ? lines.get(i).get(line) : "", widths[i], i));
            }
            drawn.add(row.toString());
        }
        return String.join("\n", drawn);
    }

    private static String latexRow(List<String> cells, int[] widths) {
        StringJoiner row = new StringJoiner(" & ", " ", " \\\\");
        for (int i = 0; i < widths.length; i++) {
            row.add(escaped(aligned(cells.get(i), widths[i], i)));
        }
        return row.toString();
    }

    /// Escaped once it is aligned, so that an escape moves what follows, as in the original.
    private static String escaped(String cell) {
        StringBuilder escaped = new StringBuilder(cell.length() + 8);
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
                case '^' -> escaped.append("\\^{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '\\' -> escaped.append("\\textbackslash{}");
                case '<', '>' -> escaped.append("\\ensuremath{").append(c).append('}');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String aligned(String text, int width, int column) {
        int blanks = width - length(text);
        int left = column == 0 ? blanks : blanks / 2;
        return " ".repeat(left) + text + " ".repeat(blanks - left);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
