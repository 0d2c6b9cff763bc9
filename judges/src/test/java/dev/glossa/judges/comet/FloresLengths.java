package dev.glossa.judges.comet;

import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Segments of random words whose lengths are those of FLORES-200 devtest in 76 languages under a unigram model of 20,000
/// pieces.
final class FloresLengths {
    /// Tokens at every twentieth of the distribution, special tokens included.
    private static final int[] LENGTHS = {15, 29, 33, 37, 39, 42, 45, 47, 49, 52, 54, 56, 59, 62, 65, 68, 72, 77, 84, 96, 206};

    private final List<String> words = new ArrayList<>();
    private final Random random;

    /// @param model a SentencePiece file
    FloresLengths(Path model, long seed) throws IOException {
        SentencePiece pieces = SentencePiece.load(model);
        for (int id = 0; id < pieces.size(); id++) {
            String piece = pieces.piece(id);
            if (piece.startsWith("\u2581") && piece.length() > 3) {
                words.add(piece.substring(1));
            }
        }
        random = new Random(seed);
    }

    List<List<Segment>> systems(int systems, int segments) {
        return systems(systems, segments, 1);
    }

    /// Translations by several systems of the same sources, one list a system.
    ///
    /// @param languages that share their sources, as FLORES' do out of English
    List<List<Segment>> systems(int systems, int segments, int languages) {
        List<List<Segment>> all = new ArrayList<>();
        for (int system = 0; system < systems; system++) {
            all.add(new ArrayList<>());
        }
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < Math.ceilDiv(segments, languages); i++) {
            sources.add(text());
        }
        for (int i = 0; i < segments; i++) {
            String source = sources.get(i % sources.size());
            String reference = text();
            for (List<Segment> system : all) {
                system.add(new Segment(source, text(), Optional.of(reference)));
            }
        }
        return all;
    }

    private String text() {
        int at = random.nextInt(LENGTHS.length - 1);
        int length = LENGTHS[at] + random.nextInt(Math.max(1, LENGTHS[at + 1] - LENGTHS[at])) - 2;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }
}
