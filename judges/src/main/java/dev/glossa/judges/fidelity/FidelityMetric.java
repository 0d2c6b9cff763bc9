package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Language confusion, measured on the lines of an answer. The language identifier is the file `lid`; without one, lines
/// are told apart by script.
///
/// The first two sums are those of the value, so an answer without a judged line adds nothing to it; where no answer has
/// one, there is no value (the original says 1). Facet `counted` says how many answers the value stands on.
public abstract sealed class FidelityMetric implements Metric {
    /// lid.176 has a label for Javanese, but the published averages leave it out (protocol, section 5.6).
    private static final Set<String> NOT_COMPARED = Set.of("jv");

    private final String name;
    private final Words words;

    private FidelityMetric(String name, Words words) {
        this.name = name;
        this.words = words;
    }

    /// Share of answers without a line in another language; what else an answer shows is in its facets.
    public static sealed class LinePassRate extends FidelityMetric {
        public LinePassRate() {
            this("lpr", Words.SPACED);
        }

        private LinePassRate(String name, Words words) {
            super(name, words);
        }

        /// `english`: answers mostly in English, among those judged; `own-script`, `latin-script`, `other-scripts`: shares of
        /// letters, Latin counted only where it is foreign; `switches`: foreign spans per answer, a count.
        @Override
        public Map<String, ToDoubleFunction<Statistics>> facets() {
            Map<String, ToDoubleFunction<Statistics>> facets = new LinkedHashMap<>(super.facets());
            facets.put("english", sums -> sums.get(3) / sums.get(4));
            facets.put("own-script", sums -> sums.get(5) / sums.get(6));
            facets.put("latin-script", sums -> sums.get(8) / sums.get(6));
            facets.put("other-scripts", sums -> (sums.get(6) - sums.get(5) - sums.get(8)) / sums.get(6));
            facets.put("switches", sums -> sums.get(7) / sums.get(2));
            return facets;
        }

        @Override
        public int width() {
            return 9;
        }

        @Override
        public Direction direction(String facet) {
            return switch (facet) {
                case "english", "latin-script", "other-scripts", "switches" -> Direction.LESS_IS_BETTER;
                default -> super.direction(facet);
            };
        }

        @Override
        public Scale scale(String facet) {
            return facet.equals("switches") ? Scale.COUNT : scale();
        }

        @Override
        AnswerRule rule(Resources resources) {
            return (answer, reading, language, identifier) -> {
                ScriptHistogram letters = ScriptHistogram.of(answer);
                int own = letters.in(Scripts.of(language));
                int latin = Scripts.of(language).contains(UnicodeScript.LATIN) ? 0 : letters.in(Set.of(UnicodeScript.LATIN));
                boolean identified = reading.counted() && identifier.tellsEnglishFrom(language);
                Statistics sums = Statistics.of(reading.counted() && reading.passes() ? 1 : 0, reading.counted() ? 1 : 0, 1,
                        identified && reading.english() ? 1 : 0, identified ? 1 : 0,
                        own, letters.total(), ForeignSpan.of(answer, language).size(), latin);
                return new Score.Scored(alone(sums), sums, note(reading, letters, own));
            };
        }

        /// What failing lines are, and the scripts of an answer of which a twentieth or more is in a foreign one.
        private static String note(LineFidelity.Reading reading, ScriptHistogram letters, int own) {
            String lines = !reading.counted() ? "no line to judge"
                    : reading.passes() ? "" : reading.labels().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
            String scripts = 20 * own < 19 * letters.total() ? letters.toString() : "";
            return lines.isEmpty() || scripts.isEmpty() ? lines + scripts : lines + "; " + scripts;
        }
    }

    /// The same with ICU's words where a script writes none apart.
    public static final class DictionaryLinePassRate extends LinePassRate {
        public DictionaryLinePassRate() {
            super("lpr-icu", Words.DICTIONARY);
        }
    }

