package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.ItemKeys;
import dev.glossa.benchmarks.dataset.PythonSpace;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.task.TaskFile.Column;
import dev.glossa.benchmarks.task.TaskFile.Goal;
import dev.glossa.benchmarks.task.TaskFile.Kind;
import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Extraction;
import dev.glossa.harness.Language;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Prompt.Message;
import dev.glossa.harness.Prompt.Role;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task.Question;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// How a task file makes questions of rows.
///
/// @param options what was chosen of the file's options
record Asking(TaskFile file, Mode mode, Decoding decoding, Map<String, String> options) {
    /// The question of a row; empty for a row that the file leaves out, or that is another language's.
    ///
    /// @param home     the first of the data set's codes for the language; rows under another have it in their keys
    /// @param examples what stands before it
    Optional<Question> question(Language language, Row row, String home, String examples) {
        return variables(language, row).map(variables -> {
            String text = examples + user(variables);
            Sample sample = new Sample(file.name(), language, key(row, home), file.question().render(variables), target(row, variables), attributes(variables));
            return new Question(sample, prompt(text, variables));
        });
    }

    /// What the templates are given of a row.
    Optional<Map<String, Object>> variables(Language language, Row row) {
        String code = row.text(TaskFile.CODE);
        if (file.languages().column().filter(column -> !cell(row, column, code).strip().equals(code)).isPresent()
                || file.rows().keep().entrySet().stream().anyMatch(rule -> !holds(row, code, rule))
                || file.rows().drop().entrySet().stream().anyMatch(rule -> holds(row, code, rule))) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        file.columns().forEach((name, column) -> variables.put(name, value(row, name, column, code)));
        variables.putAll(options);
        variables.put("code", code);
        variables.put("row", row.number());
        variables.put("language", Map.of("code", language.code(), "name", language.name(), "own_name", language.ownName(), "iso639_3", language.iso639_3(),
                "script", language.script(), "direction", language.rightToLeft() ? "rtl" : "ltr"));
        return Optional.of(variables);
    }

    private boolean holds(Row row, String code, Map.Entry<String, Set<String>> rule) {
        return rule.getValue().contains(cell(row, rule.getKey(), code).strip().toLowerCase(Locale.ROOT));
    }

    /// An empty cell is empty text.
    private String cell(Row row, String name, String code) {
        return row.optional(file.columns().get(name).column().replace(TaskFile.CODE, code)).orElse("");
    }

