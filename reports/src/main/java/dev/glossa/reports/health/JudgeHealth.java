package dev.glossa.reports.health;

import dev.glossa.harness.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What is known of each judge in each language, over all the runs and benchmarks of a report.
///
/// A judge that rated a canary wrongly in a language is flagged there, whatever it judged: that instrument reads the language
/// no better elsewhere.
public final class JudgeHealth {
    public static final JudgeHealth NONE = new JudgeHealth(List.of(), Map.of());

    /// One judge in one language.
    ///
    /// @param judge    as signatures name it
    /// @param metrics  in which it had a say
    /// @param judged   replies about answers; one that two metrics read, as `label` and `invalid` do, is one
    /// @param unparsed of these, those that could not be read
    /// @param canaries by the canary's name
    /// @param flips    the share of pairs whose verdict followed the position; empty where no pair was judged both ways
    /// @param people   by metric; without those that no label is about
    public record Row(String judge, Set<String> metrics, Language language, long judged, long unparsed, Map<String, CanaryCount> canaries,
            Repeats repeats, OptionalDouble flips, Map<String, PeopleAgreement> people) {
        public Row {
            metrics = java.util.Collections.unmodifiableSet(new TreeSet<>(metrics));
            canaries = java.util.Collections.unmodifiableMap(new TreeMap<>(canaries));
            people = java.util.Collections.unmodifiableMap(new TreeMap<>(people));
        }

        public OptionalDouble unparsedShare() {
            return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) unparsed / judged);
        }

        public Verdict verdict() {
            return Verdict.of(this);
        }

        /// What it rated wrongly, in words for people, most frequent first.
        public List<String> mistakes() {
            return canaries.values().stream().flatMap(count -> count.wrong().stream()).distinct().toList();
        }
    }

    /// What became of one kind of canary.
    ///
    /// @param scored how many have a score
    /// @param silent how many have none
    /// @param wrong  why each wrong score is wrong
    public record CanaryCount(int scored, int silent, List<String> wrong) {
        public CanaryCount {
            wrong = List.copyOf(wrong);
        }
    }

    /// Answers that were rated twice.
    ///
    /// @param pairs      how many
    /// @param same       of these, with the same score
    /// @param difference mean absolute difference, on the metric's scale
    public record Repeats(int pairs, int same, double difference) {
        public static final Repeats NONE = new Repeats(0, 0, 0);
    }

    private final List<Row> rows;
    private final Map<String, String> judges;

    /// @param judges id of a signature to the judge in it
    JudgeHealth(List<Row> rows, Map<String, String> judges) {
        this.rows = List.copyOf(rows);
        this.judges = Map.copyOf(judges);
    }

    /// By judge, then in the order of the language table.
    public List<Row> rows() {
        return rows;
    }

    public List<String> judges() {
        return rows.stream().map(Row::judge).distinct().toList();
    }

    /// Why no number of this signature is to be trusted in a language; empty where nothing speaks against it.
    ///
    /// @param signature id, as cells have it
    public Optional<String> flag(String signature, Language language) {
        String judge = judges.get(signature);
        return rows.stream().filter(row -> row.judge().equals(judge) && row.language().equals(language) && row.verdict() == Verdict.FLAGGED)
                .findFirst().map(row -> String.join("; ", row.mistakes()));
    }
}
