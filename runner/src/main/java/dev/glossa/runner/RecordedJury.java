package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.Juror;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The judges of some scores, with their recorded replies for voices.
final class RecordedJury {
    private RecordedJury() {}

    /// @param names of a jury's judges, as their lines have them; empty for one judge
    /// @param known whether all that the prompt of a call is made of is at hand
    /// @throws IllegalArgumentException when nobody can tell whose weight is whose
    static List<Juror> of(Signature signature, Set<String> names, CompletionIndex replies, Predicate<Key> known) {
        String judge = signature.parts().get("judge");
        if (judge == null) {
            return List.of();
        }
        if (!signature.parts().containsKey("jury")) {
            return List.of(Juror.alone(RecordedJudge.alone(replies, known, judge)));
        }
        List<Double> weights = Arrays.stream(signature.parts().getOrDefault("jweights", "").split(",")).filter(w -> !w.isEmpty()).map(Double::valueOf).toList();
        if (weights.size() != names.size()) {
            throw new IllegalArgumentException("needs every judge's own scores: the jury had " + weights.size() + ", scores.jsonl has those of " + names);
        }
        List<String> seats = seats(judge, weights, names);
        List<Juror> jurors = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            jurors.add(new Juror(seats.get(i), RecordedJudge.juror(replies, known, seats.get(i)), weights.get(i)));
        }
        return jurors;
    }

    /// The judges in the order of their weights, which is the signature's; among equal weights any order does.
    private static List<String> seats(String judge, List<Double> weights, Set<String> names) {
        List<String> signed = judge.contains(",") ? List.of(judge.split(",")) : Collections.nCopies(weights.size(), judge);
        List<String> seats = new ArrayList<>();
        Set<String> left = new TreeSet<>(names);
        Set<String> taken = new HashSet<>();
        for (String one : signed) {
            String base = plain(one.replaceFirst("@[0-9a-f]{1,12}$", ""));
            String name = base;
            for (int n = 2; !taken.add(name); n++) {
                name = base + "-" + n;
            }
            String wanted = name;
            left.stream().filter(n -> plain(n).equals(wanted)).findFirst().ifPresent(found -> {
                left.remove(found);
                seats.add(found);
            });
        }
        if (seats.size() == weights.size()) {
            return seats;
        }
        if (weights.stream().distinct().count() == 1) {
            return List.copyOf(names);
        }
        throw new IllegalArgumentException("cannot tell which of the jury's judges " + names + " had which of the weights " + weights);
    }

    /// Signatures and journal lines spell a name differently.
    private static String plain(String name) {
        return name.replaceAll("[\\p{Cntrl}\\p{Cf}\\s|@/]+", "_");
    }
}
