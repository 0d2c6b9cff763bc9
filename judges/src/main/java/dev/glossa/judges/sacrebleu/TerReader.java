package dev.glossa.judges.sacrebleu;

import java.util.List;

/// Turns segments into TER's statistics.
final class TerReader implements CorpusMetric.SegmentReader {

    private final Ter metric;
    private final Letters letters = new Letters();
    private final Vocabulary vocabulary = new Vocabulary();
    private final ShiftedEdits edits = new ShiftedEdits();
    private int[] hypothesis = new int[64];
    private int[] reference = new int[64];

    TerReader(Ter metric) {
        this.metric = metric;
    }

    @Override
    public void read(String hypothesisText, List<String> references, double[] into, int offset) {
        vocabulary.clear();
        tokenize(hypothesisText);
        if (letters.length > hypothesis.length) {
            hypothesis = new int[2 * letters.length];
        }
        int hypothesisLength = vocabulary.number(letters, hypothesis, 0);
        long fewest = Long.MAX_VALUE;
        long length = 0;
        int count = 0;
        for (String text : references) {
            if (text != null) {
                tokenizeTwice(text);
                if (letters.length > reference.length) {
                    reference = new int[2 * letters.length];
                }
                int referenceLength = vocabulary.number(letters, reference, 0);
                fewest = Math.min(fewest, edits.count(hypothesis, hypothesisLength, reference, referenceLength));
                length += referenceLength;
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("TER needs at least one reference");
        }
        into[offset] = fewest;
        into[offset + 1] = (double) length / count;
    }

    private void tokenize(String text) {
        String line = PythonText.stripEnd(text);
        letters.set(metric.caseSensitive() ? line : PythonText.lower(line));
        TercomRules.apply(metric, letters);
    }

    /// sacreBLEU prepares a reference once more when it has prepared it. That changes a few: `,.5` is split by the second time.
    private void tokenizeTwice(String text) {
        tokenize(text);
        if (metric.normalized()) {
            tokenize(String.join(" ", PythonText.split(letters.toString())));
        }
    }
}
