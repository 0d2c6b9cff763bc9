package dev.glossa.benchmarks.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Characters of rows that are no longer than a limit: a quote that nobody closes would otherwise take the whole file for
/// one cell.
final class LimitedReader extends FilterReader {
    private final int longest;
    private long read;

    LimitedReader(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    /// Says that a new row begins.
    void begin() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        counted(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        counted(count);
        return count;
    }

    private void counted(int count) throws IOException {
        read += Math.max(0, count);
        if (read > longest) {
            throw new IOException("a row of more than %,d characters is no sample; is a double quote left open?".formatted(longest));
        }
    }
}
