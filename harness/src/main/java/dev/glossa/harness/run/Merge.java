package dev.glossa.harness.run;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Key;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// Runs of parts of the same samples made one, and one made parts of. Which run is given first changes nothing but which of
/// two answers to one question is kept: the later run's, as in a journal, but never a failure in an answer's place. Scores and
/// judgments of an answer that is not kept go with it, and a judge's replies come from the part of the score that rests on them.
public final class Merge {
    /// @param answers how many keys have a line
    /// @param scores  likewise
    /// @param shards  the parts that were joined, such as `1/4`, in their order
    public record Summary(long answers, long scores, List<String> shards) {}

    private Merge() {}

    /// Joins runs into a folder, which may hold what an earlier merge has joined.
    ///
    /// @throws IllegalArgumentException where two of them were asked or scored otherwise, or by other weights
    public static Summary of(List<Path> runs, Path out) {
        return of(runs, Selection.Shard.WHOLE, out);
    }

    /// Joins attempts at a shard into another attempt at it, which then goes on from where they got.
    public static Summary of(List<Path> runs, Selection.Shard shard, Path out) {
        List<RunDirectory> parts = new ArrayList<>(runs.stream().map(RunDirectory::read).toList());
        Manifest whole = parts.getFirst().manifest().part(shard);
        for (RunDirectory part : parts) {
            same(parts.getFirst(), part);
        }
        TreeSet<Selection.Shard> shards = new TreeSet<>();
        parts.forEach(part -> shards.add(Selection.Shard.parse(part.manifest().shard())));
        try (RunDirectory merged = RunDirectory.create(out, whole)) {
            parts.addFirst(merged);
            Scoring scoring = Scoring.NONE;
            for (RunDirectory part : parts) {
                scoring = joined(scoring, part);
                if (part != merged) {
                    merged.adopt(part);
                }
            }
            Answers answers = Answers.of(parts, _ -> true);
            long scores = joinVerdicts(merged, parts, scoring, answers, _ -> true);
            // Last: whoever is killed before has no answer beside another's score.
            long count = answers.write(merged);
            if (!scoring.entries().isEmpty()) {
                merged.write(scoring);
            }
            return new Summary(count, scores, shards.stream().map(Selection.Shard::toString).toList());
        }
    }

    /// Takes a part of a run's answers, and what was scored of them, into a folder of its own.
    public static void part(RunDirectory run, Selection.Shard shard, Path out) {
        Manifest manifest = run.manifest();
        if (!manifest.shard().equals(Selection.Shard.WHOLE.toString())) {
            throw new IllegalArgumentException(run.path() + ": is a shard, " + manifest.shard() + "; parts are taken of a whole run");
        }
        try (RunDirectory part = RunDirectory.create(out, manifest.part(shard))) {
            part.adopt(run);
            List<RunDirectory> both = List.of(run, part);
            Answers answers = Answers.of(both, shard::holds);
            Scoring scoring = joined(joined(Scoring.NONE, run), part);
            joinVerdicts(part, both, scoring, answers, shard::holds);
            answers.write(part);
            if (!scoring.entries().isEmpty()) {
                part.write(scoring);
            }
        }
    }

