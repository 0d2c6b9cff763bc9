package dev.glossa.runner;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Score;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.publish.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Inspect's `.eval` log, version 2: a zip of `_journal/start.json`, `samples/ID_epoch_N.json`, `summaries.json` and
/// `header.json`. A repeat is an epoch, from 1. Equal runs make equal bytes. Of data that is not to be republished, answers are
/// redacted as in a bundle, and scorers' notes, which may quote it, left out.
final class InspectLog {
    private static final int VERSION = 2;

    private final Manifest manifest;
    private final ExportedTask task;
    private final Optional<Redaction> redaction;
    private final ZipOutputStream zip;

    private InspectLog(Manifest manifest, ExportedTask task, Optional<Redaction> redaction, ZipOutputStream zip) {
        this.manifest = manifest;
        this.task = task;
        this.redaction = redaction;
        this.zip = zip;
    }

    /// One log for each task.
    ///
    /// @param redactions by the task's name; none for data that may be published
    static void write(RunDirectory directory, List<ExportedTask> tasks, Map<String, Redaction> redactions, Path folder) throws IOException {
        try (CompletionIndex answers = directory.index()) {
            for (ExportedTask task : tasks) {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(task.name() + ".eval")))) {
                    new InspectLog(directory.manifest(), task, Optional.ofNullable(redactions.get(task.name())), zip).write(answers);
                }
            }
        }
    }

    private void write(CompletionIndex answers) throws IOException {
        put("_journal/start.json", Json.object().put("version", VERSION).<ObjectNode>set("eval", eval()).set("plan", plan()));
        ArrayNode summaries = Json.MAPPER.createArrayNode();
        for (Map.Entry<Key, List<ScoreRecord>> sample : task.samples().entrySet()) {
            Optional<CompletionRecord> answer = answers.find(sample.getKey()).map(this::published);
            ObjectNode written = sample(sample.getKey(), sample.getValue(), answer);
            put("samples/%s_epoch_%d.json".formatted(written.get("id").asString(), sample.getKey().repeat() + 1), written);
            ObjectNode summary = summaries.addObject();
            List.of("id", "epoch", "input", "target", "scores", "metadata").forEach(key -> summary.set(key, written.get(key)));
            if (written.has("error")) {
                summary.put("error", written.get("error").get("message").asString());
            }
            summary.put("completed", true);
        }
        put("summaries.json", summaries);
        ObjectNode header = Json.object().put("version", VERSION).put("status", "success");
        header.set("eval", eval());
        header.set("plan", plan());
        header.set("results", results());
        header.putObject("stats").put("started_at", "").put("completed_at", "").putObject("model_usage");
        put("header.json", header);
    }

    private CompletionRecord published(CompletionRecord answer) {
        String where = answer.key().toString();
        return redaction.map(texts -> CompletionRecord.parse(texts.redacted(Json.object(answer.line(), where)).toString(), where)).orElse(answer);
    }

    private String published(String note) {
        return redaction.isPresent() ? "" : note;
    }

    private void put(String name, JsonNode content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // A clock would make equal exports differ.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(Json.MAPPER.writeValueAsBytes(content));
        zip.closeEntry();
    }

    private ObjectNode eval() {
        String id = Signature.digest(manifest.json() + task.name());
        ObjectNode eval = Json.object().put("eval_id", id).put("run_id", Signature.digest(manifest.json()))
                .put("created", manifest.date() + "T00:00:00+00:00").put("task", task.name()).put("task_id", Signature.digest(task.name())).put("task_version", 1);
        ArrayNode ids = eval.putObject("dataset").put("name", task.entry().name() + "/" + task.language())
                .put("samples", task.samples().keySet().stream().map(Key::sample).distinct().count()).put("shuffled", false).putArray("sample_ids");
        task.samples().keySet().stream().map(Key::sample).distinct().forEach(sample -> ids.add(item(sample)));
        eval.put("model", manifest.name()).putObject("model_args").put("identity", manifest.model().name());
        eval.putObject("config").put("epochs", manifest.repeat());
        ObjectNode metadata = eval.putObject("metadata").put("asked", task.entry().signature());
        task.numbers().forEach((name, number) -> metadata.put(name, number.signature()));
        return eval;
    }

    private static ObjectNode plan() {
        ObjectNode plan = Json.object().put("name", "plan");
        plan.putArray("steps").addObject().put("solver", "generate").putObject("params");
        return plan;
    }

    private ObjectNode results() {
        ObjectNode results = Json.object().put("total_samples", task.samples().size()).put("completed_samples", task.samples().size());
        ArrayNode scores = results.putArray("scores");
        task.numbers().forEach((name, number) -> {
            ObjectNode score = scores.addObject().put("name", name).put("scorer", name).put("scored_samples", number.scored()).put("unscored_samples", number.unscored());
            score.putObject("params");
            ObjectNode metrics = score.putObject("metrics");
            number.value().ifPresent(value -> metric(metrics, "pooled", value));
            number.error().ifPresent(error -> metric(metrics, "stderr", error));
        });
        return results;
    }

    private static void metric(ObjectNode metrics, String name, double value) {
        metrics.putObject(name).put("name", name).put("value", value).putObject("params");
    }

    private ObjectNode sample(Key key, List<ScoreRecord> records, Optional<CompletionRecord> answer) {
        ObjectNode sample = Json.object().put("id", item(key.sample())).put("epoch", key.repeat() + 1).put("input", "").put("target", "");
        sample.putArray("messages");
        ObjectNode output = sample.putObject("output").put("model", manifest.name());
        ObjectNode scores = sample.putObject("scores");
        ObjectNode metadata = sample.putObject("metadata").put("sample", key.sample());
        switch (answer.map(CompletionRecord::completion).orElse(new Completion.Failed("no answer was recorded"))) {
            case Completion.Text text -> {
                ObjectNode choice = output.putArray("choices").addObject();
                choice.putObject("message").put("role", "assistant").put("content", text.text()).put("source", "generate");
                choice.put("stop_reason", switch (text.finish()) {
                    case STOP -> "stop";
                    case LENGTH -> "max_tokens";
                    case FILTER -> "content_filter";
                });
                output.put("completion", text.text());
            }
            case Completion.Likelihoods likelihoods -> {
                output.putArray("choices");
                output.put("completion", "");
                likelihoods.values().forEach(metadata.putArray("likelihoods")::add);
            }
            case Completion.Failed(String reason) -> {
                output.putArray("choices");
                output.put("completion", "").put("error", reason);
                sample.putObject("error").put("message", reason).put("traceback", "").put("traceback_ansi", "");
            }
        }
        for (ScoreRecord record : records) {
            record.attributes().forEach(metadata::put);
            switch (record.score()) {
                case Score.Scored(double value, var _, String note) -> {
                    ObjectNode score = scores.putObject(record.metric()).put("value", value);
                    if (!published(note).isEmpty()) {
                        score.put("explanation", note);
                    }
                }
                case Score.Unparsed(String reason) -> metadata.put(record.metric() + ".unparsed", published(reason));
                case Score.Failed(String reason) -> metadata.put(record.metric() + ".failed", published(reason));
            }
        }
        return sample;
    }

    /// The item's key as ids spell it, which any file name can hold.
    private static String item(String sample) {
        return sample.substring(sample.lastIndexOf('/') + 1);
    }
}
