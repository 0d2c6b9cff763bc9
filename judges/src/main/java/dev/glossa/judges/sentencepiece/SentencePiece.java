package dev.glossa.judges.sentencepiece;

import dev.glossa.harness.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A SentencePiece model: unigram or BPE, as the sentencepiece library 0.1.97 encodes.
///
/// Immutable, so any number of threads may share one.
public final class SentencePiece implements TokenCounter {
    /// Real models have 0.2 to 8 MB.
    private static final long LARGEST_FILE = 64 << 20;

    private final List<ModelFile.Piece> vocabulary;
    private final ModelFile file;
    private final Normalizer normalizer;
    private final Segmenter segmenter;
    private final int unknown;
    private final int[] byteIds;

    private SentencePiece(ModelFile file, Normalizer normalizer, Segmenter segmenter, int unknown, int[] byteIds) {
        this.file = file;
        this.vocabulary = file.pieces();
        this.normalizer = normalizer;
        this.segmenter = segmenter;
        this.unknown = unknown;
        this.byteIds = byteIds;
    }

    /// Reads a model file.
    ///
    /// @throws IllegalArgumentException if it is not one, saying what is wrong where
    public static SentencePiece load(Path path) throws IOException {
        long size = Files.size(path);
        if (size > LARGEST_FILE) {
            throw new IllegalArgumentException(path + ": " + size + " bytes; a SentencePiece model has at most " + LARGEST_FILE);
        }
        return read(Files.readAllBytes(path), path.toString());
    }

    /// @param name what to call the model in an error
    public static SentencePiece read(byte[] model, String name) {
        try {
            return of(ModelFile.read(model));
        } catch (Wire.Malformed e) {
            throw new IllegalArgumentException(name + " is not a SentencePiece model: " + e.getMessage(), e);
        }
    }

    /// The same model as another program reads it; BPE has one reading only.
    public SentencePiece with(Dialect dialect) {
        return switch (segmenter) {
            case Merges _ -> this;
            case Viterbi v -> new SentencePiece(file, normalizer.with(dialect),
                    new Viterbi(v.trie(), v.scores(), v.kinds(), unknown, v.least(), v.greatest(), dialect), unknown, byteIds);
        };
    }

    /// The ids of the text's pieces, without any special token around them.
    public int[] encode(String text) {
        return pieces(normalizer.normalize(text, false)).ids();
    }

    @Override
    public int count(String text) {
        return pieces(normalizer.normalize(text, false)).size();
    }

