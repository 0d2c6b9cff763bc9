package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns segments into chrF's statistics.
final class ChrFReader implements CorpusMetric.SegmentReader {

    private final ChrF metric;
    private final NGramMatches matcher = new NGramMatches();
    private final Vocabulary vocabulary = new Vocabulary();
    private final Side hypothesis = new Side();
    private final Side reference = new Side();
    private final long[] matches;
    private final double[] candidate;

    ChrFReader(ChrF metric) {
        this.metric = metric;
        this.matches = new long[metric.charOrder() + metric.wordOrder()];
        this.candidate = new double[metric.width()];
    }

    @Override
    public void read(String hypothesisText, List<String> references, double[] into, int offset) {
        vocabulary.clear();
        hypothesis.read(hypothesisText);
        double best = -1;
        for (String text : references) {
            if (text != null) {
                reference.read(text);
                compare();
                double score = metric.fScore(candidate, Arithmetic.PYTHON);
                if (score > best) {
                    best = score;
                    System.arraycopy(candidate, 0, into, offset, candidate.length);
                }
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("chrF needs at least one reference");
        }
    }

    private void compare() {
        int chars = metric.charOrder();
        int words = metric.wordOrder();
        Arrays.fill(matches, 0);
        matcher.count(hypothesis.symbols, hypothesis.length, reference.symbols, reference.length, chars, matches, 0);
        matcher.countNumbered(hypothesis.words, hypothesis.wordCount, reference.words, reference.wordCount, vocabulary.size(), words, matches, chars);
        for (int i = 0; i < chars + words; i++) {
            int n = i < chars ? i + 1 : i - chars + 1;
            int inHypothesis = Math.max(0, (i < chars ? hypothesis.length : hypothesis.wordCount) - n + 1);
            int inReference = Math.max(0, (i < chars ? reference.length : reference.wordCount) - n + 1);
            candidate[3 * i] = inReference > 0 ? inHypothesis : 0;
            candidate[3 * i + 1] = inReference;
            candidate[3 * i + 2] = matches[i];
        }
    }

    /// The characters and words of one text, as numbers.
    private final class Side {

        private char[] text = new char[256];
        private int[] symbols = new int[256];
        private int length;
        private int[] words = new int[64];
        private int wordCount;

        void read(String line) {
            String given = metric.lowercase() ? PythonText.lower(line) : line;
            int end = given.length();
            if (end > text.length) {
                text = new char[end + end / 2];
                symbols = new int[end + end / 2];
            }
            given.getChars(0, end, text, 0);
            readSymbols(end);
            wordCount = 0;
            if (metric.wordOrder() > 0) {
                readWords(end);
            }
        }

        private void readSymbols(int end) {
            boolean blanks = metric.whitespace();
            int count = 0;
            for (int i = 0; i < end; i++) {
                char c = text[i];
                if (!blanks && PythonText.isSpace(c)) {
                    continue;
                }
                if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text[i + 1])) {
                    symbols[count++] = Character.toCodePoint(c, text[++i]);
                } else {
                    symbols[count++] = c;
                }
            }
            length = count;
        }

        /// Words with one ASCII punctuation mark split off, the last character before the first, and no more than one.
        private void readWords(int end) {
            int line = vocabulary.add(text, end);
            for (int i = 0; i < end; i++) {
                int start = i;
                int hash = Vocabulary.EMPTY;
                int hashBefore = hash;
                for (; i < end && !PythonText.isSpace(text[i]); i++) {
                    hashBefore = hash;
                    hash = Vocabulary.hash(hash, text[i]);
                }
                int length = i - start;
                if (length == 0) {
                    continue;
                }
                boolean single = length == 1 || length == 2 && Character.isSurrogatePair(text[start], text[start + 1]);
                if (!single && isPunctuation(text[i - 1])) {
                    add(line + start, length - 1, hashBefore);
                    add(line + i - 1, 1, Vocabulary.hash(Vocabulary.EMPTY, text[i - 1]));
                } else if (!single && isPunctuation(text[start])) {
                    add(line + start, 1, Vocabulary.hash(Vocabulary.EMPTY, text[start]));
                    add(line + start + 1, length - 1, vocabulary.hash(line + start + 1, length - 1));
                } else {
                    add(line + start, length, hash);
                }
            }
        }

        private void add(int start, int length, int hash) {
            if (wordCount == words.length) {
                words = Arrays.copyOf(words, 2 * words.length);
            }
            words[wordCount++] = vocabulary.number(start, length, hash);
        }
    }

    /// The words of a line as texts.
    static List<String> words(String line) {
        ChrFReader reader = new ChrFReader(ChrF.plusPlus());
        List<String> words = new ArrayList<>();
        reader.hypothesis.read(line);
        for (int i = 0; i < reader.hypothesis.wordCount; i++) {
            words.add(reader.vocabulary.word(reader.hypothesis.words[i]));
        }
        return words;
    }

    /// Python's `string.punctuation`.
    private static boolean isPunctuation(char c) {
        return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~';
    }
}
