package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.run.TaskRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a run would ask, to the character: before a model is opened or a file written.
final class Preview {
    private Preview() {}

    /// @param count prompts per language
    static void print(AskingOptions.Plan plan, int count, PrintWriter out) {
        for (TaskRun run : plan.tasks()) {
            Task task = run.task();
            out.println("%s: %,d to ask in %d %s, read by %s".formatted(task.name(), run.size(), run.languages().size(),
                    run.languages().size() == 1 ? "language" : "languages", String.join(", ", task.metrics())));
            out.println("  " + task.signature());
            for (Language language : run.languages()) {
                try (Stream<Question> questions = task.questions(language)) {
                    questions.limit(count).forEach(question -> print(question, out));
                }
            }
        }
        out.flush();
    }

    private static void print(Question question, PrintWriter out) {
        out.println();
        out.println("--- " + question.sample().id() + attributes(question));
        switch (question.prompt().context()) {
            case Context.Plain(String text) -> out.println(text);
            case Context.Chat(List<Prompt.Message> messages) -> messages.forEach(message ->
                    out.println("[" + message.role().name().toLowerCase(Locale.ROOT) + "] " + message.content()));
        }
        if (question.prompt() instanceof Prompt.Ranking ranking) {
            out.println("--- continuations: " + ranking.continuations().stream().map(text -> "'" + text + "'").toList());
        }
        out.println("--- right: " + switch (question.sample().target()) {
            case Target.References(List<String> texts) -> String.join(" | ", texts);
            case Target.Answer(String gold, String prefix) -> gold + " after '" + prefix + "'";
            case Target.Choice(List<String> options, int correct) -> options.get(correct);
            case Target.Label(String expected, List<String> references) -> expected + (references.isEmpty() ? "" : ", beside " + String.join(" | ", references));
            case Target.Open() -> "what a judge says";
        });
    }

    private static String attributes(Question question) {
        return question.sample().attributes().isEmpty() ? "" : " " + question.sample().attributes();
    }
}
