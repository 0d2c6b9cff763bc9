package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A task in the languages of one run, with the items that its selection keeps.
public final class TaskRun {
    /// One asking of one question.
    record Asking(Key key, Question question) {}

    /// What is asked in one language.
    ///
    /// @param asked    items that are chosen and in the shard
    /// @param foremost chosen samples with the smallest hashes
    private record Part(Selection.Chosen chosen, long asked, List<Sample> foremost) {}

    /// How many samples of a language are remembered as the foremost, and among how many they are looked for.
    private static final int FOREMOST = 8, LOOKED_AT = 32;

    private final Task task;
    private final Map<Language, Part> parts;
    private final Selection selection;
    private final int repeat;

    private TaskRun(Task task, Map<Language, Part> parts, Selection selection, int repeat) {
        this.task = task;
        this.parts = parts;
        this.selection = selection;
        this.repeat = repeat;
    }

    /// Reads the item keys of every language once. What stays in memory are the keys that a limit keeps, once for all
    /// languages that have them in common.
    ///
    /// @param look  is shown every sample
    /// @throws IllegalArgumentException when two rows have one key, or a row cannot be read
    public static TaskRun of(Task task, List<Language> languages, Selection selection, int repeat, Consumer<Sample> look) {
        Map<Language, Part> parts = new LinkedHashMap<>();
        Map<Set<String>, Set<String>> shared = new HashMap<>();
        for (Language language : languages) {
            try (Stream<Question> questions = task.questions(language)) {
                Set<String> seen = new HashSet<>();
                Foremost foremost = new Foremost(selection.seed(), LOOKED_AT);
                Selection.Chosen chosen = selection.items(questions.map(Question::sample).peek(sample -> {
                    if (!seen.add(sample.item())) {
                        throw new IllegalArgumentException(sample.id() + ": two samples have this id; remove one of them from the data");
                    }
                    foremost.add(sample);
                    look.accept(sample);
                }), task.strata());
                long asked = (chosen.kept().isPresent() ? chosen.kept().get() : seen).stream()
                        .filter(item -> selection.shard().holds(key(task, language, item))).count();
                parts.put(language, new Part(new Selection.Chosen(chosen.kept().map(kept -> shared.computeIfAbsent(kept, k -> k)), chosen.items()), asked,
                        foremost.samples().filter(sample -> chosen.holds(sample.item())).limit(FOREMOST).toList()));
            }
        }
        boolean isPart = parts.values().stream().anyMatch(part -> part.chosen().kept().isPresent());
        Task asked = isPart ? selection.rule(task.strata()).<Task>map(rule -> AskedTask.chosen(task, rule)).orElse(task) : task;
        return new TaskRun(asked, parts, selection, repeat);
    }

    public static TaskRun of(Task task, List<Language> languages, Selection selection, int repeat) {
        return of(task, languages, selection, repeat, _ -> { });
    }

    /// The task; one of which the limit leaves items out says so in its signature.
    public Task task() {
        return task;
    }

    public List<Language> languages() {
        return List.copyOf(parts.keySet());
    }

    /// Whether an item of a language's data is chosen, in this shard or another.
    public boolean keeps(Language language, String item) {
        return parts.get(language).chosen().holds(item);
    }

    /// A few chosen samples of a language, in this shard or another: those whose keys have the smallest seeded hashes, so that
    /// they are the same items in every language whose data hold them. At most eight.
    List<Sample> foremost(Language language) {
        return parts.get(language).foremost();
    }

    /// Whether this shard asks an item.
    boolean holds(Key key) {
        return selection.shard().holds(key);
    }

    long seed() {
        return selection.seed();
    }

    /// How many items a language's data holds, asked or not.
    public long items(Language language) {
        return parts.get(language).chosen().items();
    }

    /// How many of them are chosen, in this shard or another.
    public long kept(Language language) {
        Selection.Chosen chosen = parts.get(language).chosen();
        return chosen.kept().map(kept -> (long) kept.size()).orElse(chosen.items());
    }

    /// How many askings there are, over all languages, items and repeats.
    public long size() {
        return parts.values().stream().mapToLong(Part::asked).sum() * repeat;
    }

    private static Key key(Task task, Language language, String item) {
        return Key.of(new SampleId(task.name(), language.code(), item));
    }

    /// Every asking, by language and in the data's order, read as it is asked for.
    Askings askings() {
        return new Askings();
    }

    /// Gives every asking's key, with its sample.
    public void each(BiConsumer<Key, Sample> asking) {
        try (Askings askings = askings()) {
            while (askings.hasNext()) {
                Asking next = askings.next();
                asking.accept(next.key(), next.question().sample());
            }
        }
    }

    /// One question stream after the other. Not a `flatMap`, whose iterator reads a whole inner stream ahead.
    final class Askings implements Iterator<Asking>, AutoCloseable {
        private final Iterator<Language> languages = parts.keySet().iterator();
        private Stream<Question> stream = Stream.empty();
        private Iterator<Question> questions = stream.iterator();
        private final List<Asking> ready = new ArrayList<>();

        @Override
        public boolean hasNext() {
            while (ready.isEmpty()) {
                if (questions.hasNext()) {
                    Question question = questions.next();
                    Key first = Key.of(question.sample().id());
                    if (parts.get(question.sample().language()).chosen().holds(question.sample().item()) && selection.shard().holds(first)) {
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
