package dev.glossa.judges.sacrebleu;

/// The tokenizers of sacreBLEU 2.6.0 that are rules over characters.
///
/// sacreBLEU writes them as regular expressions applied one after the other; here each is a pass over a buffer. The expressions are in the
/// tests, as the plain twins of these passes.
public enum RuleTokenizer implements Tokenizer {
    /// White space alone: for text that is tokenized already.
    NONE("none") {
        @Override
        void tokenize(Letters line) {}
    },
    /// The rules of mteval-v13a, the default.
    MTEVAL_13A("13a") {
        @Override
        void tokenize(Letters line) {
            MtevalRules.unescape(line, true);
            MtevalRules.apply(line, true);
        }
    },
    /// The international rules of mteval-v14: punctuation and symbols of every script.
    INTERNATIONAL("intl") {
        @Override
        void tokenize(Letters line) {
            InternationalRules.apply(line);
        }
    },
    /// Every character of what sacreBLEU takes for Chinese by itself, the rest by the rules of mteval-v13a.
    CHINESE("zh") {
        @Override
        void tokenize(Letters line) {
            ChineseRules.apply(line);
            MtevalRules.apply(line, false);
        }
    },
    /// Every character by itself.
    CHARACTER("char") {
        @Override
        void tokenize(Letters line) {
            line.begin(2);
            for (int i = 0; i < line.length; i++) {
                line.write(line.text[i]);
                boolean half = Character.isHighSurrogate(line.text[i]) && i + 1 < line.length && Character.isLowSurrogate(line.text[i + 1]);
                if (!half && i + 1 < line.length) {
                    line.write(' ');
                }
            }
            line.end();
        }
    };

    private final String signature;

    RuleTokenizer(String signature) {
        this.signature = signature;
    }

    /// The tokenizer that sacreBLEU calls so.
    ///
    /// @throws IllegalArgumentException if none is called so
    public static RuleTokenizer named(String name) {
        for (RuleTokenizer tokenizer : values()) {
            if (tokenizer.signature.equals(name)) {
                return tokenizer;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no tokenizer; there are none, 13a, intl, zh and char");
    }

    abstract void tokenize(Letters line);

    @Override
    public String signature() {
        return signature;
    }

    @Override
    public String tokenize(String line) {
        Letters letters = new Letters();
        letters.set(line);
        tokenize(letters);
        return switch (this) {
            case NONE, CHARACTER -> letters.toString();
            case MTEVAL_13A, INTERNATIONAL, CHINESE -> String.join(" ", PythonText.split(letters.toString()));
        };
    }
}
