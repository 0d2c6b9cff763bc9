package dev.glossa.runner;

import dev.glossa.harness.io.Json;
import dev.glossa.runner.DemoInstance.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The demo's questions as data sets on disk, in the schemas of the five that Glossa reads. They are instances of the
/// templates that the demo's models never saw, in any language.
record DemoData(List<DemoLanguage> languages, Map<Template, List<DemoInstance>> tests) {
    private static final List<String> OPTIONS = List.of("option_a", "option_b", "option_c", "option_d");

    static void write(Path folder) {
        new DemoData(DemoLanguage.all(), Stream.of(Template.values()).collect(Collectors.toMap(template -> template, DemoData::test))).writeTo(folder);
    }

    private void writeTo(Path folder) {
        for (DemoLanguage language : languages) {
            String code = language.language().code();
            String flores = language.language().codeIn("flores200").orElseThrow();
            lines(folder.resolve("flores/devtest/" + flores + ".devtest"), tests.get(Template.SENTENCE).stream()
                    .map(one -> language.sentence(one.slot(0), one.slot(1), one.slot(2))));
            rows(folder.resolve("global-mgsm/" + code), tests.get(Template.SUM).stream(), (one, row) -> {
                DemoLanguage.Asked asked = language.sum(one.slot(0), one.slot(1), one.slot(2));
                return row.put("question", asked.question()).put("answer", asked.answer())
                        .put("instruction", language.instruction()).put("answer_prefix", language.answerWord());
            });
            rows(folder.resolve("global-mmlu/" + code), tests.get(Template.WHICH).stream(), (one, row) -> {
                Map.Entry<List<String>, String> options = language.options(one.slots());
                row.put("sample_id", "demo/" + one.name()).put("subject", "words").put("subject_category", "Other").put("question", language.which(one.slot(0)));
                for (int i = 0; i < OPTIONS.size(); i++) {
                    row.put(OPTIONS.get(i), options.getKey().get(i));
                }
                return row.put("answer", options.getValue());
            });
            rows(folder.resolve("dolly-machine-translated-v2/" + code), tests.get(Template.WRITE).stream(), (one, row) ->
                    row.put("id", one.name()).put("prompt", language.write(one.slots())));
            rows(folder.resolve("m-ArenaHard-v2.1/" + code), tests.get(Template.COMPOSE).stream(), (one, row) ->
                    row.put("question_id", one.name()).put("category", "creative_writing").put("subcategory", "creative_writing")
                            .put("prompt", language.write(one.slots())).put("language", code));
        }
    }

    private static List<DemoInstance> test(Template template) {
        return DemoInstance.test(template, switch (template) {
            case SUM -> 3;
            case WHICH -> 4;
            case SENTENCE, WRITE, COMPOSE -> 1;
        }).stream().limit(items(template)).toList();
    }

    /// Of each language: so many sentences that a drop of some 15 points of chrF shows in a single one, and of all as many as half a minute has time for.
    static int items(Template template) {
        return switch (template) {
            case SENTENCE -> 24;
            case WHICH -> 12;
            case SUM -> 9;
            case WRITE, COMPOSE -> 3;
        };
    }

    private static void rows(Path folder, Stream<DemoInstance> instances, BiFunction<DemoInstance, ObjectNode, ObjectNode> row) {
        lines(folder.resolve("test.jsonl"), instances.map(one -> row.apply(one, Json.object()).toString()));
    }

    private static void lines(Path file, Stream<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines.map(line -> line + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written; choose another --out", e);
        }
    }
}
