package dev.glossa.runner;

import dev.glossa.harness.Battle;
import dev.glossa.harness.Key;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.run.Scoring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where a run's scores are not what its answers give.
final class ScoreDifferences {
    private static final int SHOWN = 5;
    /// Neural metrics differ in the last digits from machine to machine.
    private static final double NEURAL = 1e-3, EXACT = 1e-9;

    private final List<String> shown = new ArrayList<>();
    private long compared;
    private long count;

    long compared() {
        return compared;
    }

    long count() {
        return count;
    }

    /// The first of them, in words.
    List<String> shown() {
        return List.copyOf(shown);
    }

    /// @param claimed what the run says, by key
    /// @param again   a folder that holds what its answers give
    /// @param whole   false where the baselines' answers are not at hand
    void add(Scoring.Entry entry, Map<Key, ScoreRecord> claimed, RunDirectory again, boolean whole) {
        Map<Key, ScoreRecord> found = new HashMap<>();
        again.readScores(record -> {
            if (record.metric().equals(entry.metric()) && SampleId.parse(record.key().sample()).benchmark().equals(entry.benchmark())) {
                found.put(record.key(), record);
            }
        });
        claimed.forEach((key, claim) -> {
            compared++;
            ScoreRecord record = found.get(key);
            if (record == null || !same(claim, record, whole)) {
                differ(key, entry, said(claim) + " in the run, " + (record == null ? "not to be had" : said(record)) + " from its answer");
            }
        });
        found.keySet().stream().filter(key -> key.role().isEmpty() && !claimed.containsKey(key)).sorted()
                .forEach(key -> differ(key, entry, "answered, and without a score in the run"));
    }

    private void differ(Key key, Scoring.Entry entry, String how) {
        differ(key + ", " + entry.metric() + ": " + how);
    }

    /// An answer stands under the key of one question, and its line names the prompt of another.
    void misplaced(Key key) {
        differ(key + ": its answer was given to another prompt than the data holds");
    }

    private void differ(String what) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(what);
        }
    }

    private static boolean same(ScoreRecord one, ScoreRecord other, boolean whole) {
        if (!attributes(one, whole).equals(attributes(other, whole))) {
            return false;
        }
        if (one.score() instanceof Score.Scored a && other.score() instanceof Score.Scored b) {
            double tolerance = one.metric().contains("comet") ? NEURAL : EXACT;
            Statistics first = whole ? a.statistics() : Battle.withoutBaseline(a.statistics());
            Statistics second = whole ? b.statistics() : Battle.withoutBaseline(b.statistics());
            return one.truncated() == other.truncated() && near(a.value(), b.value(), tolerance) && near(first, second, tolerance);
        }
        return one.score().getClass() == other.score().getClass();
    }

    private static Map<String, String> attributes(ScoreRecord record, boolean whole) {
        Map<String, String> attributes = new TreeMap<>(record.attributes());
        if (!whole) {
            attributes.remove("baseline");
        }
        return attributes;
    }

    private static boolean near(Statistics one, Statistics other, double tolerance) {
        boolean near = one.size() == other.size();
        for (int i = 0; near && i < one.size(); i++) {
            near = near(one.get(i), other.get(i), tolerance);
        }
        return near;
    }

    private static boolean near(double one, double other, double tolerance) {
        return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
    }

    private static String said(ScoreRecord record) {
        return switch (record.score()) {
            case Score.Scored(double value, Statistics _, String _) -> Double.toString(value);
            case Score.Unparsed _ -> "unparsed";
            case Score.Failed _ -> "failed";
        };
    }
}
