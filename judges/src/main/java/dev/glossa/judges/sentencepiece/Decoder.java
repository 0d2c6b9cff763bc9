package dev.glossa.judges.sentencepiece;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The way back from pieces to text (sentencepiece 0.1.97 `SentencePieceProcessor::Decode`).
record Decoder(ModelFile file, Normalizer normalizer) {
    private static final String BLANK = "\u2581";

    String decode(int[] ids) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean atStart = true;
        for (int id : ids) {
            if (id < 0 || id >= file.pieces().size()) {
                throw new IllegalArgumentException("no piece " + id + " among " + file.pieces().size());
            }
            ModelFile.Piece piece = file.pieces().get(id);
            if (piece.kind() != ModelFile.Kind.BYTE) {
                flush(bytes, text);
            }
            switch (piece.kind()) {
                case CONTROL -> { }
                case UNKNOWN -> text.append(file.unknownSurface());
                case BYTE -> bytes.write(Integer.parseInt(piece.text(), 3, 5, 16));
                case NORMAL, USER_DEFINED, UNUSED -> {
                    String spelled = piece.text();
                    // the blank that the model put before the first word was never in the text
                    boolean added = atStart && (normalizer.dummyPrefix() || normalizer.mergeWhitespace());
                    if (added && spelled.startsWith(BLANK)) {
                        spelled = spelled.substring(1);
                        atStart = normalizer.mergeWhitespace();
                    }
                    text.append(spelled.replace(BLANK, " "));
                }
            }
            atStart &= text.isEmpty() && bytes.size() == 0;
        }
        flush(bytes, text);
        return text.toString();
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder text) {
        if (bytes.size() == 0) {
            return;
        }
        text.append(bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
    }
}
