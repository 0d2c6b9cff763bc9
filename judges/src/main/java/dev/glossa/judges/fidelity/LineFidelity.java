package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.judges.sacrebleu.PythonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads answers line by line: which lines are in the language that was asked for
/// (`for-ai/language-confusion`, `compute_metrics.py`; protocol, section 5.6).
public final class LineFidelity {
    private static final int LEAST_WORDS = 5;
    private static final String NEXT_QUESTION = "\nQ:";

    private final LineIdentifier identifier;
    private final Words words;

    LineFidelity(LineIdentifier identifier, Words words) {
        this.identifier = identifier;
        this.words = words;
    }

    /// @param model a fastText model; empty for identification by script
    public static LineFidelity open(Optional<Path> model) throws IOException {
        return new LineFidelity(identifier(model), Words.SPACED);
    }

    static LineIdentifier identifier(Optional<Path> model) throws IOException {
        return model.isPresent() ? FastTextIdentifier.load(model.get()) : new ScriptIdentifier();
    }

    /// What one answer turned out to be.
    ///
    /// @param lines  long enough to be judged
    /// @param failed of them, in another language
    /// @param labels how many of them were what
    /// @param words  of the judged lines
    public record Reading(int lines, int failed, Map<String, Integer> labels, List<String> words) {
        /// Whether there was anything to judge.
        public boolean counted() {
            return lines > 0;
        }

        /// Whether every judged line is in the language asked for; a win may be made to depend on it.
        public boolean passes() {
            return failed == 0;
        }

        /// Whether most judged lines are English.
        boolean english() {
            int english = labels.entrySet().stream().filter(e -> FastTextIdentifier.isEnglish(e.getKey())).mapToInt(Map.Entry::getValue).sum();
            return 2 * english > lines;
        }
    }

    public Reading read(String answer, Language language) {
        int lines = 0;
        int failed = 0;
        Map<String, Integer> labels = new TreeMap<>();
        List<String> all = new ArrayList<>();
        for (String line : normalized(answer).split("\n", -1)) {
            List<String> found = words.of(line, language);
            if (found.size() < LEAST_WORDS) {
                continue;
            }
            LineIdentifier.Verdict verdict = identifier.identify(line, language);
            lines++;
            failed += verdict.expected() ? 0 : 1;
            labels.merge(verdict.label(), 1, Integer::sum);
            all.addAll(found);
        }
        return new Reading(lines, failed, labels, all);
    }

    public boolean knows(Language language) {
        return identifier.knows(language);
    }

    /// For a signature: what identifies, and how words are counted.
    public String name() {
        return identifier.name() + "/" + words.wireName();
    }

    LineIdentifier identifier() {
        return identifier;
    }

    Words words() {
        return words;
    }

    /// The answer up to the next question of a model that goes on asking, without ASCII punctuation; an em dash parts
    /// words, an Arabic comma does not.
    static String normalized(String answer) {
        int next = answer.indexOf(NEXT_QUESTION);
        String text = PythonText.strip(next < 0 ? answer : answer.substring(0, next));
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dropped = c == '\u060C' || c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
            if (!dropped) {
                out.append(c == '\u2014' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
