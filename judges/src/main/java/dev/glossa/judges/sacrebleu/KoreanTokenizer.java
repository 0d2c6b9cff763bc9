package dev.glossa.judges.sacrebleu;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Korean morphemes by Lucene's Nori, in the place of sacreBLEU's `ko-mecab` and under a signature of its own.
///
/// Nori's dictionary is mecab-ko-dic 2.0.3 of 2017; sacreBLEU's is 2.1.1 of 2018. Compounds and inflected forms stay whole, as MeCab writes them.
/// There is no record of MeCab's words to say how many lines differ.
///
/// Needs `org.apache.lucene:lucene-analysis-nori` on the class path, which this module does not bring.
public final class KoreanTokenizer implements Tokenizer {

    private KoreanTokenizer() {}

    /// Reads the dictionary.
    ///
    /// @throws IllegalArgumentException if Nori is not on the class path
    public static KoreanTokenizer load() {
        KoreanTokenizer tokenizer = new KoreanTokenizer();
        try {
            tokenizer.tokenize("");
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException("words of Korean need org.apache.lucene:lucene-analysis-nori:10.5.0 on the class path; 13a needs nothing", e);
        }
        return tokenizer;
    }

    @Override
    public String signature() {
        return "ko-nori-10.5.0-KO-2.0.3";
    }

    @Override
    public String tokenize(String line) {
        StringBuilder words = new StringBuilder();
        // One for each line: they hold state, and threads share this.
        try (org.apache.lucene.analysis.Tokenizer nori = new org.apache.lucene.analysis.ko.KoreanTokenizer(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, null,
                DecompoundMode.NONE, false, false)) {
            CharTermAttribute word = nori.addAttribute(CharTermAttribute.class);
            nori.setReader(new StringReader(PythonText.strip(line)));
            nori.reset();
            while (nori.incrementToken()) {
                words.append(words.isEmpty() ? "" : " ").append(word);
            }
            nori.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words.toString();
    }
}
