package dev.glossa.harness.run;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A task that a run did not ask the plain way and in full: its signature says what else can change a number, so that such
/// numbers stand in no column with others'.
///
/// @param part    of the signature: [#RANKING], [#ITEMS] or [#BUDGETS]
/// @param value   how continuations were weighed, as [dev.glossa.harness.Backend#mode] names it, which items were chosen, as
///                [Selection#rule] says, or a digest of the budgets
/// @param budgets by language, what the token limit is multiplied by; empty where only the signature is of interest
public record AskedTask(Task task, String part, String value, Map<String, Double> budgets) implements Task {
    public static final String BUDGETS = "budgets";
    public static final String RANKING = "ranking";
    public static final String ITEMS = "items";

    public static AskedTask ranked(Task task, String mode) {
        return new AskedTask(task, RANKING, mode, Map.of());
    }

    static AskedTask chosen(Task task, String rule) {
        return new AskedTask(task, ITEMS, rule, Map.of());
    }

    /// A task whose answers may be longer in languages that need more tokens for the same text.
    ///
    /// @param factors by language code, 1 or more
    public static AskedTask budgeted(Task task, Map<String, Double> factors) {
        return new AskedTask(task, BUDGETS, Signature.digest(new TreeMap<>(factors).toString()), Map.copyOf(factors));
    }

    @Override
    public Signature signature() {
        return task.signature().with(part, value);
    }

    /// The task as a signature says that it was asked.
    public static Task as(Task task, Signature asked) {
        Task found = task;
        for (String part : List.of(BUDGETS, ITEMS, RANKING)) {
            String value = asked.parts().get(part);
            found = value == null || task.signature().parts().containsKey(part) ? found : new AskedTask(found, part, value, Map.of());
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
        Double factor = budgets.get(language.code());
        return factor == null ? task.questions(language) : task.questions(language).map(question -> new Question(question.sample(), longer(question.prompt(), factor)));
    }

    private static Prompt longer(Prompt prompt, double factor) {
        return prompt instanceof Prompt.Generation(Prompt.Context context, Decoding decoding)
                ? new Prompt.Generation(context, decoding.withMaxTokens((int) Math.min(Integer.MAX_VALUE, Math.ceil(decoding.maxTokens() * factor)))) : prompt;
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
