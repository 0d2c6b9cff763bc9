package dev.glossa.reports.page;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.reports.Folder;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The samples behind a report: question, reference, and every model's answer with its scores, in scripts that the page loads
/// when a reader asks for them, since browsers refuse `fetch` on files. Each script calls `glossa.samples(NAME, SAMPLES)`.
final class Samples {
    static final String FOLDER = "samples";
    private static final int PER_SCRIPT = 10;
    /// A script that has grown to this many characters ends with the sample that did it.
    private static final int LONGEST_SCRIPT = 1 << 20;
    /// Of a longer text a reader sees the beginning, and how much is missing.
    private static final int LONGEST_TEXT = 6_000;

    /// The scripts of one benchmark in one language.
    ///
    /// @param scripts how many there are; they are numbered from 1
    record Shelf(String benchmark, Language language, int scripts, int samples) {}

    private final List<Run> runs;
    private final SampleChoice choice;
    private final Questions questions;
    private final Folder folder;

    Samples(List<Run> runs, SampleChoice choice, Questions questions, Folder folder) {
        this.runs = runs;
        this.choice = choice;
        this.questions = questions;
        this.folder = folder;
    }

    /// Writes every script.
    ///
    /// @param languages benchmark to the languages that any run has scores in
    List<Shelf> write(Map<String, List<Language>> languages) {
        List<Shelf> shelves = new ArrayList<>();
        List<CompletionIndex> answers = new ArrayList<>();
        try {
            runs.forEach(run -> answers.add(run.directory().index()));
            languages.forEach((benchmark, all) -> all.forEach(language -> {
                Shelf shelf = write(benchmark, language, answers);
                if (shelf.samples() > 0) {
                    shelves.add(shelf);
                }
            }));
        } finally {
            answers.forEach(CompletionIndex::close);
        }
        return shelves;
    }

    static String script(String benchmark, String language, int number) {
        return benchmark + "." + language + "." + number;
    }

    private Shelf write(String benchmark, Language language, List<CompletionIndex> answers) {
        int scripts = 0;
        int shown = 0;
        ArrayNode samples = Json.MAPPER.createArrayNode();
        int size = 0;
        for (ObjectNode sample : samples(benchmark, language, answers)) {
            samples.add(sample);
            shown++;
            size += sample.toString().length();
            if (samples.size() == PER_SCRIPT || size > LONGEST_SCRIPT) {
                write(script(benchmark, language.code(), ++scripts), samples);
                samples = Json.MAPPER.createArrayNode();
                size = 0;
            }
        }
        if (!samples.isEmpty()) {
            write(script(benchmark, language.code(), ++scripts), samples);
        }
        return new Shelf(benchmark, language, scripts, shown);
    }

    /// The chosen items with what became of them; of runs that were asked from other data, apart from the others.
    private Iterable<ObjectNode> samples(String benchmark, Language language, List<CompletionIndex> answers) {
        List<String> items = choice.items(benchmark, language.code());
        return () -> Run.askedAlike(runs, benchmark, language.code()).stream().flatMap(alike -> {
            Map<String, Question> asked = asked(runs.get(alike.getFirst()), benchmark, language, items);
            return Stream.concat(asked.keySet().stream(), items.stream().filter(item -> !asked.containsKey(item)))
                    .map(item -> sample(benchmark, language, item, Optional.ofNullable(asked.get(item)), alike, answers))
                    .filter(sample -> !sample.path("answers").isEmpty());
        }).iterator();
    }

    private void write(String name, ArrayNode samples) {
        folder.text(name + ".js", "glossa.samples(" + script(Json.MAPPER.writeValueAsString(name)) + ",\n"
                + script(Json.MAPPER.writeValueAsString(samples)) + ");\n");
    }

