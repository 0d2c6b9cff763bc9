package dev.glossa.judges.fasttext;

import java.lang.foreign.MemorySegment;

/// The rows of a model, one per word, n-gram or label.
sealed interface Matrix {
    /// An output matrix has some thousand labels of some hundred values.
    long MOST_VALUES = 1 << 26;

    long rows();

    int columns();

    /// Adds these rows to `sum`.
    void addRows(int[] indices, float[] sum);

    /// All values, row after row; for the small output matrix.
    default float[] toArray() {
        if (rows() > MOST_VALUES / columns()) {
            throw new Cursor.Malformed("a matrix of " + rows() + " rows of " + columns() + " to be unpacked; at most " + MOST_VALUES + " values are");
        }
        float[] values = new float[(int) rows() * columns()];
        float[] row = new float[columns()];
        for (int i = 0; i < rows(); i++) {
            java.util.Arrays.fill(row, 0);
            addRows(new int[] {i}, row);
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return values;
    }

    static Matrix read(Cursor file, boolean quantized) {
        if (!quantized) {
            return Mapped.read(file);
        }
        Quantized codes = Quantized.read(file);
        return codes.rows() * codes.columns() <= Unpacked.MOST_VALUES ? new Unpacked(codes.rows(), codes.columns(), codes.toArray()) : codes;
    }

    private static int columns(long columns) {
        if (columns < 1 || columns > 1 << 16) {
            throw new Cursor.Malformed("a matrix of " + columns + " columns");
        }
        return (int) columns;
    }

    /// Plain values, read from the mapped file when asked for.
    record Mapped(long rows, int columns, MemorySegment values) implements Matrix {
        static Mapped read(Cursor file) {
            long rows = file.whole();
            int columns = Matrix.columns(file.whole());
            if (rows < 0 || rows > Long.MAX_VALUE / 4 / columns) {
                throw new Cursor.Malformed("a matrix of " + rows + " rows");
            }
            return new Mapped(rows, columns, file.block(rows * columns, 4));
        }

        @Override
        public void addRows(int[] indices, float[] sum) {
            // copying a row first leaves the compiler a plain loop that it vectorises: 90 microseconds a line became 30
            float[] row = new float[columns];
            for (int index : indices) {
                MemorySegment.copy(values, Cursor.FLOAT, (long) index * columns * 4, row, 0, columns);
                for (int j = 0; j < columns; j++) {
                    sum[j] += row[j];
                }
            }
        }
    }

    /// Plain values in memory: a quantized matrix of moderate size is unpacked once, since it is read hundreds of times a line.
    record Unpacked(long rows, int columns, float[] values) implements Matrix {
        static final long MOST_VALUES = 1 << 24;

        @Override
        public void addRows(int[] indices, float[] sum) {
            for (int index : indices) {
                int from = index * columns;
                for (int j = 0; j < columns; j++) {
                    sum[j] += values[from + j];
                }
            }
        }
    }

    /// Product-quantized values: for each part of a row the index of one of 256 centroids, times the row's norm, which a
    /// second quantizer holds (fastText 0.9.2 `quantmatrix.cc`).
    ///
    /// @param norms index of each row's norm; null if rows were not normalised
    record Quantized(long rows, int columns, byte[] codes, Centroids parts, byte[] norms, Centroids norm) implements Matrix {
        static Quantized read(Cursor file) {
            boolean normalised = file.flag();
            long rows = file.whole();
            int columns = Matrix.columns(file.whole());
            byte[] codes = file.bytes(file.count("codes", Integer.MAX_VALUE));
            Centroids parts = Centroids.read(file);
            if (rows < 0 || parts.dimension() != columns || rows * parts.count() != codes.length) {
                throw new Cursor.Malformed("%d codes for %d rows of %d columns in %d parts".formatted(codes.length, rows, columns, parts.count()));
            }
            byte[] norms = normalised ? file.bytes(rows) : null;
            Centroids norm = normalised ? Centroids.read(file) : null;
            return new Quantized(rows, columns, codes, parts, norms, norm);
        }

        @Override
        public void addRows(int[] indices, float[] sum) {
            for (int index : indices) {
                float scale = norms == null ? 1 : norm.values()[norm.start(0, norms[index])];
                int code = index * parts.count();
                for (int part = 0, j = 0; part < parts.count(); part++, code++) {
                    int from = parts.start(part, codes[code]);
                    int width = parts.width(part);
                    for (int d = 0; d < width; d++) {
                        sum[j++] += scale * parts.values()[from + d];
                    }
                }
            }
        }
    }

    /// 256 centroids for each part of a vector; all parts are `step` wide but the last.
    record Centroids(int dimension, int count, int step, int last, float[] values) {
        private static final int EACH = 256;

        static Centroids read(Cursor file) {
            int dimension = Matrix.columns(file.integer());
            int count = file.integer();
            int step = file.integer();
            int last = file.integer();
            if (step < 1 || count != (dimension + step - 1) / step || last != dimension - (count - 1) * step) {
                throw new Cursor.Malformed("a quantizer of %d parts of %d and %d for %d dimensions".formatted(count, step, last, dimension));
            }
            return new Centroids(dimension, count, step, last, file.floats((long) dimension * EACH));
        }

        int width(int part) {
            return part == count - 1 ? last : step;
        }

        int start(int part, byte code) {
            int index = code & 0xFF;
            return part * EACH * step + index * width(part);
        }
    }
}
