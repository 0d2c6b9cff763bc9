package dev.glossa.judges.fasttext;

import java.util.ArrayList;
import java.util.List;

/// The few best labels seen so far, best first; of equals, the first to come stays ahead.
final class Best {
    private final float[] scores;
    private final int[] labels;
    private int size;

    Best(int most) {
        scores = new float[most];
        labels = new int[most];
    }

    /// Whether a label of this score would still find a place.
    boolean wants(float score) {
        return size < scores.length || score >= scores[size - 1];
    }

    void offer(float score, int label) {
        if (size == scores.length && !(score > scores[size - 1])) {
            return;
        }
        int at = size < scores.length ? size++ : size - 1;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            labels[at] = labels[at - 1];
            at--;
        }
        scores[at] = score;
        labels[at] = label;
    }

    List<Prediction> predictions(String[] names) {
        List<Prediction> predictions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            predictions.add(new Prediction(names[labels[i]], (float) Math.exp(scores[i])));
        }
        return predictions;
    }
}
