package dev.glossa.judges.sentencepiece;

import java.util.Arrays;

/// What a model does to a text before it looks for pieces: rewriting rules, white space, the blank before the first word.
///
/// @param reserved user-defined symbols, which no rule may touch; null if there are none
record Normalizer(CharacterMap rules, PieceTrie reserved, boolean dummyPrefix, boolean whitespaceIsSuffix, boolean mergeWhitespace, boolean escapeWhitespace) {
    /// U+2581, which stands for a blank inside pieces.
    private static final byte[] BLANK = {(byte) 0xE2, (byte) 0x96, (byte) 0x81};
    private static final byte[] SPACE = {' '};

    /// A rewritten text.
    ///
    /// @param bytes   UTF-8, of which the first `length` count
    /// @param origins for each byte and for the end, the code point of the original text where it came from; null if nobody asked
    record Normalized(byte[] bytes, int length, int[] origins) {}

    Normalized normalize(String text, boolean withOrigins) {
        return new Pass(Utf8.of(text), withOrigins).run();
    }

    static boolean startsWithBlank(byte[] text, int at, int limit) {
        return limit - at >= 3 && text[at] == BLANK[0] && text[at + 1] == BLANK[1] && text[at + 2] == BLANK[2];
    }

    private final class Pass {
        private final byte[] text;
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

        Pass(byte[] text, boolean withOrigins) {
            this.text = text;
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
            long rule = rules.longest(text, position);
            if (rule < 0) {
                keep(position + Utf8.length(text[position]));
            } else {
                source = rules.replacements();
                sourceFrom = (int) rule;
                sourceTo = rules.replacementEnd(sourceFrom);
                consumed = (int) (rule >>> 32);
            }
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
