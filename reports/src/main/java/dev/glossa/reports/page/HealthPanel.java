package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.health.JudgeHealth;
import dev.glossa.reports.health.PeopleAgreement;
import dev.glossa.reports.health.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Whether the report's judges can be believed, in print: for each a line of verdicts by language, and a table of what they
/// rest on.
record HealthPanel(List<Judge> judges) {
    /// @param counts   how many languages have each verdict, in words
    /// @param canaries names of the canaries, the table's columns
    /// @param rows     flagged languages first
    record Judge(String id, String name, String metrics, String counts, List<String> canaries, List<Row> rows) {}

    /// @param verdict  wire name
    /// @param told     the same for readers
    /// @param mistakes what was rated wrongly and what is to be watched, in words
    /// @param canaries one cell for each of the table's canaries
    record Row(String language, String lang, String dir, String detail, String verdict, String told, List<String> mistakes, List<Mark> canaries,
            String unparsed, String repeats, String flips, String people) {}

    /// @param state `right`, `wrong`, `silent` or `none`
    record Mark(String state, String text, String why) {}

    boolean isEmpty() {
        return judges.isEmpty();
    }

    static HealthPanel of(JudgeHealth health) {
        List<Judge> judges = new ArrayList<>();
        for (String name : health.judges()) {
            List<JudgeHealth.Row> rows = health.rows().stream().filter(row -> row.judge().equals(name)).toList();
            Set<String> canaries = new TreeSet<>();
            Set<String> metrics = new TreeSet<>();
            rows.forEach(row -> {
                canaries.addAll(row.canaries().keySet());
                metrics.addAll(row.metrics());
            });
            List<String> columns = List.copyOf(canaries);
            judges.add(new Judge("judge-" + (judges.size() + 1), Visible.line(name, 60), String.join(", ", metrics), counts(rows), columns,
                    rows.stream().sorted(Comparator.comparing(JudgeHealth.Row::verdict)).map(row -> row(row, columns)).toList()));
        }
        return new HealthPanel(judges);
    }

    /// What is known of the judges in one language.
    HealthPanel in(Language language) {
        String tag = Matrix.tag(language);
        return new HealthPanel(judges.stream().map(judge -> new Judge(judge.id(), judge.name(), judge.metrics(), judge.counts(), judge.canaries(),
                judge.rows().stream().filter(row -> row.lang().equals(tag)).toList())).filter(judge -> !judge.rows().isEmpty()).toList());
    }

    private static String counts(List<JudgeHealth.Row> rows) {
        return String.join(", ", Stream.of(Verdict.values()).map(verdict -> {
            long count = rows.stream().filter(row -> row.verdict() == verdict).count();
            return count == 0 ? "" : told(verdict).toLowerCase(Locale.ROOT) + " in " + count;
        }).filter(text -> !text.isEmpty()).toList()) + " of " + rows.size() + (rows.size() == 1 ? " language" : " languages");
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case FLAGGED -> "Flagged";
            case WATCH -> "To be watched";
            case FINE -> "Fine";
            case UNKNOWN -> "Not known";
        };
    }

    private static Row row(JudgeHealth.Row row, List<String> canaries) {
        Language language = row.language();
        String detail = (language.ownName().equals(language.name()) ? "" : language.name() + " · ") + language.code();
        return new Row(Visible.line(language.ownName()), Matrix.tag(language), language.rightToLeft() ? "rtl" : "ltr", detail, row.verdict().wire(), told(row.verdict()),
                Stream.concat(row.mistakes().stream(), Verdict.concerns(row).stream()).map(Visible::line).toList(),
                canaries.stream().map(name -> mark(row.canaries().get(name))).toList(),
                row.unparsedShare().isPresent() ? percent(row.unparsedShare()) + " of " + row.judged() : "–",
                repeats(row.repeats()), row.flips().isPresent() ? percent(row.flips()) : "–", people(row.people()));
    }

    private static Mark mark(JudgeHealth.CanaryCount count) {
        if (count == null) {
            return new Mark("none", "–", "none was made in this language");
        }
        int all = count.scored() + count.silent();
        return !count.wrong().isEmpty() ? new Mark("wrong", "✗ " + count.wrong().size() + " of " + all + " wrong", String.join("\n", count.wrong().stream().distinct().toList()))
                : count.scored() == 0 ? new Mark("silent", "? no score", "no reply that can be read")
                : new Mark("right", "✓ " + count.scored() + (count.silent() == 0 ? "" : " of " + all), "");
    }

    private static String repeats(JudgeHealth.Repeats repeats) {
        return repeats.pairs() == 0 ? "–" : repeats.same() + " of " + repeats.pairs() + " the same"
                + (repeats.same() == repeats.pairs() ? "" : ", mean " + Printed.number(repeats.difference() * 100, 1) + " points apart");
    }

    /// Of several metrics each with its name.
    private static String people(Map<String, PeopleAgreement> people) {
        return people.isEmpty() ? "–" : String.join("; ", people.entrySet().stream()
                .map(each -> (people.size() == 1 ? "" : each.getKey() + ": ") + people(each.getValue())).toList());
    }

    private static String people(PeopleAgreement people) {
        return (people.correlation().isPresent() ? "ρ " + Printed.number(people.correlation().getAsDouble(), 2) + ", " : "")
                + Printed.number(people.difference() * 100, 0) + " points apart, n " + people.answers();
    }

    private static String percent(OptionalDouble share) {
        return Printed.number(share.getAsDouble() * 100, share.getAsDouble() > 0 && share.getAsDouble() < 0.1 ? 1 : 0) + " %";
    }

    /// `judge-health.csv`: a line for each judge and language, in full precision.
    static String csv(JudgeHealth health) {
        Csv csv = new Csv(List.of("judge", "metrics", "language", "verdict", "canaries", "canaries_wrong", "canaries_unscored", "judged", "unparsed", "rated_twice", "same_twice",
                "difference_twice", "position_flips", "why"));
        for (JudgeHealth.Row row : health.rows()) {
            csv.row(row.judge(), String.join(" ", row.metrics()), row.language().code(), row.verdict().wire(),
                    row.canaries().values().stream().mapToInt(JudgeHealth.CanaryCount::scored).sum(),
                    row.canaries().values().stream().mapToInt(count -> count.wrong().size()).sum(),
                    row.canaries().values().stream().mapToInt(JudgeHealth.CanaryCount::silent).sum(),
                    row.judged(), row.unparsed(), row.repeats().pairs(), row.repeats().same(),
                    row.repeats().pairs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(row.repeats().difference()), row.flips(),
                    String.join("; ", Stream.concat(row.mistakes().stream(), Verdict.concerns(row).stream()).toList()));
        }
        return csv.toString();
    }

    /// `judge-people.csv`: a line for each judge, language and metric that people labelled, in full precision.
    static String peopleCsv(JudgeHealth health) {
        Csv csv = new Csv(List.of("judge", "language", "metric", "labelled", "correlation_with_people", "difference_from_people", "bias_from_people"));
        health.rows().forEach(row -> row.people().forEach((metric, people) -> csv.row(row.judge(), row.language().code(), metric, people.answers(),
                people.correlation(), OptionalDouble.of(people.difference()), OptionalDouble.of(people.bias()))));
        return csv.toString();
    }
}