    /// The pieces as the library prints them: normalized text, U+2581 for a blank.
    public List<String> pieces(String text) {
        Normalizer.Normalized normalized = normalizer.normalize(text, false);
        Pieces pieces = pieces(normalized);
        List<String> texts = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            boolean isByte = vocabulary.get(pieces.id(i)).kind() == ModelFile.Kind.BYTE;
            texts.add(isByte ? piece(pieces.id(i))
                    : new String(normalized.bytes(), pieces.begin(i), pieces.end(i) - pieces.begin(i), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /// The pieces with their places in the text.
    public Segmentation segment(String text) {
        Normalizer.Normalized normalized = normalizer.normalize(text, true);
        Pieces pieces = pieces(normalized);
        int[] begins = new int[pieces.size()];
        int[] ends = new int[pieces.size()];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = normalized.origins()[pieces.begin(i)];
            ends[i] = normalized.origins()[pieces.end(i)];
        }
        return new Segmentation(pieces.ids(), begins, ends);
    }

    /// The text that these pieces spell: blanks restored, bytes put together, control symbols left out.
    public String decode(int[] ids) {
        return new Decoder(file, normalizer).decode(ids);
    }

    /// Number of pieces in the vocabulary.
    public int size() {
        return vocabulary.size();
    }

    public String piece(int id) {
        return vocabulary.get(id).text();
    }

    public float score(int id) {
        return vocabulary.get(id).score();
    }

    /// Which program's reading this is.
    public Dialect dialect() {
        return normalizer.dialect();
    }

    /// The id of the unknown piece.
    public int unknown() {
        return unknown;
    }

    /// Runs of unknown pieces become one, or the bytes they are made of where the model has byte pieces.
    private Pieces pieces(Normalizer.Normalized text) {
        Pieces found = new Pieces();
        if (text.length() == 0) {
            return found;
        }
        segmenter.segment(text.bytes(), text.length(), found);
        Pieces pieces = new Pieces();
        boolean afterUnknown = false;
        for (int i = 0; i < found.size(); i++) {
            int id = found.id(i);
            int begin = found.begin(i);
            int end = found.end(i);
            boolean isUnknown = id == unknown;
            if (isUnknown && file.byteFallback()) {
                // the last byte stands for the character; those before it cover nothing
                for (int b = begin; b < end; b++) {
                    pieces.add(byteIds[text.bytes()[b] & 0xFF], begin, b == end - 1 ? end : begin);
                }
            } else if (isUnknown && afterUnknown) {
                pieces.extendLast(end);
            } else {
                pieces.add(id, begin, end);
            }
            afterUnknown = isUnknown;
        }
        return pieces;
    }

    private static SentencePiece of(ModelFile file) {
        List<ModelFile.Piece> pieces = file.pieces();
        float[] scores = new float[pieces.size()];
        ModelFile.Kind[] kinds = new ModelFile.Kind[pieces.size()];
        Map<String, Integer> bytePieces = new HashMap<>();
        int unknown = -1;
        float least = Float.MAX_VALUE;
        // the library starts from the smallest positive float, so among log-probabilities the greatest is always zero
        float greatest = Float.MIN_NORMAL;
        for (int id = 0; id < scores.length; id++) {
            ModelFile.Piece piece = pieces.get(id);
            scores[id] = piece.score();
            kinds[id] = piece.kind();
            switch (piece.kind()) {
                case NORMAL -> {
                    least = Math.min(least, piece.score());
                    greatest = Math.max(greatest, piece.score());
                }
                case UNKNOWN -> {
                    if (unknown >= 0) {
                        throw new Wire.Malformed("pieces " + unknown + " and " + id + " are both the unknown piece");
                    }
                    unknown = id;
                }
                case BYTE -> {
                    if (!piece.text().matches("<0x[0-9A-F]{2}>")) {
                        throw new Wire.Malformed("byte piece " + id + " is not written <0xHH>");
                    }
                    bytePieces.put(piece.text(), id);
                }
                case CONTROL, USER_DEFINED, UNUSED -> { }
            }
        }
        if (unknown < 0) {
            throw new Wire.Malformed("no unknown piece");
        }
        PieceTrie trie = trie(pieces, ModelFile.Kind.NORMAL, ModelFile.Kind.USER_DEFINED, ModelFile.Kind.UNUSED);
        PieceTrie reserved = Arrays.asList(kinds).contains(ModelFile.Kind.USER_DEFINED) ? trie(pieces, ModelFile.Kind.USER_DEFINED) : null;
        Segmenter segmenter = switch (file.algorithm()) {
            case UNIGRAM -> new Viterbi(trie, scores, kinds, unknown, least, greatest, Dialect.SENTENCEPIECE);
            case BPE -> new Merges(trie, reserved, scores, kinds, unknown);
        };
        Normalizer normalizer = new Normalizer(CharacterMap.read(file.characterMap()), reserved, file.dummyPrefix(), file.whitespaceIsSuffix(),
                file.mergeWhitespace(), file.escapeWhitespace(), Dialect.SENTENCEPIECE);
        return new SentencePiece(file, normalizer, segmenter, unknown, byteIds(file, bytePieces));
    }

    private static PieceTrie trie(List<ModelFile.Piece> pieces, ModelFile.Kind... kinds) {
        List<ModelFile.Kind> wanted = List.of(kinds);
        List<byte[]> keys = new ArrayList<>();
        int[] ids = new int[pieces.size()];
        for (int id = 0; id < pieces.size(); id++) {
            if (!wanted.contains(pieces.get(id).kind())) {
                continue;
            }
            ids[keys.size()] = id;
            keys.add(pieces.get(id).bytes());
        }
        return new PieceTrie(keys, Arrays.copyOf(ids, keys.size()));
    }

    private static int[] byteIds(ModelFile file, Map<String, Integer> bytePieces) {
        int[] ids = new int[256];
        if (!file.byteFallback()) {
            return ids;
        }
        for (int b = 0; b < 256; b++) {
            Integer id = bytePieces.get("<0x%02X>".formatted(b));
            if (id == null) {
                throw new Wire.Malformed("byte fallback without the piece <0x%02X>".formatted(b));
            }
            ids[b] = id;
        }
        return ids;
    }
}