    private Object value(Row row, String name, Column column, String code) {
        String cell = cell(row, name, code);
        if (column.kind() == Kind.TEXT) {
            return cell;
        }
        try {
            return cell.isBlank() ? List.of() : Json.MAPPER.readValue(cell, Object.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s: column '%s' is read as JSON and is none: %s".formatted(row.where(), column.column(),
                    e.getOriginalMessage().lines().findFirst().orElse("")), e);
        }
    }

    String user(Map<String, ?> variables) {
        return file.prompt().user().render(variables);
    }

    private Prompt prompt(String text, Map<String, ?> variables) {
        if (PythonSpace.strip(text).isEmpty()) {
            throw new IllegalArgumentException("the prompt is empty");
        }
        Context context = switch (mode) {
            case PLAIN -> new Context.Plain(text);
            case CHAT -> {
                List<Message> messages = new ArrayList<>();
                file.prompt().system().ifPresent(system -> messages.add(new Message(Role.SYSTEM, system.render(variables))));
                messages.add(new Message(Role.USER, text));
                yield new Context.Chat(messages);
            }
        };
        if (!(file.goal() instanceof Goal.Choice choice && choice.ranked())) {
            return new Prompt.Generation(context, decoding);
        }
        // The space before the answer belongs to plain text; after a template's end of turn there is none.
        int options = choice.options().of(variables).size();
        return new Prompt.Ranking(context, choice.labels().stream().limit(options).map(label -> (mode == Mode.PLAIN ? " " : "") + label).toList());
    }

    private String key(Row row, String home) {
        String code = row.text(TaskFile.CODE);
        String key = file.keys().isEmpty() ? SampleId.row(row.number())
                : file.keys().stream().map(name -> row.filled(file.columns().get(name).column().replace(TaskFile.CODE, code)).strip()).collect(Collectors.joining("/"));
        String checked = ItemKeys.checked(key, row);
        return code.equals(home) ? checked : checked + "@" + code;
    }

    private Map<String, String> attributes(Map<String, ?> variables) {
        Map<String, String> attributes = new LinkedHashMap<>();
        file.groups().forEach((name, phrase) -> attributes.put(name, phrase.render(variables).strip()));
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }

    private Target target(Row row, Map<String, ?> variables) {
        return switch (file.goal()) {
            case Goal.References(TaskFile.Texts each) -> new Target.References(reachable(filled(each.of(variables), "reference")));
            case Goal.Answer(Phrase gold, Phrase prefix) -> new Target.Answer(filled(List.of(gold.render(variables)), "right answer").getFirst(), prefix.render(variables));
            case Goal.Choice choice -> chosen(choice, variables);
            case Goal.Label(Phrase expected, TaskFile.Texts references, Set<String> labels) -> {
                String label = expected.render(variables).strip();
                if (!labels.contains(label)) {
                    throw new IllegalArgumentException("%s: '%s' is expected where the judge's labels are %s".formatted(row.where(), label, labels));
                }
                yield new Target.Label(label, references.of(variables));
            }
            case Goal.Open() -> new Target.Open();
        };
    }

    private static List<String> filled(List<String> texts, String what) {
        if (texts.isEmpty() || texts.stream().anyMatch(text -> PythonSpace.strip(text).isEmpty())) {
            throw new IllegalArgumentException("an empty " + what + "; the answer is compared with it");
        }
        return texts;
    }

    /// A reference of several lines is no single line of an answer: nothing a model says would ever be right.
    private List<String> reachable(List<String> references) {
        String rule = file.settings().getOrDefault(Extraction.SETTING, "whole");
        if (file.metrics().contains("exact-match") && rule.endsWith("-line")) {
            references.stream().filter(reference -> reference.strip().lines().count() > 1).findFirst().ifPresent(reference -> {
                throw new IllegalArgumentException("a reference of several lines, of which '" + rule + "' never takes more than one; leave 'extraction' out, or take a pattern");
            });
        }
        return references;
    }

    private static Target.Choice chosen(Goal.Choice choice, Map<String, ?> variables) {
        List<String> options = choice.options().of(variables);
        String correct = choice.correct().render(variables).strip();
        List<String> labels = choice.labels().subList(0, Math.min(options.size(), choice.labels().size()));
        int index = labels.indexOf(correct);
        if (index < 0 && correct.matches("[0-9]{1,4}")) {
            index = Integer.parseInt(correct);
        }
        if (options.size() > labels.size() || index < 0 || index >= options.size()) {
            throw new IllegalArgumentException("the right option is '%s' where one of %s, or an index from 0 to %d, was expected".formatted(
                    correct, labels, options.size() - 1));
        }
        return new Target.Choice(options, index);
    }

    /// The parts of a signature that this decides beside mode and examples.
    Signature signature() {
        Signature chosen = Signature.EMPTY;
        for (Map.Entry<String, String> option : options.entrySet()) {
            chosen = chosen.with("option." + option.getKey(), option.getValue());
        }
        return chosen.with(decoded());
    }

    private Signature decoded() {
        if (file.goal() instanceof Goal.Choice choice && choice.ranked()) {
            return Signature.EMPTY.with("rank", "loglikelihood");
        }
        Signature signature = Signature.EMPTY.with("temp", decoding.temperature() == Math.rint(decoding.temperature())
                ? Long.toString((long) decoding.temperature()) : Double.toString(decoding.temperature())).with("max", decoding.maxTokens());
        return decoding.isGreedy() ? signature : signature.with("seed", decoding.seed());
    }
}
