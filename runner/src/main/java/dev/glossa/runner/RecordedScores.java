package dev.glossa.runner;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Key;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.run.Scoring;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The scores of a run under the signatures that count, with what they tell of their making that no signature says.
final class RecordedScores {
    /// @param jurors by name, in no order
    /// @param scores of answers, judges and canaries, the last of each
    record Claim(Set<String> jurors, Map<Key, ScoreRecord> scores, Map<String, Set<String>> canaries, Map<String, Set<String>> repeats) {
        private static Claim empty() {
            return new Claim(new TreeSet<>(), new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
        }

        /// How many items of a language have canaries, at most.
        int canaryItems() {
            return canaries.values().stream().mapToInt(Set::size).max().orElse(0);
        }

        /// How many answers of a language are rated twice, at most.
        int repeatItems() {
            return repeats.values().stream().mapToInt(Set::size).max().orElse(0);
        }

        /// Whether some language was scored that the metric says not to know.
        boolean scoredAnyway(Predicate<String> reserved) {
            return scores.values().stream().anyMatch(record -> record.score() instanceof Score.Scored && reserved.test(SampleId.parse(record.key().sample()).language()));
        }
    }

    private final Map<String, Claim> byEntry = new HashMap<>();

    /// @param chosen ids of the samples whose scores count
    RecordedScores(RunDirectory run, List<Scoring.Entry> entries, Predicate<String> chosen) {
        entries.forEach(entry -> byEntry.put(entry.id(), Claim.empty()));
        run.readScores(record -> {
            Claim claim = byEntry.get(record.signature());
            if (claim == null) {
                return;
            }
            String role = record.key().role();
            int judge = role.lastIndexOf('@');
            if (judge >= 0) {
                claim.jurors().add(role.substring(judge + 1));
            }
            Canary.name(record.key()).ifPresent(name -> (name.equals(Canary.REPEAT) ? claim.repeats() : claim.canaries())
                    .computeIfAbsent(SampleId.parse(record.key().sample()).language(), _ -> new HashSet<>()).add(record.key().sample()));
            if (chosen.test(record.key().sample())) {
                claim.scores().put(record.key(), record);
            }
        });
    }

    Claim of(Scoring.Entry entry) {
        return byEntry.get(entry.id());
    }
}
