package dev.glossa.judges.sentencepiece;

import java.util.Arrays;
import java.util.BitSet;

/// What a model does to a text before it looks for pieces: rewriting rules, white space, the blank before the first word.
///
/// @param reserved user-defined symbols, which no rule may touch; null if there are none
record Normalizer(CharacterMap rules, PieceTrie reserved, boolean dummyPrefix, boolean whitespaceIsSuffix, boolean mergeWhitespace, boolean escapeWhitespace,
        Dialect dialect) {
    /// U+2581, which stands for a blank inside pieces.
    private static final byte[] BLANK = {(byte) 0xE2, (byte) 0x96, (byte) 0x81};
    private static final byte[] SPACE = {' '};
    /// A grapheme of as many bytes or more is rewritten character by character (`tokenizers`' `spm_precompiled`).
    private static final int LONG_GRAPHEME = 6;

    /// A rewritten text.
    ///
    /// @param bytes   UTF-8, of which the first `length` count
    /// @param origins for each byte and for the end, the code point of the original text where it came from; null if nobody asked
    record Normalized(byte[] bytes, int length, int[] origins) {}

    Normalized normalize(String text, boolean withOrigins) {
        byte[] bytes = Utf8.of(text);
        return new Pass(bytes, withOrigins, dialect == Dialect.HUGGING_FACE ? Graphemes.ends(bytes) : null).run();
    }

    Normalizer with(Dialect other) {
        return new Normalizer(rules, reserved, dummyPrefix, whitespaceIsSuffix, mergeWhitespace, escapeWhitespace, other);
    }

    static boolean startsWithBlank(byte[] text, int at, int limit) {
        return limit - at >= 3 && text[at] == BLANK[0] && text[at + 1] == BLANK[1] && text[at + 2] == BLANK[2];
    }

    private final class Pass {
        private final byte[] text;
        /// Whether a grapheme ends before this byte; null if rules know no graphemes.
        private final BitSet graphemeEnds;
        /// Up to this byte characters are rewritten one by one, as part of a long grapheme or of one without a rule.
        private int singlyUntil;
        private byte[] out;
        private int[] origins;
        private int length;
        /// What is left of the text starts at this byte, which is this code point.
        private int position;
        private int codePoint;
        /// What the rules make of the prefix at `position`.
        private byte[] source;
        private int sourceFrom;
        private int sourceTo;
        private int consumed;

        Pass(byte[] text, boolean withOrigins, BitSet graphemeEnds) {
            this.text = text;
            this.graphemeEnds = graphemeEnds;
            this.out = new byte[text.length + text.length / 4 + 16];
            this.origins = withOrigins ? new int[out.length + 1] : null;
        }

        Normalized run() {
            if (mergeWhitespace) {
                while (position < text.length) {
                    readPrefix();
                    if (sourceTo - sourceFrom != 1 || source[sourceFrom] != ' ') {
                        break;
                    }
                    advance();
                }
            }
            if (position == text.length) {
                return new Normalized(out, 0, origins);
            }
            if (dummyPrefix && !whitespaceIsSuffix) {
                appendBlank();
            }
            boolean afterSpace = mergeWhitespace;
            while (position < text.length) {
                readPrefix();
                int from = sourceFrom;
                while (afterSpace && from < sourceTo && source[from] == ' ') {
                    from++;
                }
                if (from < sourceTo) {
                    append(from);
                    afterSpace = mergeWhitespace && source[sourceTo - 1] == ' ';
                }
                advance();
            }
            int end = codePoint;
            if (mergeWhitespace) {
                byte[] blank = escapeWhitespace ? BLANK : SPACE;
                while (length >= blank.length && Arrays.equals(out, length - blank.length, length, blank, 0, blank.length)) {
                    length -= blank.length;
                    if (origins != null) {
                        end = origins[length];
                    }
                }
            }
            codePoint = end;
            if (dummyPrefix && whitespaceIsSuffix) {
                appendBlank();
            }
            if (origins != null) {
                origins[length] = end;
            }
            return new Normalized(out, length, origins);
        }

        private void readPrefix() {
            if (reserved != null) {
                int end = reserved.longest(text, position, text.length);
                if (end > position) {
                    keep(end);
                    return;
                }
            }
            if (graphemeEnds != null) {
                readGrapheme();
                return;
            }
            long rule = rules.longest(text, position);
            if (rule < 0) {
                keep(position + Utf8.length(text[position]));
            } else {
                replace((int) rule, position + (int) (rule >>> 32));
            }
        }

        private void readGrapheme() {
            int character = Math.min(position + Utf8.length(text[position]), text.length);
            if (position >= singlyUntil) {
                int end = graphemeEnds.nextSetBit(position + 1);
                int rule = end - position < LONG_GRAPHEME ? rules.shortest(text, position, end) : -1;
                if (rule >= 0) {
                    replace(rule, end);
                    return;
                }
                singlyUntil = end;
            }
            int rule = rules.shortest(text, position, character);
            if (rule >= 0) {
                replace(rule, character);
            } else {
                keep(character);
                if (isNextLine()) {
                    source = SPACE;
                    sourceFrom = 0;
                    sourceTo = 1;
                }
            }
        }

        /// U+0085, the only white space that NFKC's rules leave: `tokenizers` splits there.
        private boolean isNextLine() {
            return text[position] == (byte) 0xC2 && consumed == 2 && text[position + 1] == (byte) 0x85;
        }

        private void replace(int rule, int end) {
            source = rules.replacements();
            sourceFrom = rule;
            sourceTo = rules.replacementEnd(rule);
            consumed = end - position;
        }

        private void keep(int end) {
            source = text;
            sourceFrom = position;
            sourceTo = Math.min(end, text.length);
            consumed = sourceTo - position;
        }

        private void advance() {
            if (origins != null) {
                for (int i = position; i < position + consumed; i++) {
                    if (!Utf8.continues(text[i])) codePoint++;
                }
            }
            position += consumed;
        }

        private void append(int from) {
            reserve((sourceTo - from) * BLANK.length);
            for (int i = from; i < sourceTo; i++) {
                if (source[i] == ' ') {
                    appendBlank();
                } else {
                    put(source[i]);
                }
            }
        }

        private void appendBlank() {
            reserve(BLANK.length);
            for (byte b : escapeWhitespace ? BLANK : SPACE) {
                put(b);
            }
        }

        private void put(byte b) {
            if (origins != null) {
                origins[length] = codePoint;
            }
            out[length++] = b;
        }

        private void reserve(int more) {
            if (length + more <= out.length) {
                return;
            }
            out = Arrays.copyOf(out, Math.max(length + more, out.length + out.length / 2));
            if (origins != null) {
                origins = Arrays.copyOf(origins, out.length + 1);
            }
        }
    }
}