    /// Mean over answers of the share of lines in the right language.
    public static sealed class LineAccuracy extends FidelityMetric {
        public LineAccuracy() {
            this("line-acc", Words.SPACED);
        }

        private LineAccuracy(String name, Words words) {
            super(name, words);
        }

        @Override
        AnswerRule rule(Resources resources) {
            return (_, reading, _, _) -> {
                double share = reading.counted() ? 1 - (double) reading.failed() / reading.lines() : 0;
                Statistics sums = Statistics.of(share, reading.counted() ? 1 : 0, 1);
                return new Score.Scored(alone(sums), sums, reading.counted() ? "" : "no line to judge");
            };
        }
    }

    /// The same with ICU's words where a script writes none apart.
    public static final class DictionaryLineAccuracy extends LineAccuracy {
        public DictionaryLineAccuracy() {
            super("line-acc-icu", Words.DICTIONARY);
        }
    }

    /// Among answers in the right language, the share without an English word; for languages in whose script one is foreign.
    public static final class WordPassRate extends FidelityMetric {
        private static final Set<String> LANGUAGES = Set.of("ar", "hi", "ja", "ko", "ru", "zh");

        public WordPassRate() {
            super("wpr", Words.SPACED);
        }

        @Override
        public boolean reads(Sample sample) {
            return super.reads(sample) && LANGUAGES.contains(sample.language().varietyOf().orElse(sample.language().code()));
        }

        @Override
        AnswerRule rule(Resources resources) throws IOException {
            EnglishWords english = EnglishWords.load(resources.file("english-words").orElseThrow(() -> new IllegalArgumentException(
                    "wpr needs a list of English words, one on each line: --file english-words=FILE")));
            return new AnswerRule() {
                @Override
                public Score score(String answer, LineFidelity.Reading reading, Language language, LineIdentifier identifier) {
                    boolean judged = reading.counted() && reading.passes();
                    Optional<String> word = reading.words().stream().filter(english::contains).findFirst();
                    Statistics sums = Statistics.of(judged && word.isEmpty() ? 1 : 0, judged ? 1 : 0, 1);
                    return new Score.Scored(alone(sums), sums, judged ? word.orElse("") : "not judged");
                }

                @Override
                public Optional<String> wordList() {
                    return Optional.of(english.digest());
                }
            };
        }
    }

    abstract AnswerRule rule(Resources resources) throws IOException;

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    /// Any text; the language of a chosen option says nothing.
    @Override
    public boolean reads(Sample sample) {
        return !(sample.target() instanceof Target.Choice);
    }

    /// The published averages are over the languages that lid.176 has a label for. A language that it tells and that nobody
    /// published is as good as they are; it is in no headline.
    @Override
    public Optional<String> reservation(Language language) {
        String named = language.name() + " (" + language.code() + ")";
        if (NOT_COMPARED.contains(language.code())) {
            return Optional.of("the published averages leave out " + named + ", though lid.176 tells it");
        }
        return Lid176.label(language).isPresent() ? Optional.empty() : Optional.of("lid.176 does not tell " + named + ", so no published average holds it");
    }

    /// An answer's own value: 1 where it has no line to judge, as the original has it.
    private static double alone(Statistics sums) {
        return sums.get(1) == 0 ? 1 : sums.get(0) / sums.get(1);
    }

    @Override
    public int width() {
        return 3;
    }

    @Override
    public Direction direction(String facet) {
        return facet.equals("counted") ? Direction.NEITHER : Direction.MORE_IS_BETTER;
    }

    @Override
    public Map<String, ToDoubleFunction<Statistics>> facets() {
        return Map.of("counted", sums -> sums.get(1) / sums.get(2));
    }

    @Override
    public Scorer scorer(Resources resources) {
        try {
            return new FidelityScorer(name, new LineFidelity(LineFidelity.identifier(resources.file("lid")), words), rule(resources));
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }
}
