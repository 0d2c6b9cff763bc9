package dev.glossa.harness.hub;

import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The files of a commit, as the hub lists them and as huggingface_hub keeps the list in `trees/COMMIT.json`.
final class Listing {
    /// The version of huggingface_hub's file (1.x, `_tree_cache.py`).
    private static final int FORMAT = 1;

    private Listing() {}

    /// The files of one page of the hub's answer to `/tree/COMMIT?recursive=true`.
    static List<HubFile> page(JsonNode page, String where) {
        List<HubFile> files = new ArrayList<>();
        for (JsonNode entry : page) {
            if (entry instanceof ObjectNode object && !"directory".equals(entry.path("type").asString(""))) {
                JsonNode large = object.path("lfs");
                String gitId = Json.text(object, "oid", where);
                files.add(file(Json.text(object, "path", where), large.path("size").asLong(object.path("size").asLong(-1)),
                        large.path("oid").asString(gitId).replace("sha256:", ""), gitId));
            }
        }
        return files;
    }

    private static HubFile file(String path, long size, String blob, String gitId) {
        return new HubFile(path, size, BlobId.named(blob).orElseThrow(() -> new IllegalArgumentException(
                path + ": the hub gives it no digest that could be checked: '" + blob + "'")), gitId);
    }

    static String write(List<HubFile> files) {
        ObjectNode kept = Json.object().put("format_version", FORMAT);
        ObjectNode entries = kept.putObject("files");
        for (HubFile file : files) {
            ObjectNode entry = entries.putObject(file.path()).put("size", file.size()).put("blob_id", file.gitId());
            if (file.blob().kind().equals("sha256")) {
                entry.put("lfs_sha256", file.blob().hex()).put("lfs_size", file.size());
            }
        }
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(kept);
    }

    /// The files of a kept list; empty where it is of another version or damaged, for it can be had again.
    static Optional<List<HubFile>> read(String json) {
        try {
            ObjectNode kept = Json.object(json, "listing");
            if (kept.path("format_version").asInt(0) != FORMAT) {
                return Optional.empty();
            }
            List<HubFile> files = new ArrayList<>();
            kept.path("files").properties().forEach(entry -> {
                JsonNode facts = entry.getValue();
                String gitId = facts.path("blob_id").asString("");
                files.add(file(entry.getKey(), facts.path("lfs_size").asLong(facts.path("size").asLong(-1)),
                        facts.path("lfs_sha256").asString(gitId), gitId));
            });
            return Optional.of(files);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
