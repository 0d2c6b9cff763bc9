package dev.glossa.judges.sacrebleu;

import dev.glossa.judges.sentencepiece.SentencePiece;

/// The pieces of a SentencePiece model as tokens: spBLEU, which needs no rules for any language. The user brings the model file; sacreBLEU keeps
/// its own under `~/.sacrebleu/models`.
///
/// @param signature how the signature names the model: `flores101`, `flores200` or `spBLEU-1K` for those that sacreBLEU knows
public record SentencePieceTokenizer(String signature, SentencePiece model) implements Tokenizer {

    @Override
    public String tokenize(String line) {
        return String.join(" ", model.pieces(line));
    }
}
