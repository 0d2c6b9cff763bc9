package dev.glossa.harness.run;

import dev.glossa.harness.Language;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A task that a run did not ask the plain way and in full: its signature says what else can change a number, so that such
/// numbers stand in no column with others'.
///
/// @param part  of the signature: [#RANKING] or [#ITEMS]
/// @param value how continuations were weighed, as [dev.glossa.harness.Backend#mode] names it, or which items were chosen,
///              as [Selection#rule] says
public record AskedTask(Task task, String part, String value) implements Task {
    public static final String RANKING = "ranking";
    public static final String ITEMS = "items";

    public static AskedTask ranked(Task task, String mode) {
        return new AskedTask(task, RANKING, mode);
    }

    static AskedTask chosen(Task task, String rule) {
        return new AskedTask(task, ITEMS, rule);
    }

    @Override
    public Signature signature() {
        return task.signature().with(part, value);
    }

    /// The task as a signature says that it was asked.
    public static Task as(Task task, Signature asked) {
        Task found = task;
        for (String part : List.of(ITEMS, RANKING)) {
            String value = asked.parts().get(part);
            found = value == null || task.signature().parts().containsKey(part) ? found : new AskedTask(found, part, value);
        }
        return found;
    }

    @Override
    public String name() {
        return task.name();
    }

    @Override
    public List<Language> languages() {
        return task.languages();
    }

    @Override
    public Stream<Question> questions(Language language) {
        return task.questions(language);
    }

    @Override
    public List<String> metrics() {
        return task.metrics();
    }

    @Override
    public List<String> slices() {
        return task.slices();
    }

    @Override
    public Optional<String> strata() {
        return task.strata();
    }

    @Override
    public Optional<Lite> lite() {
        return task.lite();
    }

    @Override
    public Map<String, String> settings() {
        return task.settings();
    }

    @Override
    public Map<String, String> digests(Language language) {
        return task.digests(language);
    }
}
