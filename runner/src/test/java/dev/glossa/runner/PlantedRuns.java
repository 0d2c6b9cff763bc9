package dev.glossa.runner;

import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// A benchmark of sums in twelve languages with as many parallel items as one likes, and models that answer it as planted.
final class PlantedRuns {
    static final List<String> LANGUAGES = List.of("am", "ha", "ig", "sw", "yo", "km", "th", "ur", "hi", "de", "fr", "pl");

    private final Path folder;
    private final int items;

    /// Writes `sums.yaml` and a file of questions for each language.
    PlantedRuns(Path folder, int items) throws IOException {
        this.folder = folder;
        this.items = items;
        Files.createDirectories(folder);
        for (String language : LANGUAGES) {
            StringBuilder rows = new StringBuilder("id\tquestion\tanswer\n");
            for (int i = 0; i < items; i++) {
                rows.append('n').append(i).append('\t').append(i).append(" + 7\t").append(i + 7).append('\n');
            }
            Files.writeString(folder.resolve(language + ".tsv"), rows);
        }
        StringBuilder codes = new StringBuilder();
        LANGUAGES.forEach(l -> codes.append(codes.isEmpty() ? "" : ", ").append(l).append(": ").append(l));
        Files.writeString(folder.resolve("sums.yaml"), """
                name: sums
                dataset: {files: "{code}.tsv"}
                languages: {codes: {%s}}
                columns: [id, question, answer]
                key: id
                prompt: "{{ question }} = ?"
                target: {references: "{{ answer }}"}
                extraction: whole
                metrics: [exact-match]
                """.formatted(codes));
    }

    /// Answers of a model to every question, as `replay:` reads them.
    ///
    /// @param seed   of its luck: eleven of twelve answers are those of every model, whatever its seed
    /// @param failed share of the questions that it gives no answer to
    /// @param shift  what a language's chance of a right answer differs by
    Path model(String name, long seed, double failed, ToDoubleFunction<String> shift) throws IOException {
        Random shared = new Random(1);
        Random own = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double easiness = 0.5 + 0.3 * shared.nextDouble();
            for (String language : LANGUAGES) {
                double draw = shared.nextDouble();
                double luck = own.nextDouble() < 0.08 ? own.nextDouble() : draw;
                var line = Json.object().put("id", "sums/" + language + "/n" + i);
                if (own.nextDouble() < failed) {
                    line.put("failed", "the server was gone");
                } else {
                    line.put("text", luck < easiness + shift.applyAsDouble(language) ? Integer.toString(i + 7) : "<b>" + (i + 8) + "</b>");
                }
                lines.add(line.toString());
            }
        }
        return Files.write(folder.resolve(name + ".jsonl"), lines);
    }
}
