package dev.glossa.reports.jury;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Collects what each judge of a jury said.
public final class JuryBuilder implements Reading.Listener {
    /// @param jury the judges as the signature has them: runs before other judges are another jury's
    private record Name(String benchmark, String metric, String jury) {}

    /// @param ratings by judge
    record Unit(int run, String language, Map<String, OptionalDouble> ratings) {}

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}.-]");

    private final List<Run> runs;
    private final Map<String, String> juries = new HashMap<>();
    private final Map<Name, Map<String, Unit>> units = new LinkedHashMap<>();
    private final Map<Name, List<String>> judges = new LinkedHashMap<>();

    private final Function<String, Metric> metrics;
    private final Languages languages;

    /// @param metrics finds a metric by its name
    public JuryBuilder(List<Run> runs, Function<String, Metric> metrics, Languages languages) {
        this.runs = List.copyOf(runs);
        this.metrics = metrics;
        this.languages = languages;
        runs.forEach(run -> run.scoring().current().forEach(entry -> juries.put(entry.id(), jury(entry.signature()))));
    }

    private static String jury(String signature) {
        return Signature.parse(signature).parts().getOrDefault("judge", "");
    }

    @Override
    public void score(int run, SampleId id, ScoreRecord record) {
        // The jury's own score is in the tables.
    }

    @Override
    public void apart(int run, SampleId id, ScoreRecord record) {
        if (!record.key().role().startsWith("@")) {
            return;
        }
        String judge = record.key().role().substring(1);
        Name name = new Name(id.benchmark(), record.metric(), juries.getOrDefault(record.signature(), ""));
        List<String> known = judges.computeIfAbsent(name, _ -> new ArrayList<>());
        if (!known.contains(judge)) {
            known.add(judge);
        }
        units.computeIfAbsent(name, _ -> new TreeMap<>()).computeIfAbsent(run + "/" + record.key().as(""), _ -> new Unit(run, id.language(), new LinkedHashMap<>()))
                .ratings().put(judge, record.score() instanceof Score.Scored scored ? OptionalDouble.of(scored.value()) : OptionalDouble.empty());
    }

    /// A jury for each benchmark and metric that several judges scored.
    public List<JuryReport> reports() {
        List<JuryReport> reports = new ArrayList<>();
        judges.replaceAll((name, seen) -> ordered(seen, name.jury()));
        units.forEach((name, all) -> {
            Metric metric = metrics.apply(name.metric());
            reports.add(JuryReport.of(name.benchmark(), name.metric(), judges.get(name), weights(name), runs.stream().map(Run::name).toList(),
                    List.copyOf(all.values()), code -> isMeant(metric, languages.get(code)), metric.ascending()));
        });
        return reports;
    }

    /// As [dev.glossa.reports.aggregate.Aggregate] has it: neither a variety nor a language that the metric has a reservation about.
    private static boolean isMeant(Metric metric, Language language) {
        return language.varietyOf().isEmpty() && metric.reservation(language).isEmpty();
    }

    /// The judges as the signature, and so the weights, have them; a journal, such as a merged one, may have them otherwise.
    ///
    /// @param jury names with digests, one where all are the same; judges of equal names are numbered
    private static List<String> ordered(List<String> seen, String jury) {
        List<String> models = List.of(jury.split(","));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            String base = plain((models.size() == 1 ? models.getFirst() : models.get(Math.min(i, models.size() - 1))).replaceFirst("@[0-9a-f]+$", ""));
            String name = base;
            for (int n = 2; order.contains(name); n++) {
                name = base + "-" + n;
            }
            order.add(name);
        }
        List<String> sorted = new ArrayList<>(seen);
        if (seen.stream().map(JuryBuilder::plain).allMatch(order::contains)) {
            sorted.sort(Comparator.comparingInt(judge -> order.indexOf(plain(judge))));
        }
        return sorted;
    }

    /// A name without the signs that keys and signatures write otherwise.
    private static String plain(String name) {
        return SIGNS.matcher(name).replaceAll("_");
    }

    private double[] weights(Name name) {
        int n = judges.get(name).size();
        Optional<String> text = runs.stream().flatMap(run -> run.scoring().current(name.benchmark(), name.metric()).stream())
                .filter(entry -> jury(entry.signature()).equals(name.jury())).flatMap(entry -> Optional.ofNullable(Signature.parse(entry.signature()).parts().get("jweights")).stream()).findFirst();
        double[] weights = text.map(t -> Arrays.stream(t.split(",")).mapToDouble(Double::parseDouble).toArray()).orElse(new double[0]);
        if (weights.length == n) {
            return weights;
        }
        double[] equal = new double[n];
        Arrays.fill(equal, 1);
        return equal;
    }
}
