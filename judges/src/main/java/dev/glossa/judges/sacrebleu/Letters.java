package dev.glossa.judges.sacrebleu;

/// A line on its way through a tokenizer's passes: each reads one buffer and writes the other. Scratch memory, never shared by threads.
final class Letters {

    char[] text = new char[512];
    int length;
    private char[] written = new char[512];
    private int count;

    void set(String line) {
        length = line.length();
        if (length > text.length) {
            text = new char[length + length / 2];
        }
        line.getChars(0, length, text, 0);
    }

    /// Begins a pass that writes at most `factor` letters for each it reads, and two more.
    void begin(int factor) {
        int most = Math.addExact(Math.multiplyExact(length, factor), 2);
        if (most > written.length) {
            written = new char[Math.max(most, written.length * 2)];
        }
        count = 0;
    }

    void write(char letter) {
        written[count++] = letter;
    }

    void write(int from, int to) {
        for (int i = from; i < to; i++) {
            written[count++] = text[i];
        }
    }

    /// What was written becomes the text.
    void end() {
        char[] read = text;
        text = written;
        length = count;
        written = read;
    }

    int codePointAt(int index) {
        return Character.codePointAt(text, index, length);
    }

    @Override
    public String toString() {
        return new String(text, 0, length);
    }
}
