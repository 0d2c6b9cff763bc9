package dev.glossa.harness;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The known word that a mistyped one probably meant.
public final class Nearest {
    private Nearest() {}

    /// The nearest word within two edits, or within a third of the typed length; empty when none is near.
    public static Optional<String> to(String typed, Collection<String> known) {
        return all(typed, known, 1).stream().findFirst();
    }

    /// Up to `most` near words, nearest first, ties in alphabetical order.
    public static List<String> all(String typed, Collection<String> known, int most) {
        int reach = Math.max(2, typed.length() / 3);
        record Near(String word, int distance) {}
        return known.stream()
                .map(word -> new Near(word, distance(typed, word)))
                .filter(near -> near.distance() <= reach && near.distance() < Math.max(typed.length(), near.word().length()))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .limit(most)
                .map(Near::word)
                .toList();
    }

    /// Edits (insert, delete, replace, swap of neighbours) between two words, case ignored.
    static int distance(String a, String b) {
        int[] x = a.toLowerCase(java.util.Locale.ROOT).codePoints().toArray();
        int[] y = b.toLowerCase(java.util.Locale.ROOT).codePoints().toArray();
        int[][] d = new int[x.length + 1][y.length + 1];
        for (int i = 0; i <= x.length; i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= y.length; j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= x.length; i++) {
            for (int j = 1; j <= y.length; j++) {
                int replace = d[i - 1][j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[x.length][y.length];
    }
}
