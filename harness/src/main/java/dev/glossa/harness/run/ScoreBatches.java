package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/// Answered samples that the metric reads and that have no score, in batches; a batch never waits for a sample that was not asked.
final class ScoreBatches implements Iterator<List<Answered>> {
    private final Iterator<TaskRun.Asking> askings;
    private final CompletionIndex answers;
    private final Metric metric;
    private final Optional<Baselines> rivals;
    private final Set<Key> done;
    private final long[] counts;
    private final int size;
    private List<Answered> next = List.of();

    /// @param rivals empty where answers are compared with none
    ScoreBatches(Iterator<TaskRun.Asking> askings, CompletionIndex answers, Metric metric, Optional<Baselines> rivals, Set<Key> done, long[] counts, int size) {
        this.askings = askings;
        this.answers = answers;
        this.metric = metric;
        this.rivals = rivals;
        this.done = done;
        this.counts = counts;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        if (!next.isEmpty()) {
            return true;
        }
        List<Answered> batch = new ArrayList<>(size);
        while (batch.size() < size && askings.hasNext()) {
            TaskRun.Asking asking = askings.next();
            if (done.contains(asking.key())) {
                counts[0]++;
                continue;
            }
            Sample sample = asking.question().sample();
            if (!metric.reads(sample)) {
                continue; // such as a language that the metric is not defined for
            }
            Optional<CompletionRecord> answer = answers.find(asking.key());
            if (answer.isEmpty()) {
                counts[5]++;
            } else {
                Answered answered = new Answered(sample, asking.key(), answer.get().completion());
                batch.add(rivals.map(all -> all.beside(answered)).orElse(answered));
            }
        }
        next = batch;
        return !batch.isEmpty();
    }

    @Override
    public List<Answered> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<Answered> batch = next;
        next = List.of();
        return batch;
    }
}
