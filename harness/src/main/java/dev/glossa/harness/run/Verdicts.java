package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Score;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// Which part's judgments of an answer are kept where several parts have some, and the scores with them: the part that scored
/// the answer under what counts now, the later of two that did. Where no part has a score there is none to be at odds with.
final class Verdicts {
    /// What judges were asked about one answer for one purpose, such as the two games of a comparison.
    ///
    /// @param answer   also a canary's
    /// @param purposes what the roles of those calls begin with
    private record Asked(Key answer, Set<String> purposes) {}

    /// @param scored how many metrics read the judgments
    private record Winner(Path part, int scored) {}

    private final Map<Asked, Winner> winners = new HashMap<>();
    /// Signature ids that count to the purposes of their metric's calls.
    private final Map<String, Set<String>> purposes = new HashMap<>();

    private Verdicts(Scoring scoring) {
        Map<String, Metric> metrics = Registry.metrics().all();
        scoring.current().forEach(entry -> purposes.put(entry.id(),
                Optional.ofNullable(metrics.get(entry.metric())).map(Metric::calls).orElse(Set.of(entry.metric()))));
    }

    /// @param stands whether what a file says about an answer is about the one that is kept
    static Verdicts of(List<RunDirectory> parts, Scoring scoring, BiPredicate<Path, Key> stands) {
        Verdicts verdicts = new Verdicts(scoring);
        Set<Asked> asked = new HashSet<>();
        for (RunDirectory part : parts) {
            part.readJudgments(record -> verdicts.asked(record.key()).ifPresent(asked::add));
        }
        for (RunDirectory part : asked.isEmpty() ? List.<RunDirectory>of() : parts) {
            Map<Asked, Map<String, Boolean>> here = new HashMap<>();
            part.readScores(record -> Optional.ofNullable(verdicts.purposes.get(record.signature())).map(all -> new Asked(record.key(), all))
                    .filter(one -> asked.contains(one) && stands.test(part.path().resolve("scores.jsonl"), record.key()))
                    .ifPresent(one -> here.computeIfAbsent(one, _ -> new HashMap<>()).merge(record.signature(), record.score() instanceof Score.Scored, Boolean::logicalOr)));
            here.forEach((one, scores) -> {
                int scored = (int) scores.values().stream().filter(done -> done).count();
                verdicts.winners.merge(one, new Winner(part.path(), scored), (before, later) -> before.scored() > later.scored() ? before : later);
            });
        }
        return verdicts;
    }

    /// Empty for calls of no metric that counts.
    private Optional<Asked> asked(Key call) {
        Key answer = call.answer();
        String role = answer.role().isEmpty() ? call.role() : call.role().substring(Math.min(call.role().length(), answer.role().length() + 1));
        int end = 0;
        while (end < role.length() && role.charAt(end) != ':' && role.charAt(end) != '@') {
            end++;
        }
        String purpose = role.substring(0, end);
        return purposes.values().stream().filter(all -> all.contains(purpose)).findFirst().map(all -> new Asked(answer, all));
    }

    /// Whether a judgment is kept.
    boolean stands(Path file, Key call) {
        return asked(call).map(winners::get).map(winner -> winner.part().equals(file.getParent())).orElse(true);
    }

    /// Whether a score is kept, of an answer or of one judge's.
    ///
    /// @param signature the id of what scored it
    boolean stands(Path file, Key key, String signature) {
        return Optional.ofNullable(purposes.get(signature)).map(all -> winners.get(new Asked(key.answer(), all)))
                .map(winner -> winner.part().equals(file.getParent())).orElse(true);
    }
}