    /// JSON that may stand in a script, wherever the script stands.
    static String script(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private Map<String, Question> asked(Run run, String benchmark, Language language, List<String> items) {
        Map<String, Question> found = new HashMap<>();
        Map<String, Question> inOrder = new LinkedHashMap<>();
        items.forEach(item -> found.put(item, null));
        try (Stream<Question> all = questions.of(run, benchmark, language)) {
            all.filter(question -> found.containsKey(question.sample().item())).limit(items.size())
                    .forEach(question -> inOrder.put(question.sample().item(), question));
        }
        return inOrder;
    }

    private ObjectNode sample(String benchmark, Language language, String item, Optional<Question> question, List<Integer> alike, List<CompletionIndex> answers) {
        SampleId id = new SampleId(benchmark, language.code(), item);
        ObjectNode sample = Json.object();
        sample.put("id", id.toString());
        question.ifPresent(q -> {
            sample.put("question", shortened(q.sample().input()));
            ArrayNode references = sample.putArray("references");
            switch (q.sample().target()) {
                case Target.References(List<String> texts) -> texts.forEach(text -> references.add(shortened(text)));
                case Target.Answer(String gold, String _) -> references.add(gold);
                case Target.Choice(List<String> options, int correct) -> references.add(letter(correct) + ". " + shortened(options.get(correct)));
                case Target.Label(String expected, List<String> texts) -> {
                    references.add(expected);
                    texts.forEach(text -> references.add(shortened(text)));
                }
                case Target.Open() -> sample.remove("references");
            }
        });
        ArrayNode each = sample.putArray("answers");
        for (int r : alike) {
            Optional<CompletionRecord> answer = answers.get(r).find(Key.of(id));
            List<SampleChoice.Verdict> verdicts = choice.verdicts(benchmark, language.code(), item, r);
            if (answer.isPresent() || !verdicts.isEmpty()) {
                answer(each.addObject().put("model", r), answer, question, verdicts);
            }
        }
        return sample;
    }

    private static void answer(ObjectNode node, Optional<CompletionRecord> answer, Optional<Question> question, List<SampleChoice.Verdict> verdicts) {
        switch (answer.map(CompletionRecord::completion).orElse(null)) {
            case null -> { }
            case Completion.Text text -> {
                node.put("text", shortened(text.text()));
                if (text.finish() != Completion.FinishReason.STOP) {
                    node.put("finish", text.finish().name().toLowerCase(java.util.Locale.ROOT));
                }
                text.reasoning().ifPresent(reasoning -> node.put("reasoning", shortened(reasoning)));
            }
            case Completion.Likelihoods likelihoods -> {
                ArrayNode values = node.putArray("likelihoods");
                for (int i = 0; i < likelihoods.values().size(); i++) {
                    ArrayNode option = values.addArray();
                    option.add(letter(i) + option(question, i)).add(likelihoods.values().get(i));
                }
            }
            case Completion.Failed(String reason) -> node.put("failed", shortened(reason));
        }
        ArrayNode scores = node.putArray("scores");
        verdicts.forEach(v -> {
            Optional<ErrorSpans> spans = ErrorSpans.of(v.note());
            spans.ifPresent(found -> node.withArray("errors").addObject().put("metric", v.metric()).set("spans", found.spans()));
            scores.addArray().add(v.metric()).add(v.state()).add(v.value()).add(spans.map(ErrorSpans::told).orElse(v.note()));
        });
    }

    private static String option(Optional<Question> question, int i) {
        return question.map(q -> q.sample().target()).filter(Target.Choice.class::isInstance).map(Target.Choice.class::cast)
                .filter(choice -> i < choice.options().size()).map(choice -> ". " + shortened(choice.options().get(i))).orElse("");
    }

    static String letter(int option) {
        return option < 26 ? String.valueOf((char) ('A' + option)) : Integer.toString(option + 1);
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_TEXT ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT))
                + "… (" + String.format(java.util.Locale.ROOT, "%,d", length - LONGEST_TEXT) + " more characters in the run's completions.jsonl)";
    }
}
