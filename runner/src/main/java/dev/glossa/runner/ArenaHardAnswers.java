package dev.glossa.runner;

import dev.glossa.harness.run.CompletionRecord;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// arena-hard's `model_answer/MODEL.jsonl`: `uid` and `messages` since its second version, `question_id` and `choices`
/// before.
record ArenaHardAnswers(Asked asked) implements Imported {

    @Override
    public void read(Path file, BiConsumer<CompletionRecord, String> each) {
        Imported.objects(file, (row, where) -> each.accept(Imported.record(
                asked.key(Imported.text(row, where, "uid", "question_id"), ""), Imported.answer(answer(row, where))), where));
    }

    private static String answer(ObjectNode row, String where) {
        JsonNode messages = row.path("messages");
        JsonNode turns = messages.isMissingNode() ? row.path("choices").path(0).path("turns") : messages;
        JsonNode last = turns.path(turns.size() - 1);
        JsonNode content = last.path("content");
        JsonNode text = content.isObject() ? content.path("answer") : content;
        if (!messages.isMissingNode() && !last.path("role").asString("").equals("assistant") || !text.isString()) {
            throw new IllegalArgumentException("%s: the last message is not an assistant's answer; there is %s".formatted(where, LmEvalSamples.shown(last)));
        }
        return text.asString();
    }
}
