package dev.glossa.reports.page;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// Which samples a report shows: in each language the same items, as far as they are parallel, and as many of them as are
/// asked for; with their scores. Chosen while scores are read, in memory that does not grow with the runs.
final class SampleChoice implements Reading.Listener {
    private static final int LONGEST_NOTE = 400;

    /// One metric's verdict on one answer.
    ///
    /// @param value empty text unless scored
    record Verdict(String metric, String state, String value, String note) {}

    /// A sample's place in the order of choice: a digest of the item's key, which is the same in every language.
    private record Rank(long digest, String item) implements Comparable<Rank> {
        static Rank of(String item) {
            CRC32 crc = new CRC32();
            crc.update(item.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new Rank(crc.getValue(), item);
        }

        @Override
        public int compareTo(Rank other) {
            int byDigest = Long.compare(digest, other.digest);
            return byDigest != 0 ? byDigest : item.compareTo(other.item);
        }
    }

    private record Where(String benchmark, String language) {}

    private final int most;
    private final Map<Where, TreeMap<Rank, Map<Integer, Map<String, Verdict>>>> chosen = new LinkedHashMap<>();

    /// @param most items per benchmark and language
    SampleChoice(int most) {
        this.most = most;
    }

    @Override
    public void score(int run, SampleId id, ScoreRecord record) {
        if (most == 0 || record.key().repeat() != 0) {
            return;
        }
        TreeMap<Rank, Map<Integer, Map<String, Verdict>>> items =
                chosen.computeIfAbsent(new Where(id.benchmark(), id.language()), _ -> new TreeMap<>());
        Rank rank = Rank.of(id.item());
        if (!items.containsKey(rank)) {
            if (items.size() == most) {
                if (rank.compareTo(items.lastKey()) > 0) {
                    return;
                }
                items.pollLastEntry();
            }
            items.put(rank, new TreeMap<>());
        }
        items.get(rank).computeIfAbsent(run, _ -> new LinkedHashMap<>()).put(record.metric(), switch (record.score()) {
            case Score.Scored(double value, var _, String note) -> new Verdict(record.metric(), record.truncated() ? "truncated" : "scored",
                    dev.glossa.reports.Printed.number(value, 4).replaceFirst("\\.?0+$", ""), shortened(note));
            case Score.Unparsed(String reason) -> new Verdict(record.metric(), "unparsed", "", shortened(reason));
            case Score.Failed(String reason) -> new Verdict(record.metric(), "failed", "", shortened(reason));
        });
    }

    /// The items of one benchmark and language, in the order of their keys.
    List<String> items(String benchmark, String language) {
        return chosen.getOrDefault(new Where(benchmark, language), new TreeMap<>()).keySet().stream().map(Rank::item).sorted().toList();
    }

    /// What each metric made of one model's answer.
    List<Verdict> verdicts(String benchmark, String language, String item, int run) {
        TreeMap<Rank, Map<Integer, Map<String, Verdict>>> items = chosen.getOrDefault(new Where(benchmark, language), new TreeMap<>());
        return new ArrayList<>(items.getOrDefault(Rank.of(item), Map.of()).getOrDefault(run, Map.of()).values());
    }

    private static String shortened(String note) {
        return note.length() <= LONGEST_NOTE || ErrorSpans.isLikely(note) ? note : note.substring(0, LONGEST_NOTE) + "…";
    }
}
