package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// Several judges of one answer. Each gives its own score; the jury's is their weighted mean or their weighted median, the
/// majority's verdict where verdicts have an order. Judges that gave no score have no say; when they hold half of the weight
/// or more, the jury has none either.
final class Jury {
    /// How several scores become one.
    enum Rule {
        MEAN,
        MAJORITY;

        static Rule named(String name) {
            return switch (name) {
                case "mean" -> MEAN;
                case "majority" -> MAJORITY;
                default -> throw new IllegalArgumentException("--jury " + name + "; mean or majority would do");
            };
        }
    }

    private final List<Juror> jurors;
    private final List<Scorer> scorers;
    private final Rule rule;

    Jury(List<Juror> jurors, List<Scorer> scorers, Rule rule) {
        this.jurors = List.copyOf(jurors);
        this.scorers = List.copyOf(scorers);
        this.rule = rule;
    }

    /// What all judges share once, what differs side by side, and their weights.
    Signature signature() {
        List<Map<String, String>> each = scorers.stream().map(scorer -> scorer.signature().parts()).toList();
        Set<String> keys = new LinkedHashSet<>();
        each.forEach(parts -> keys.addAll(parts.keySet()));
        Signature signature = Signature.EMPTY;
        for (String key : keys) {
            List<String> values = each.stream().map(parts -> parts.getOrDefault(key, "-")).toList();
            signature = signature.with(key, values.stream().distinct().count() == 1 ? values.getFirst() : String.join(",", values));
        }
        return signature.with("jury", rule.name().toLowerCase(Locale.ROOT))
                .with("jweights", String.join(",", jurors.stream().map(juror -> Double.toString(juror.weight())).toList()));
    }

    /// Each judge's scores of a batch, by the judge's name.
    Map<String, List<Score>> each(List<Answered> batch) throws InterruptedException {
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        for (int j = 0; j < jurors.size(); j++) {
            scores.put(jurors.get(j).name(), scorers.get(j).score(batch));
        }
        return scores;
    }

    /// @param scores of one answer, in the order of the judges
    Score together(List<Score> scores) {
        List<Vote> votes = new ArrayList<>();
        StringJoiner said = new StringJoiner(", ");
        boolean unparsed = false;
        double all = 0;
        double silent = 0;
        for (int j = 0; j < jurors.size(); j++) {
            Juror juror = jurors.get(j);
            all += juror.weight();
            switch (scores.get(j)) {
                case Score.Scored scored -> {
                    votes.add(new Vote(scored, juror.weight()));
                    said.add(juror.name() + " " + String.format(Locale.ROOT, "%.3f", scored.value()));
                }
                case Score.Unparsed(String reason) -> {
                    unparsed = true;
                    silent += juror.weight();
                    said.add(juror.name() + " unparsed (" + reason + ")");
                }
                case Score.Failed(String reason) -> {
                    silent += juror.weight();
                    said.add(juror.name() + " failed (" + reason + ")");
                }
            }
        }
        if (silent * 2 >= all) {
            return unparsed ? new Score.Unparsed(said.toString()) : new Score.Failed(said.toString());
        }
        List<Vote> counting = rule == Rule.MEAN ? votes : middle(votes);
        double weight = counting.stream().mapToDouble(Vote::weight).sum();
        double value = 0;
        double[] sums = new double[counting.getFirst().score().statistics().size()];
        for (Vote vote : counting) {
            value += vote.weight() * vote.score().value();
            for (int k = 0; k < sums.length; k++) {
                sums[k] += vote.weight() * vote.score().statistics().get(k);
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= weight;
        }
        return new Score.Scored(value / weight, Statistics.of(sums), said.toString());
    }

    private record Vote(Score.Scored score, double weight) {}

    /// The vote at the weighted median; both its neighbours, with equal weights, where it falls between two.
    private static List<Vote> middle(List<Vote> votes) {
        List<Vote> ordered = votes.stream().sorted(Comparator.comparingDouble(vote -> vote.score().value())).toList();
        double half = votes.stream().mapToDouble(Vote::weight).sum() / 2;
        double below = 0;
        for (int i = 0; i < ordered.size(); i++) {
            below += ordered.get(i).weight();
            if (below > half) {
                return List.of(ordered.get(i));
            }
            if (below == half) {
                return List.of(new Vote(ordered.get(i).score(), 1), new Vote(ordered.get(i + 1).score(), 1));
            }
        }
        throw new IllegalStateException("no vote");
    }
}
