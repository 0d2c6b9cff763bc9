package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Manifest;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// lm-eval's `results_TIME.json` (0.4): numbers under `METRIC,FILTER` with their standard errors, `N/A` where there is none.
final class LmEvalResults {
    private static final String FILTER = ",none";

    private LmEvalResults() {}

    static String json(Manifest manifest, List<ExportedTask> tasks) {
        ObjectNode root = Json.object();
        ObjectNode results = root.putObject("results");
        ObjectNode groups = root.putObject("group_subtasks");
        ObjectNode configs = root.putObject("configs");
        ObjectNode versions = root.putObject("versions");
        ObjectNode shots = root.putObject("n-shot");
        ObjectNode better = root.putObject("higher_is_better");
        ObjectNode counts = root.putObject("n-samples");
        for (ExportedTask task : tasks) {
            ObjectNode result = results.putObject(task.name()).put("alias", task.name());
            ObjectNode config = configs.putObject(task.name()).put("task", task.name()).put("num_fewshot", fewShot(task)).put("repeats", manifest.repeat());
            ObjectNode metadata = config.putObject("metadata").put("version", 1);
            ObjectNode direction = better.putObject(task.name());
            task.numbers().forEach((name, number) -> {
                number.value().ifPresentOrElse(value -> result.put(name + FILTER, value), () -> result.put(name + FILTER, "N/A"));
                number.error().ifPresentOrElse(error -> result.put(name + "_stderr" + FILTER, error), () -> result.put(name + "_stderr" + FILTER, "N/A"));
                result.put(name + "_unscored" + FILTER, number.unscored());
                direction.put(name, number.metric().ascending());
                metadata.put(name, number.signature());
            });
            groups.putArray(task.name());
            versions.put(task.name(), 1);
            shots.put(task.name(), fewShot(task));
            long items = task.samples().keySet().stream().map(Key::sample).distinct().count();
            counts.putObject(task.name()).put("original", items).put("effective", items);
        }
        ObjectNode config = root.putObject("config").put("model", "glossa").put("model_args", manifest.model().name());
        manifest.limit().ifPresentOrElse(limit -> config.put("limit", limit), () -> config.putNull("limit"));
        config.put("random_seed", manifest.seed());
        root.putNull("git_hash");
        root.put("date", (double) manifest.date().atStartOfDay().toEpochSecond(ZoneOffset.UTC));
        root.put("model_source", "glossa").put("model_name", manifest.name()).put("model_name_sanitized", manifest.name().replaceAll("[^A-Za-z0-9._-]", "__"));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static int fewShot(ExportedTask task) {
        return Integer.parseInt(dev.glossa.harness.Signature.parse(task.entry().signature()).parts().getOrDefault("shots", "0"));
    }
}