    private static void same(RunDirectory first, RunDirectory part) {
        List<String> differences = first.manifest().whole().differences(part.manifest().whole());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("%s: was asked otherwise than %s; such runs are compared, not merged:\n  %s".formatted(
                    part.path(), first.path(), String.join("\n  ", differences)));
        }
        Optional<Fingerprint> one = first.fingerprint();
        Optional<Fingerprint> other = part.fingerprint();
        if (one.isPresent() && other.isPresent()) {
            one.get().difference(other.get()).ifPresent(why -> {
                throw new IllegalArgumentException("%s: another model answered than in %s: %s".formatted(part.path(), first.path(), why));
            });
        }
    }

    /// One reading of a benchmark by a metric counts, so it has to be the same in every part.
    private static Scoring joined(Scoring scoring, RunDirectory part) {
        Scoring more = scoring;
        for (Scoring.Entry entry : part.scoring().current()) {
            scoring.current(entry.benchmark(), entry.metric()).filter(there -> !there.equals(entry)).ifPresent(there -> {
                throw new IllegalArgumentException("%s: %s of %s was scored otherwise than in another part:\n  %s\n  %s".formatted(
                        part.path(), entry.metric(), entry.benchmark(), entry.signature(), there.signature()));
            });
            more = more.with(entry);
        }
        return more;
    }

    /// Judges' replies, and scores.
    ///
    /// @return how many scores there are
    private static long joinVerdicts(RunDirectory into, List<RunDirectory> parts, Scoring scoring, Answers answers, Predicate<Key> wanted) {
        Verdicts verdicts = Verdicts.of(parts, scoring, answers::stands);
        join(into, parts, "judgments.jsonl", (file, line) -> completion(line)
                .filter(kept -> wanted.test(kept.key()) && answers.stands(file, kept.key()) && verdicts.stands(file, kept.key())));
        List<String> order = scoring.entries().stream().map(Scoring.Entry::id).toList();
        return join(into, parts, "scores.jsonl", (file, line) -> score(file, line, order, verdicts).filter(kept -> wanted.test(kept.key()) && answers.stands(file, kept.key())));
    }

    private static long join(RunDirectory into, List<RunDirectory> parts, String name, JournalLines.Reading reading) {
        List<Path> files = parts.stream().map(part -> part.path().resolve(name)).filter(Files::isRegularFile).toList();
        return files.isEmpty() ? 0 : into.replace(name, JournalLines.of(files, reading));
    }

    /// The answers that are kept, and with which of the others' scores and judgments they have nothing to do.
    private record Answers(List<Path> files, Optional<JournalLines> lines) {
        private static final String NAME = "completions.jsonl";

        static Answers of(List<RunDirectory> parts, Predicate<Key> wanted) {
            List<Path> files = parts.stream().map(part -> part.path().resolve(NAME)).filter(Files::isRegularFile).toList();
            return new Answers(files, files.isEmpty() ? Optional.empty()
                    : Optional.of(JournalLines.of(files, (_, line) -> completion(line).filter(kept -> wanted.test(kept.key())))));
        }

        /// Whether what a file says about an answer is about the one that is kept.
        boolean stands(Path file, Key key) {
            return lines.map(all -> all.overruled().getOrDefault(key.as(""), Set.of())).orElse(Set.of()).stream()
                    .noneMatch(overruled -> overruled.getParent().equals(file.getParent()));
        }

        long write(RunDirectory into) {
            return lines.map(all -> into.replace(NAME, all)).orElse(0L);
        }
    }

    private static Optional<JournalLines.Kept> completion(String line) {
        CompletionRecord record = CompletionRecord.parse(line, "line");
        String said = Signature.digest(record.completion() instanceof Completion.Text text ? text.finish() + " " + text.text() : record.completion().toString());
        return Optional.of(new JournalLines.Kept(record.key(), "", !(record.completion() instanceof Completion.Failed), Long.parseUnsignedLong(said, 0, 12, 16)));
    }

    /// @param order scores stand in the order of what scored them, as one run writes them
    private static Optional<JournalLines.Kept> score(Path file, String line, List<String> order, Verdicts verdicts) {
        ObjectNode tree = Json.object(line, "line");
        Key key = CompletionRecord.key(tree, "line");
        String signature = Json.text(tree, "signature", "line");
        if (!verdicts.stands(file, key, signature)) {
            return Optional.empty();
        }
        int place = order.indexOf(signature);
        return Optional.of(new JournalLines.Kept(key, "%06d %s".formatted(place < 0 ? order.size() : place, signature), tree.path("state").asString("").equals("scored"), 0));
    }
}
