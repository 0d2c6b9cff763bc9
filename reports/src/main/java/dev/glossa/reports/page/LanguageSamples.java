package dev.glossa.reports.page;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The samples that a native reader is shown: of each benchmark those on which the models did worst and best.
///
/// @param shelves one per benchmark that has any, and one more for runs that were asked from other data
record LanguageSamples(List<Shelf> shelves) {
    /// @param title    the benchmark, and whether it is the other data of it
    /// @param withheld whether its text is kept back
    record Shelf(String title, boolean withheld, List<Shown> worst, List<Shown> best) {}

    /// @param question   empty where the data is not at hand
    /// @param references what answers are held against
    record Shown(SampleId id, Optional<String> question, List<String> references, List<Answer> answers) {}

    /// One model's answer.
    ///
    /// @param text    the answer, or why there is none
    /// @param state   cut off, or without answer; empty otherwise
    /// @param verdict each metric's value and note, in words
    /// @param metric  the headline
    /// @param value   of the headline, as printed; empty unless scored
    record Answer(int model, String name, String text, String state, List<String> verdict, String metric, String value) {}

    static LanguageSamples of(Language language, List<Run> runs, List<Aggregate> aggregates, Picks picks, Questions questions,
            Predicate<String> withheld, int most) {
        Map<String, Aggregate> headlines = new LinkedHashMap<>();
        aggregates.forEach(a -> headlines.putIfAbsent(a.table().benchmark(), a));
        List<CompletionIndex> answers = new ArrayList<>();
        List<Shelf> shelves = new ArrayList<>();
        try {
            runs.forEach(run -> answers.add(run.directory().index()));
            headlines.forEach((benchmark, headline) -> {
                String title = benchmark;
                for (List<Integer> alike : Run.askedAlike(runs, benchmark, language.code())) {
                    List<List<Picks.Item>> chosen = picks.worstAndBest(benchmark, headline.table().metric().name(), headline.table().metric().ascending(), most, alike);
                    boolean kept = withheld.test(benchmark);
                    Map<String, Question> asked = kept ? Map.of() : asked(questions, runs.get(alike.getFirst()), benchmark, language, chosen);
                    List<List<Shown>> shown = chosen.stream().map(items -> items.stream()
                            .map(item -> shown(new SampleId(benchmark, language.code(), item.item()), item, Optional.ofNullable(asked.get(item.item())), runs, answers, headline, kept)).toList()).toList();
                    if (!shown.getFirst().isEmpty()) {
                        shelves.add(new Shelf(title, kept, shown.get(0), shown.get(1)));
                        title = benchmark + ", asked from other data";
                    }
                }
            });
        } finally {
            answers.forEach(CompletionIndex::close);
        }
        return new LanguageSamples(List.copyOf(shelves));
    }

    private static Map<String, Question> asked(Questions questions, Run run, String benchmark, Language language, List<List<Picks.Item>> chosen) {
        Map<String, Question> asked = new HashMap<>();
        List<String> wanted = chosen.stream().flatMap(List::stream).map(Picks.Item::item).toList();
        try (Stream<Question> all = questions.of(run, benchmark, language)) {
            all.filter(q -> wanted.contains(q.sample().item())).limit(wanted.size()).forEach(q -> asked.put(q.sample().item(), q));
        }
        return asked;
    }

    private static Shown shown(SampleId id, Picks.Item item, Optional<Question> question, List<Run> runs, List<CompletionIndex> answers,
            Aggregate headline, boolean withheld) {
        List<Answer> each = new ArrayList<>();
        item.scores().forEach((run, scores) -> {
            Optional<CompletionRecord> record = answers.get(run).find(Key.of(id));
            Optional<Target> target = question.map(q -> q.sample().target());
            String text = withheld ? "" : record.map(r -> text(r.completion(), target)).orElse("");
            String metric = headline.table().metric().name();
            each.add(new Answer(run, runs.get(run).name(), text, state(record), scores.values().stream().map(score -> verdict(score, withheld)).toList(), metric,
                    value(scores.get(metric), Printed.of(headline.table().metric()))));
        });
        return new Shown(id, question.map(q -> q.sample().input()), question.map(q -> references(q.sample().target())).orElse(List.of()), each);
    }

    private static String text(Completion completion, Optional<Target> target) {
        return switch (completion) {
            case Completion.Text text -> text.text();
            case Completion.Failed(String reason) -> "No answer: " + reason;
            case Completion.Likelihoods likelihoods -> {
                int best = 0;
                for (int i = 1; i < likelihoods.values().size(); i++) {
                    best = likelihoods.values().get(i) > likelihoods.values().get(best) ? i : best;
                }
                int chosen = best;
                yield Samples.letter(best) + target.filter(Target.Choice.class::isInstance).map(Target.Choice.class::cast)
                        .filter(choice -> chosen < choice.options().size()).map(choice -> ". " + choice.options().get(chosen)).orElse("");
            }
        };
    }

    private static String state(Optional<CompletionRecord> record) {
        return record.isEmpty() ? "not answered" : switch (record.get().completion()) {
            case Completion.Text text -> switch (text.finish()) {
                case STOP -> "";
                case LENGTH -> "cut off at the token limit";
                case FILTER -> "ended by a filter";
            };
            case Completion.Likelihoods _ -> "";
            case Completion.Failed _ -> "failed";
        };
    }

    static List<String> references(Target target) {
        return switch (target) {
            case Target.References(List<String> texts) -> texts;
            case Target.Answer(String gold, String _) -> List.of(gold);
            case Target.Choice(List<String> options, int correct) -> List.of(Samples.letter(correct) + ". " + options.get(correct));
            case Target.Label(String expected, List<String> texts) -> Stream.concat(Stream.of(expected), texts.stream()).toList();
            case Target.Open() -> List.of();
        };
    }

    /// @param bare without the note, which may quote a text
    private static String verdict(ScoreRecord record, boolean bare) {
        return record.metric() + ": " + switch (record.score()) {
            case Score.Scored(double value, var _, String note) -> Printed.number(value, 4).replaceFirst("\\.?0+$", "") + (note.isEmpty() || bare ? "" : " (" + note + ")");
            case Score.Unparsed(String reason) -> "unparsed" + (bare ? "" : " (" + reason + ")");
            case Score.Failed(String reason) -> "failed" + (bare ? "" : " (" + reason + ")");
        };
    }

    private static String value(ScoreRecord record, Printed printed) {
        return record != null && record.score() instanceof Score.Scored scored
                ? Printed.number(printed.value(scored.value()), 2).replaceFirst("\\.?0+$", "").replace('−', '-') : "";
    }
}
