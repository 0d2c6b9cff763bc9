package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Task.Question;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The first stage: asks the model what has not been asked yet, and journals each answer as it comes.
public final class AskStage {
    /// How many samples were answered in all, and what became of those asked now.
    ///
    /// @param kept         answered by an earlier attempt
    /// @param answered     answered now
    /// @param truncated    of these, cut off at the token limit
    /// @param failed       asked now without an answer
    /// @param failedBefore asked by an earlier attempt without an answer, and not again
    /// @param failure      the first that failed now, with its reason
    public record Summary(long kept, long answered, long truncated, long failed, long failedBefore, Optional<String> failure) {
        /// Whether the run holds no answer at all.
        public boolean isFailure() {
            return failed + failedBefore > 0 && kept + answered == 0;
        }
    }

    private AskStage() {}

    /// Refuses a backend that cannot answer a task's kind of prompt, before the first sample is asked.
    public static void check(Backend backend, List<TaskRun> tasks) {
        for (TaskRun run : tasks) {
            run.languages().stream().findFirst().ifPresent(language -> {
                try (Stream<Question> questions = run.task().questions(language)) {
                    questions.findFirst().flatMap(question -> backend.refusal(question.prompt())).ifPresent(reason -> {
                        throw new IllegalArgumentException(reason + "; " + run.task().name() + " needs it");
                    });
                }
            });
        }
    }

    /// How a backend answers a task's kind of prompt, where that is not the plain way; part of the signature.
    public static Optional<String> mode(Backend backend, TaskRun run) {
        return run.languages().stream().findFirst().flatMap(language -> {
            try (Stream<Question> questions = run.task().questions(language)) {
                return questions.findFirst().flatMap(question -> backend.mode(question.prompt()));
            }
        });
    }

    /// Whether every sample has a line, be it an answer or why there is none.
    public static boolean isComplete(RunDirectory directory, List<TaskRun> tasks) {
        Map<Key, Long> done = directory.answered();
        for (TaskRun task : tasks) {
            try (TaskRun.Askings askings = task.askings()) {
                if (new Missing(askings, done, Set.of(), new long[5]).hasNext()) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Gives the keys of the answers whose lines name another prompt than the data gives. Lines that name none are passed over.
    public static void misplaced(RunDirectory directory, List<TaskRun> tasks, Consumer<Key> each) {
        Map<Key, Long> done = directory.answered();
        for (TaskRun task : tasks) {
            try (TaskRun.Askings askings = task.askings()) {
                askings.forEachRemaining(asking -> {
                    if (!isAsked(done.getOrDefault(asking.key(), RunDirectory.UNKNOWN_PROMPT), asking)) {
                        each.accept(asking.key());
                    }
                });
            }
        }
    }

    private static boolean isAsked(long prompt, TaskRun.Asking asking) {
        return prompt == RunDirectory.UNKNOWN_PROMPT || prompt == RunDirectory.prompt(CompletionRecord.digest(asking.question().prompt()));
    }

    /// @param retryFailed whether samples that failed in an earlier attempt are asked again
    public static Summary run(RunDirectory directory, Backend backend, List<TaskRun> tasks, boolean retryFailed, Progress progress)
            throws InterruptedException {
        Set<Key> failed = new HashSet<>();
        Map<Key, Long> done = directory.answered(failed);
        if (retryFailed) {
            done.keySet().removeAll(failed);
        }
        long total = tasks.stream().mapToLong(TaskRun::size).sum();
        long[] counts = new long[5];
        String[] failure = {null};
        try (Journal<CompletionRecord> journal = directory.completions()) {
            ModelWatch watch = ModelWatch.begin(directory, backend, journal);
            try {
                for (TaskRun task : tasks) {
                    try (TaskRun.Askings askings = task.askings()) {
                        Iterator<TaskRun.Asking> missing = new Missing(askings, done, failed, counts);
                        Concurrently.unordered(missing, backend.parallelism(), asking -> ask(backend, asking), record -> {
                            journal.append(record);
                            watched(watch, journal);
                            switch (record.completion()) {
                                case Completion.Failed(String reason) -> {
                                    counts[3]++;
                                    failure[0] = failure[0] == null ? record.key() + ": " + reason : failure[0];
                                }
                                case Completion answer -> {
                                    counts[1]++;
                                    counts[2] += answer.truncated() ? 1 : 0;
                                }
                            }
                            String sample = record.key().sample();
                            progress.at(sample.substring(0, sample.lastIndexOf('/')).replace('/', ' '), counts[0] + counts[1] + counts[3] + counts[4], total);
                        });
                    }
                }
            } catch (Concurrently.Stop stop) {
                // Whoever goes on may do so with another model.
                watch.check(journal, true);
                throw stop;
            }
            watch.check(journal, true);
        }
        return new Summary(counts[0], counts[1], counts[2], counts[3], counts[4], Optional.ofNullable(failure[0]));
    }

    private static void watched(ModelWatch watch, Journal<?> journal) {
        try {
            watch.check(journal, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the model was looked at again", e);
        }
    }

    private static CompletionRecord ask(Backend backend, TaskRun.Asking asking) throws InterruptedException {
        Prompt prompt = reseeded(asking.question().prompt(), asking.key().repeat());
        long start = System.nanoTime();
        Completion completion = backend.complete(new Request(asking.key(), prompt));
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new CompletionRecord(asking.key(), completion, OptionalLong.of(millis), Optional.of(CompletionRecord.digest(prompt)));
    }

    /// Each repeat of a sampled answer draws anew; greedy answers do not draw.
    private static Prompt reseeded(Prompt prompt, int repeat) {
        return prompt instanceof Prompt.Generation(Prompt.Context context, dev.glossa.harness.Decoding decoding) && !decoding.isGreedy()
                ? new Prompt.Generation(context, decoding.withSeed(decoding.seed() + repeat)) : prompt;
    }

    /// The askings that no journal line answers. An answer is only kept when it is one to this very prompt: the manifest says
    /// that data and settings are the same, and only the prompt itself that they are put into the same words.
    private static final class Missing implements Iterator<TaskRun.Asking> {
        private final Iterator<TaskRun.Asking> all;
        private final Map<Key, Long> done;
        private final Set<Key> failed;
        private final long[] counts;
        private TaskRun.Asking next;

        Missing(Iterator<TaskRun.Asking> all, Map<Key, Long> done, Set<Key> failed, long[] counts) {
            this.all = all;
            this.done = done;
            this.failed = failed;
            this.counts = counts;
        }

        @Override
        public boolean hasNext() {
            while (next == null && all.hasNext()) {
                TaskRun.Asking candidate = all.next();
                Long prompt = done.get(candidate.key());
                if (prompt == null) {
                    next = candidate;
                } else if (!isAsked(prompt, candidate)) {
                    throw new IllegalArgumentException(candidate.key() + ": the answer that is there is one to another prompt, though all else is the same: this version "
                            + "of Glossa words it otherwise; choose another --out, or go on with the version that run.json names");
                } else {
                    counts[failed.contains(candidate.key()) ? 4 : 0]++;
                }
            }
            return next != null;
        }

        @Override
        public TaskRun.Asking next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TaskRun.Asking found = next;
            next = null;
            return found;
        }
    }
}
