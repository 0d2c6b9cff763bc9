package dev.glossa.judges.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A SentencePiece model as its file holds it: `ModelProto` of sentencepiece 0.1.97, the fields that encoding reads.
record ModelFile(List<Piece> pieces, Algorithm algorithm, boolean byteFallback, boolean whitespaceIsSuffix, String unknownSurface,
                 byte[] characterMap, boolean dummyPrefix, boolean mergeWhitespace, boolean escapeWhitespace) {

    enum Algorithm { UNIGRAM, BPE }

    /// In the order of the file format, whose numbers start at 1.
    enum Kind { NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE }

    record Piece(byte[] bytes, float score, Kind kind) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// Longer pieces are refused: the trainer's default limit is 16 characters, and matching time grows with the longest piece.
    static final int LONGEST_PIECE = 4096;

    static ModelFile read(byte[] bytes) {
        List<Piece> pieces = new ArrayList<>();
        Trainer trainer = new Trainer();
        Normalizing normalizing = new Normalizing();
        for (Wire model = new Wire(bytes); model.more(); ) {
            int tag = model.number();
            switch (tag) {
                case 1 << 3 | 2 -> pieces.add(piece(model.message(), pieces.size()));
                case 2 << 3 | 2 -> trainer.read(model.message());
                case 3 << 3 | 2 -> normalizing.read(model.message());
                default -> model.skip(tag);
            }
        }
        if (pieces.isEmpty()) {
            throw new Wire.Malformed("no pieces");
        }
        Algorithm algorithm = switch (trainer.type) {
            case 1 -> Algorithm.UNIGRAM;
            case 2 -> Algorithm.BPE;
            default -> throw new Wire.Malformed("model type " + trainer.type + "; unigram (1) and BPE (2) can be read");
        };
        return new ModelFile(List.copyOf(pieces), algorithm, trainer.byteFallback, trainer.whitespaceIsSuffix, trainer.unknownSurface,
                normalizing.characterMap, normalizing.dummyPrefix, normalizing.mergeWhitespace, normalizing.escapeWhitespace);
    }

    private static Piece piece(Wire wire, int index) {
        byte[] bytes = {};
        float score = 0;
        int kind = 1;
        while (wire.more()) {
            int tag = wire.number();
            switch (tag) {
                case 1 << 3 | 2 -> bytes = wire.block();
                case 2 << 3 | 5 -> score = wire.real();
                case 3 << 3 -> kind = wire.number();
                default -> wire.skip(tag);
            }
        }
        if (bytes.length == 0) {
            throw new Wire.Malformed("piece " + index + " is empty");
        }
        if (bytes.length > LONGEST_PIECE) {
            throw new Wire.Malformed("piece " + index + " has " + bytes.length + " bytes; at most " + LONGEST_PIECE);
        }
        if (!Float.isFinite(score)) {
            throw new Wire.Malformed("piece " + index + " has the score " + score);
        }
        if (kind < 1 || kind > Kind.values().length) {
            throw new Wire.Malformed("piece " + index + " has the unknown type " + kind);
        }
        return new Piece(bytes, score, Kind.values()[kind - 1]);
    }

    /// `TrainerSpec`; defaults are those of the format.
    private static final class Trainer {
        int type = 1;
        boolean byteFallback;
        boolean whitespaceIsSuffix;
        String unknownSurface = " \u2047 ";

        void read(Wire wire) {
            while (wire.more()) {
                int tag = wire.number();
                switch (tag) {
                    case 3 << 3 -> type = wire.number();
                    case 24 << 3 -> whitespaceIsSuffix = wire.flag();
                    case 35 << 3 -> byteFallback = wire.flag();
                    case 44 << 3 | 2 -> unknownSurface = new String(wire.block(), StandardCharsets.UTF_8);
                    default -> wire.skip(tag);
                }
            }
        }
    }

    /// `NormalizerSpec`; defaults are those of the format.
    private static final class Normalizing {
        byte[] characterMap = {};
        boolean dummyPrefix = true;
        boolean mergeWhitespace = true;
        boolean escapeWhitespace = true;

        void read(Wire wire) {
            while (wire.more()) {
                int tag = wire.number();
                switch (tag) {
                    case 2 << 3 | 2 -> characterMap = wire.block();
                    case 3 << 3 -> dummyPrefix = wire.flag();
                    case 4 << 3 -> mergeWhitespace = wire.flag();
                    case 5 << 3 -> escapeWhitespace = wire.flag();
                    default -> wire.skip(tag);
                }
            }
        }
    }
}
