package dev.glossa.judges.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/// The rewriting rules of a model, such as NFKC: a darts-clone double array from byte sequences to offsets into a
/// block of NUL-terminated replacements (`precompiled_charsmap` of sentencepiece 0.1.97).
final class CharacterMap {
    /// No real rule is longer; the bound keeps a hostile, cyclic array linear.
    private static final int LONGEST_RULE = 256;
    /// NFKC's longest, U+FDFA, has 33 bytes; the bound keeps a hostile model from making megabytes of one letter.
    private static final int LONGEST_REPLACEMENT = 256;

    private final int[] units;
    private final byte[] replacements;

    private CharacterMap(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    static CharacterMap read(byte[] block) {
        if (block.length == 0) {
            return new CharacterMap(new int[0], block);
        }
        if (block.length < 8) {
            throw new Wire.Malformed("a character map of " + block.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        int size = buffer.getInt();
        if (size < 4 || size % 4 != 0 || size > block.length - 4) {
            throw new Wire.Malformed("a character map of " + block.length + " bytes with an index of " + Integer.toUnsignedString(size));
        }
        int[] units = new int[size / 4];
        buffer.slice(4, size).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(units);
        CharacterMap map = new CharacterMap(units, Arrays.copyOfRange(block, 4 + size, block.length));
        map.check();
        return map;
    }

    /// The longest rule that matches at `from`: its length in the high half, the offset of its replacement in the low half; -1 if none.
    long longest(byte[] text, int from) {
        if (units.length == 0) {
            return -1;
        }
        long found = -1;
        int position = childBase(units[0]);
        int limit = Math.min(text.length, from + LONGEST_RULE);
        for (int i = from; i < limit; i++) {
            int label = text[i] & 0xFF;
            position ^= label;
            int unit = units[position];
            if (label == 0 || (unit & 0x8000_00FF) != label) {
                break;
            }
            position ^= childBase(unit);
            if (isEnd(unit)) {
                found = (long) (i + 1 - from) << 32 | value(units[position]);
            }
        }
        return found;
    }

    /// The replacement of the shortest rule that matches at `from` and ends by `to`; -1 if none.
    int shortest(byte[] text, int from, int to) {
        if (units.length == 0) {
            return -1;
        }
        int position = childBase(units[0]);
        for (int i = from; i < to; i++) {
            int label = text[i] & 0xFF;
            position ^= label;
            int unit = units[position];
            if (label == 0 || (unit & 0x8000_00FF) != label) {
                return -1;
            }
            position ^= childBase(unit);
            if (isEnd(unit)) {
                return value(units[position]);
            }
        }
        return -1;
    }

    byte[] replacements() {
        return replacements;
    }

    int replacementEnd(int from) {
        int end = from;
        while (replacements[end] != 0) {
            end++;
        }
        return end;
    }

    /// Follows every path once, so that no text can leave the arrays later.
    private void check() {
        if (replacements.length == 0 || replacements[replacements.length - 1] != 0) {
            throw new Wire.Malformed("a character map without a final zero");
        }
        BitSet seen = new BitSet(units.length);
        int[] stack = new int[units.length];
        int depth = 0;
        stack[depth++] = 0;
        seen.set(0);
        while (depth > 0) {
            int node = stack[--depth];
            int base = node ^ childBase(units[node]);
            // darts-clone allots units in blocks of 256, so the 256 possible children of a node are all there
            if (base < 0 || (base | 0xFF) >= units.length) {
                throw new Wire.Malformed("a character map that points outside itself");
            }
            if (node != 0 && isEnd(units[node])) {
                checkReplacement(value(units[base]));
            }
            for (int label = 1; label < 256; label++) {
                int child = base ^ label;
                if ((units[child] & 0x8000_00FF) == label && !seen.get(child)) {
                    seen.set(child);
                    stack[depth++] = child;
                }
            }
        }
    }

    private void checkReplacement(int from) {
        if (from >= replacements.length) {
            throw new Wire.Malformed("a character map rule without its text");
        }
        for (int end = from; replacements[end] != 0; end++) {
            if (end - from == LONGEST_REPLACEMENT) {
                throw new Wire.Malformed("a character map rule that writes more than " + LONGEST_REPLACEMENT + " bytes");
            }
        }
    }

    private static boolean isEnd(int unit) {
        return (unit >>> 8 & 1) == 1;
    }

    private static int value(int unit) {
        return unit & 0x7FFF_FFFF;
    }

    /// Distance from a unit to the block of its children, as darts-clone packs it.
    private static int childBase(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }
}
