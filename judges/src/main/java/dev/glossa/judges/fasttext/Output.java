package dev.glossa.judges.fasttext;

/// How a model turns a line's vector into its likeliest labels.
sealed interface Output {
    void predict(float[] vector, Best best);

    /// A logarithm that stays finite, because fastText adds 1e-5 to every probability.
    static float log(double probability) {
        return (float) Math.log(probability + 1e-5);
    }

    /// One score per label, side by side.
    ///
    /// The matrix is kept with labels innermost: each label's sum still runs over the dimensions in order, as fastText's
    /// does, but the loop over labels has no carried sum and the compiler vectorises it.
    record Flat(float[] byDimension, int labels, boolean softmax) implements Output {
        private static final int SIGMOID_STEPS = 512;
        private static final double SIGMOID_LIMIT = 8;

        static Flat of(float[] byLabel, int labels, int dimensions, boolean softmax) {
            float[] turned = new float[byLabel.length];
            for (int label = 0; label < labels; label++) {
                for (int d = 0; d < dimensions; d++) {
                    turned[d * labels + label] = byLabel[label * dimensions + d];
                }
            }
            return new Flat(turned, labels, softmax);
        }

        @Override
        public void predict(float[] vector, Best best) {
            float[] scores = new float[labels];
            for (int d = 0; d < vector.length; d++) {
                float weight = vector[d];
                int from = d * labels;
                for (int label = 0; label < labels; label++) {
                    scores[label] += weight * byDimension[from + label];
                }
            }
            if (softmax) {
                normalise(scores);
            }
            for (int label = 0; label < labels; label++) {
                best.offer(log(softmax ? scores[label] : sigmoid(scores[label])), label);
            }
        }

        private static void normalise(float[] scores) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (float score : scores) {
                greatest = Math.max(greatest, score);
            }
            float sum = 0;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) Math.exp(scores[i] - greatest);
                sum += scores[i];
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] /= sum;
            }
        }

        /// fastText's table: the curve in 512 steps from -8 to 8.
        private static double sigmoid(float score) {
            if (score < -SIGMOID_LIMIT) {
                return 0;
            }
            if (score > SIGMOID_LIMIT) {
                return 1;
            }
            int step = (int) ((score + SIGMOID_LIMIT) * SIGMOID_STEPS / SIGMOID_LIMIT / 2);
            double x = step * 2 * SIGMOID_LIMIT / SIGMOID_STEPS - SIGMOID_LIMIT;
            return (float) (1 / (1 + Math.exp(-x)));
        }
    }

    /// Hierarchical softmax: a Huffman tree over the label counts, a yes-or-no question at each inner node.
    ///
    /// @param left  for inner node `i`, the child at the answer no; labels are nodes too and come first
    /// @param right the child at the answer yes
    record Tree(float[] byNode, int labels, int[] left, int[] right) implements Output {
        private static final long ENDLESS = 1_000_000_000_000_000L;
        private static final float FLOOR = log(0);

        static Tree of(float[] byNode, long[] labelCounts) {
            int labels = labelCounts.length;
            int nodes = 2 * labels - 1;
            long[] counts = java.util.Arrays.copyOf(labelCounts, nodes);
            for (int label = 0; label < labels; label++) {
                if (counts[label] < 0 || counts[label] >= ENDLESS) {
                    throw new Cursor.Malformed("label " + label + " seen " + counts[label] + " times");
                }
            }
            java.util.Arrays.fill(counts, labels, nodes, ENDLESS);
            int[] left = new int[labels - 1];
            int[] right = new int[labels - 1];
            int leaf = labels - 1;
            int inner = labels;
            for (int node = labels; node < nodes; node++) {
                int first = leaf >= 0 && counts[leaf] < counts[inner] ? leaf-- : inner++;
                int second = leaf >= 0 && counts[leaf] < counts[inner] ? leaf-- : inner++;
                if (first >= node || second >= node) {
                    throw new Cursor.Malformed("label counts that make no tree");
                }
                left[node - labels] = first;
                right[node - labels] = second;
                counts[node] = counts[first] + counts[second];
            }
            return new Tree(byNode, labels, left, right);
        }

        /// Depth first with a stack of its own, since an odd model's tree may be as deep as it has labels.
        @Override
        public void predict(float[] vector, Best best) {
            int[] stack = new int[labels + 1];
            float[] scores = new float[labels + 1];
            stack[0] = 2 * labels - 2;
            for (int depth = 1; depth > 0; ) {
                int node = stack[--depth];
                float score = scores[depth];
                if (score < FLOOR || !best.wants(score)) {
                    continue;
                }
                if (node < labels) {
                    best.offer(score, node);
                    continue;
                }
                int inner = node - labels;
                float yes = (float) (1 / (1 + Math.exp(-dot(vector, inner))));
                stack[depth] = right[inner];
                scores[depth++] = score + log(yes);
                stack[depth] = left[inner];
                scores[depth++] = score + log(1 - yes);
            }
        }

        private float dot(float[] vector, int node) {
            float sum = 0;
            int from = node * vector.length;
            for (int d = 0; d < vector.length; d++) {
                sum += byNode[from + d] * vector[d];
            }
            return sum;
        }
    }
}
