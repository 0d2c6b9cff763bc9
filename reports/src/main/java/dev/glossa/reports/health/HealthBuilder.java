package dev.glossa.reports.health;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.run.ScoreRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Gathers the health of judges while scores are read. Of scores it keeps those that a judge gave: one number an answer.
public final class HealthBuilder {
    /// The facet of a pairwise metric that tells how many verdicts followed the position.
    private static final String FLIPS = "position-flips";

    /// An answer as one metric scored it; the run's index tells models apart.
    ///
    /// @param call what the judge was asked with: metrics that agree in it read one reply
    private record Scored(int run, Key answer, String metric, String call) implements Comparable<Scored> {
        private static final Comparator<Scored> ORDER = Comparator.comparingInt(Scored::run).thenComparing(scored -> scored.answer().sample())
                .thenComparing(scored -> scored.answer().repeat()).thenComparing(Scored::metric).thenComparing(Scored::call);

        @Override
        public int compareTo(Scored other) {
            return ORDER.compare(this, other);
        }
    }

    private record Reply(int run, Key answer, String call) {}

    private final Function<String, Metric> metrics;
    private final List<Labels> labels;
    private final Map<String, String> judges = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Set<String> models = new java.util.HashSet<>();
    private final Map<String, Map<String, Draft>> drafts = new LinkedHashMap<>();

    /// @param labels of each run, in their order; [Labels#NONE] where people gave none
    public HealthBuilder(Function<String, Metric> metrics, List<Labels> labels) {
        this.metrics = metrics;
        this.labels = List.copyOf(labels);
    }

    /// Says which judge a signature names: a judge model, or the model of a neural metric.
    public void declare(String id, String signature) {
        Map<String, String> parts = Signature.parse(signature).parts();
        calls.put(id, signature.replaceFirst("\\|metric:[^|]*", ""));
        if (parts.containsKey("judge")) {
            judges.put(id, parts.get("judge"));
        } else if (parts.containsKey("model") && parts.containsKey("digest")) {
            judges.put(id, parts.get("model") + "@" + parts.get("digest"));
            models.add(judges.get(id));
        }
    }

    /// Takes one line of a run's scores, of an answer or of a canary.
    public void add(int run, SampleId id, ScoreRecord record) {
        String judge = judges.get(record.signature());
        // A juror's own score stands behind an @, the jury's under the answer's own key.
        String role = record.key().role();
        int at = role.startsWith("@") ? 0 : role.indexOf("/@") + 1;
        boolean juror = role.startsWith("@", at);
        Key key = juror ? record.key().as(at == 0 ? "" : role.substring(0, at - 1)) : record.key();
        Optional<String> canary = Canary.name(key);
        if (judge == null || !key.role().isEmpty() && canary.isEmpty()) {
            return;
        }
        Draft draft = drafts.computeIfAbsent(juror ? role.substring(at + 1) : judge, _ -> new TreeMap<>()).computeIfAbsent(id.language(), _ -> new Draft());
        Scored scored = new Scored(run, key.as(""), record.metric(), calls.get(record.signature()));
        draft.metrics.add(record.metric());
        if (canary.isPresent()) {
            draft.canaries.computeIfAbsent(scored, _ -> new TreeMap<>()).put(canary.get(), record.score());
        } else {
            draft.answers.put(scored, record.score());
        }
    }

    public JudgeHealth build(Languages languages) {
        List<JudgeHealth.Row> rows = new ArrayList<>();
        drafts.forEach((judge, byLanguage) -> {
            // A neural metric without canaries is no judge whose health anybody asks for.
            boolean asked = isJuror(judge) || byLanguage.values().stream().anyMatch(draft -> !draft.canaries.isEmpty());
            Map<Language, Draft> ordered = new LinkedHashMap<>();
            languages.with(byLanguage.keySet().stream().map(languages::get).toList()).all().stream()
                    .filter(language -> byLanguage.containsKey(language.code())).forEach(language -> ordered.put(language, byLanguage.get(language.code())));
            if (asked) {
                ordered.forEach((language, draft) -> rows.add(row(judge, language, draft)));
            }
        });
        return new JudgeHealth(rows, judges);
    }

