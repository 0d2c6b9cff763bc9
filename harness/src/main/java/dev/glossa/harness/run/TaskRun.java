package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A task in the languages of one run, with the items that its selection keeps.
public final class TaskRun {
    /// One asking of one question.
    record Asking(Key key, Question question) {}

    private final Task task;
    private final Map<Language, Set<String>> items;
    private final Selection selection;
    private final int repeat;

    private TaskRun(Task task, Map<Language, Set<String>> items, Selection selection, int repeat) {
        this.task = task;
        this.items = items;
        this.selection = selection;
        this.repeat = repeat;
    }

    /// Reads the item keys of every language once.
    ///
    /// @param look  is shown every sample
    /// @throws IllegalArgumentException when two rows have one key, or a row cannot be read
    public static TaskRun of(Task task, List<Language> languages, Selection selection, int repeat, Consumer<Sample> look) {
        Map<Language, Set<String>> items = new LinkedHashMap<>();
        for (Language language : languages) {
            try (Stream<Question> questions = task.questions(language)) {
                Set<String> seen = new HashSet<>();
                items.put(language, selection.items(questions.peek(question -> {
                    if (!seen.add(question.sample().item())) {
                        throw new IllegalArgumentException(question.sample().id()
                                + ": two samples have this id; remove one of them from the data");
                    }
                    look.accept(question.sample());
                })));
            }
        }
        return new TaskRun(task, items, selection, repeat);
    }

    public static TaskRun of(Task task, List<Language> languages, Selection selection, int repeat) {
        return of(task, languages, selection, repeat, _ -> { });
    }

    public Task task() {
        return task;
    }

    public List<Language> languages() {
        return List.copyOf(items.keySet());
    }

    /// How many askings there are, over all languages, items and repeats.
    public long size() {
        return items.entrySet().stream().mapToLong(entry -> entry.getValue().stream()
                .filter(item -> selection.shard().holds(key(entry.getKey(), item))).count()).sum() * repeat;
    }

    private Key key(Language language, String item) {
        return Key.of(new dev.glossa.harness.SampleId(task.name(), language.code(), item));
    }

    /// Every asking, by language and in the data's order, read as it is asked for.
    Askings askings() {
        return new Askings();
    }

    /// One question stream after the other. Not a `flatMap`, whose iterator reads a whole inner stream ahead.
    final class Askings implements Iterator<Asking>, AutoCloseable {
        private final Iterator<Language> languages = items.keySet().iterator();
        private Stream<Question> stream = Stream.empty();
        private Iterator<Question> questions = stream.iterator();
        private final List<Asking> ready = new ArrayList<>();

        @Override
        public boolean hasNext() {
            while (ready.isEmpty()) {
                if (questions.hasNext()) {
                    Question question = questions.next();
                    Key first = Key.of(question.sample().id());
                    if (items.get(question.sample().language()).contains(question.sample().item()) && selection.shard().holds(first)) {
                        for (int i = repeat - 1; i >= 0; i--) {
                            ready.add(new Asking(new Key(first.sample(), i, ""), question));
                        }
                    }
                } else if (languages.hasNext()) {
                    stream.close();
                    stream = task.questions(languages.next());
                    questions = stream.iterator();
                } else {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Asking next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.removeLast();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
