package dev.glossa.runner;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.io.Lines;
import dev.glossa.harness.run.CompletionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Files of another harness, read one row at a time.
interface Imported {
    /// As a run's journal: an answer with its log-probabilities may be long.
    int LONGEST = 128 << 20;

    /// Reads a file's rows in order.
    ///
    /// @param each is given a record and where it stands
    /// @throws IllegalArgumentException naming the line that cannot be read
    void read(Path file, BiConsumer<CompletionRecord, String> each);

    /// What the rows come to, for people; begins with a comma where there is something to say.
    default String summary() {
        return "";
    }

    /// @param as  `BENCHMARK/LANGUAGE`; null for the format's own
    /// @param key field of an lm-eval document; null for the usual ones
    /// @param gamed what AlpacaEval's length control is fitted beside ([GamedBaseline]); null for our own control
    static Imported of(String format, String as, String key, Path gamed) {
        List<String> formats = List.of("lm-eval", "arena-hard", "arena-hard-judgments", "alpaca-eval");
        if (key != null && !format.equals("lm-eval")) {
            throw new IllegalArgumentException("--key names a field of lm-eval's documents; " + format + " has its own keys");
        }
        if (gamed != null && !format.equals("alpaca-eval")) {
            throw new IllegalArgumentException("--gamed is AlpacaEval's; " + format + " has no length control");
        }
        return switch (format) {
            case "lm-eval" -> new LmEvalSamples(Asked.parse(Optional.ofNullable(as).orElseThrow(() -> new IllegalArgumentException(
                    "lm-eval's files do not say which benchmark and language they answer; say it: --as global-mmlu/sw"))), Optional.ofNullable(key));
            case "arena-hard" -> new ArenaHardAnswers(Asked.parse(as == null ? "marenahard/en" : as));
            case "arena-hard-judgments" -> new ArenaHardJudgments(Asked.parse(as == null ? "marenahard/en" : as));
            case "alpaca-eval" -> new AlpacaEvalAnnotations(Asked.parse(as == null ? "alpaca-eval/en" : as), gamed == null ? List.of() : GamedBaseline.read(gamed));
            default -> throw new IllegalArgumentException("no format '" + format + "'; "
                    + Nearest.to(format, formats).map(near -> "did you mean '" + near + "'? ").orElse("") + "there are " + formats);
        };
    }

    /// What the rows of a file answer.
    record Asked(String benchmark, String language) {
        static Asked parse(String text) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
                throw new IllegalArgumentException("--as " + text + ": reads BENCHMARK/LANGUAGE, such as global-mmlu/sw");
            }
            SampleId.parse(text + "/0001");
            return new Asked(text.substring(0, slash), text.substring(slash + 1));
        }

        /// The key of an item; one that is a number reads like a row's.
        Key key(String item, String role) {
            String spelled = item.matches("[0-9]{1,9}") ? SampleId.row(Long.parseLong(item)) : item;
            return new Key(new SampleId(benchmark, language, spelled).toString(), 0, role);
        }
    }

    /// The objects of a JSONL file; blank lines are passed over.
    static void objects(Path file, BiConsumer<ObjectNode, String> each) {
        try (Lines lines = Lines.of(file, LONGEST)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    each.accept(Json.object(line.get(), lines.where()), lines.where());
                }
            }
        }
    }

    /// The first of some keys that holds text or a number.
    static String text(JsonNode row, String where, String... keys) {
        for (String key : keys) {
            JsonNode value = row.path(key);
            if (value.isString() && !value.asString().isBlank() || value.isIntegralNumber()) {
                return value.asString();
            }
        }
        throw new IllegalArgumentException("%s: none of %s holds text; there are %s".formatted(where, List.of(keys),
                row.isObject() ? row.propertyNames() : "no keys at all"));
    }

    static CompletionRecord record(Key key, Completion completion) {
        return new CompletionRecord(key, completion, OptionalLong.empty(), Optional.empty());
    }

    static Completion answer(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }
}
