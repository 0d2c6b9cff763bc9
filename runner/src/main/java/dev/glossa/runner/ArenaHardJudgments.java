package dev.glossa.runner;

import dev.glossa.harness.Completion;
import dev.glossa.harness.run.CompletionRecord;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// arena-hard's `model_judgment/JUDGE/MODEL.jsonl`: a row of games, the model second in the first and first in the other.
/// Each game becomes a line of the role `arena-hard:1`, `arena-hard:2`, which holds the judge's whole reply.
final class ArenaHardJudgments implements Imported {
    private static final Set<String> VERDICTS = Set.of("A>>B", "A>B", "A=B", "B>A", "B>>A");

    private final Asked asked;
    private final Map<String, Integer> verdicts = new TreeMap<>();

    ArenaHardJudgments(Asked asked) {
        this.asked = asked;
    }

    @Override
    public void read(Path file, BiConsumer<CompletionRecord, String> each) {
        Imported.objects(file, (row, where) -> {
            String item = Imported.text(row, where, "uid", "question_id");
            JsonNode games = row.path("games");
            if (!games.isArray() || games.isEmpty()) {
                throw new IllegalArgumentException(where + ": games is a list of verdicts; there is " + LmEvalSamples.shown(games));
            }
            for (int i = 0; i < games.size(); i++) {
                each.accept(Imported.record(asked.key(item, "arena-hard:" + (i + 1)), reply(games.get(i), where + ", game " + (i + 1))), where);
            }
        });
    }

    private Completion reply(JsonNode game, String where) {
        JsonNode score = game.path("score");
        boolean without = score.isNull() || score.isMissingNode();
        if (!without && !VERDICTS.contains(score.asString(""))) {
            throw new IllegalArgumentException(where + ": a score is one of A>>B, A>B, A=B, B>A, B>>A, or null; there is " + LmEvalSamples.shown(score));
        }
        verdicts.merge(without ? "none" : score.asString(), 1, Integer::sum);
        JsonNode judgment = game.path("judgment");
        JsonNode text = judgment.isObject() ? judgment.path("answer") : judgment;
        if (text.isString()) {
            return Imported.answer(text.asString());
        }
        return without ? new Completion.Failed("the judge gave no verdict") : Imported.answer("[[" + score.asString() + "]]");
    }

    @Override
    public String summary() {
        return ", verdicts " + verdicts;
    }
}