    private boolean isJuror(String judge) {
        return !models.contains(judge);
    }

    private JudgeHealth.Row row(String judge, Language language, Draft draft) {
        Map<Reply, Boolean> unparsed = new HashMap<>();
        draft.answers.forEach((key, score) -> {
            if (!(score instanceof Score.Failed)) {
                unparsed.merge(new Reply(key.run(), key.answer(), key.call()), score instanceof Score.Unparsed, Boolean::logicalOr);
            }
        });
        return new JudgeHealth.Row(judge, draft.metrics, language, unparsed.size(), unparsed.values().stream().filter(Boolean::booleanValue).count(),
                canaries(draft), repeats(draft), flips(draft), people(draft));
    }

    private Map<String, JudgeHealth.CanaryCount> canaries(Draft draft) {
        Map<String, int[]> counts = new TreeMap<>();
        Map<String, List<String>> wrong = new TreeMap<>();
        draft.canaries.forEach((key, all) -> {
            Map<String, Score> scores = new TreeMap<>(all);
            scores.remove(Canary.REPEAT);
            scores.forEach((name, score) -> counts.computeIfAbsent(name, _ -> new int[2])[score instanceof Score.Scored ? 0 : 1]++);
            metrics.apply(key.metric()).misjudged(scores).forEach((name, why) -> wrong.computeIfAbsent(name, _ -> new ArrayList<>()).add(why));
        });
        Map<String, JudgeHealth.CanaryCount> found = new TreeMap<>();
        counts.forEach((name, count) -> found.put(name, new JudgeHealth.CanaryCount(count[0], count[1], wrong.getOrDefault(name, List.of()))));
        return found;
    }

    private static JudgeHealth.Repeats repeats(Draft draft) {
        int pairs = 0;
        int same = 0;
        double difference = 0;
        for (Map.Entry<Scored, Map<String, Score>> canary : draft.canaries.entrySet()) {
            if (canary.getValue().get(Canary.REPEAT) instanceof Score.Scored again && draft.answers.get(canary.getKey()) instanceof Score.Scored first) {
                pairs++;
                same += Math.abs(again.value() - first.value()) < 1e-9 ? 1 : 0;
                difference += Math.abs(again.value() - first.value());
            }
        }
        return pairs == 0 ? JudgeHealth.Repeats.NONE : new JudgeHealth.Repeats(pairs, same, difference / pairs);
    }

    private OptionalDouble flips(Draft draft) {
        return draft.metrics.stream().map(metrics).filter(metric -> metric.facets().containsKey(FLIPS)).findFirst().flatMap(metric -> {
            Optional<Statistics> total = draft.answers.entrySet().stream().filter(answer -> answer.getKey().metric().equals(metric.name()))
                    .map(Map.Entry::getValue).filter(Score.Scored.class::isInstance).map(score -> ((Score.Scored) score).statistics()).reduce(Statistics::plus);
            return total.map(sums -> metric.facets().get(FLIPS).applyAsDouble(sums)).filter(Double::isFinite);
        }).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private Map<String, PeopleAgreement> people(Draft draft) {
        Map<String, List<double[]>> both = new TreeMap<>();
        draft.answers.forEach((key, score) -> {
            if (score instanceof Score.Scored scored) {
                labels.get(key.run()).of(key.answer(), metrics.apply(key.metric()))
                        .ifPresent(label -> both.computeIfAbsent(key.metric(), _ -> new ArrayList<>()).add(new double[] {scored.value(), label}));
            }
        });
        Map<String, PeopleAgreement> people = new TreeMap<>();
        both.forEach((metric, pairs) -> people.put(metric,
                PeopleAgreement.of(pairs.stream().mapToDouble(pair -> pair[0]).toArray(), pairs.stream().mapToDouble(pair -> pair[1]).toArray())));
        return people;
    }

    /// One judge in one language, in the making. The later of two scores under one key counts; what is told of them goes by
    /// their keys, whatever the order of the journal.
    private static final class Draft {
        private final Set<String> metrics = new TreeSet<>();
        private final Map<Scored, Score> answers = new TreeMap<>();
        private final Map<Scored, Map<String, Score>> canaries = new TreeMap<>();
    }
}
