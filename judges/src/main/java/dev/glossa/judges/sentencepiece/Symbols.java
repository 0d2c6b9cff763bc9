package dev.glossa.judges.sentencepiece;

/// The characters of a text while they merge: a doubly linked list in arrays.
final class Symbols {
    final int[] begin;
    final int[] end;
    final int[] previous;
    final int[] next;
    /// Where the symbol's text leads in the trie of pieces.
    final int[] node;
    /// What the symbol and the next one would become, as last offered.
    final int[] offered;
    final boolean[] dead;
    final boolean[] frozen;
    int count;

    Symbols(int most) {
        begin = new int[most];
        end = new int[most];
        previous = new int[most];
        next = new int[most];
        node = new int[most];
        offered = new int[most];
        dead = new boolean[most];
        frozen = new boolean[most];
    }

    void add(int from, int to, boolean whole, int atNode) {
        begin[count] = from;
        end[count] = to;
        previous[count] = count - 1;
        next[count] = -1;
        node[count] = atNode;
        offered[count] = PieceTrie.NONE;
        frozen[count] = whole;
        if (count > 0) {
            next[count - 1] = count;
        }
        count++;
    }

    /// Makes `left` cover both.
    void merge(int left, int right) {
        end[left] = end[right];
        next[left] = next[right];
        if (next[right] >= 0) {
            previous[next[right]] = left;
        }
        dead[right] = true;
    }
}
