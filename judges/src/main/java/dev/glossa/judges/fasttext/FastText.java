package dev.glossa.judges.fasttext;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A supervised fastText model, such as lid.176 or GlotLID, as fastText 0.9.2 predicts with it: plain `.bin` or
/// quantized `.ftz`; softmax, hierarchical softmax, one-versus-all or negative-sampling loss.
///
/// The file stays mapped, so a model of gigabytes opens in the time its words take. Immutable: threads may share one.
public final class FastText {
    private static final int MAGIC = 793712314;
    private static final int VERSION = 12;
    private static final int SUPERVISED = 3;
    private static final String LABEL_PREFIX = "__label__";

    private final String name;
    private final Features features;
    private final Matrix input;
    private final Output output;
    private final String[] labels;

    private FastText(String name, Cursor file) {
        this.name = name;
        if (file.integer() != MAGIC) {
            throw new Cursor.Malformed("it does not begin as one");
        }
        int version = file.integer();
        if (version < 11 || version > VERSION) {
            throw new Cursor.Malformed("file version " + version + "; 11 and " + VERSION + " can be read");
        }
        int dimensions = (int) file.count("dimensions", 1 << 16);
        file.block(4, 4); // window, epochs, least count, negatives: of training only
        int wordGrams = (int) file.count("words in an n-gram", 1 << 10);
        int loss = file.integer();
        int kind = file.integer();
        if (kind != SUPERVISED) {
            throw new Cursor.Malformed("model kind " + kind + "; only a supervised model (" + SUPERVISED + ") predicts");
        }
        int buckets = (int) file.count("n-gram buckets", 1 << 28);
        int shortest = (int) file.count("characters in the shortest n-gram", 1 << 10);
        int longest = (int) file.count("characters in the longest n-gram", 1 << 10);
        file.block(1, 12); // learning rate update and sampling threshold
        if (version == 11) {
            longest = 0; // supervised models of that version had no character n-grams
        }
        if (buckets == 0 && (longest > 0 || wordGrams > 1)) {
            throw new Cursor.Malformed("n-grams without buckets");
        }
        Dictionary dictionary = new Dictionary(file, buckets, LABEL_PREFIX);
        boolean quantized = file.flag();
        input = Matrix.read(file, quantized);
        boolean outputQuantized = file.flag();
        Matrix last = Matrix.read(file, quantized && outputQuantized);
        labels = dictionary.labels();
        check("input", input, dictionary.rows(), dimensions);
        check("output", last, labels.length, dimensions);
        features = new Features(dictionary, buckets, shortest, longest, wordGrams, LABEL_PREFIX.getBytes(StandardCharsets.UTF_8));
        output = switch (loss) {
            case 1 -> Output.Tree.of(last.toArray(), dictionary.labelCounts());
            case 2, 4 -> Output.Flat.of(last.toArray(), labels.length, dimensions, false);
            case 3 -> Output.Flat.of(last.toArray(), labels.length, dimensions, true);
            default -> throw new Cursor.Malformed("loss " + loss + "; 1 to 4 are known");
        };
    }

    /// Opens a model file.
    ///
    /// @throws IllegalArgumentException if it is not one, saying what is wrong where
    public static FastText load(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new FastText(path.toString(), new Cursor(file));
        } catch (Cursor.Malformed | ArithmeticException e) {
            throw new IllegalArgumentException(path + " is not a fastText model: " + e.getMessage(), e);
        }
    }

    /// The likeliest labels of a line, best first; fewer than `most` if the model gives the others no chance.
    ///
    /// @param line text up to its first `\n`
    public List<Prediction> predict(String line, int most) {
        try {
            return likeliest(line, most);
        } catch (InternalError e) {
            // what the JVM makes of a mapped page that is gone
            throw new IllegalStateException(name + " was changed or cut off while it was in use", e);
        }
    }

    private List<Prediction> likeliest(String line, int most) {
        int[] rows = features.of(line);
        if (rows.length == 0) {
            return List.of();
        }
        float[] vector = new float[input.columns()];
        input.addRows(rows, vector);
        float share = (float) (1.0 / rows.length);
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= share;
        }
        Best best = new Best(Math.min(most, labels.length));
        output.predict(vector, best);
        List<Prediction> predictions = best.predictions(labels);
        for (Prediction prediction : predictions) {
            if (Double.isNaN(prediction.probability())) {
                throw new IllegalArgumentException(name + " holds values that are no numbers; the file is damaged");
            }
        }
        return predictions;
    }

    /// The labels without fastText's `__label__`, most frequent in training first.
    public List<String> labels() {
        return List.of(labels);
    }

    private static void check(String which, Matrix matrix, long rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new Cursor.Malformed("the %s matrix has %d rows of %d; the dictionary wants %d of %d".formatted(
                    which, matrix.rows(), matrix.columns(), rows, columns));
        }
    }
}
