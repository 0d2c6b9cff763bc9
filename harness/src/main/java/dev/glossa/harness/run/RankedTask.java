package dev.glossa.harness.run;

import dev.glossa.harness.Language;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A task whose continuations were not weighed the plain way: its signature says which, so that its numbers stand in no
/// column with others'.
///
/// @param mode as [dev.glossa.harness.Backend#mode] names it
public record RankedTask(Task task, String mode) implements Task {
    /// What the mode is called in a signature.
    public static final String PART = "ranking";

    @Override
    public Signature signature() {
        return task.signature().with(PART, mode);
    }

    /// The task as a signature says that it was asked.
    public static Task as(Task task, Signature asked) {
        String mode = asked.parts().get(PART);
        return mode == null || task.signature().parts().containsKey(PART) ? task : new RankedTask(task, mode);
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
    public Map<String, String> settings() {
        return task.settings();
    }

    @Override
    public Map<String, String> digests(Language language) {
        return task.digests(language);
    }
}
