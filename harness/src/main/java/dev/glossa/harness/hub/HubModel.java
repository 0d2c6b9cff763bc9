package dev.glossa.harness.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A model file of the hub, as `hf:ORG/REPO/FILE.gguf@REVISION` names it; one in shards is fetched and opened whole. Other
/// models are files of fastText (`.bin`, `.ftz`) and SentencePiece (`.model`).
///
/// @param path of the file, or of any shard
public record HubModel(Repository repository, String path, String revision) {
    private static final String ENDING = ".gguf";
    private static final Pattern LOCATION = Pattern.compile("([^/]+/[^/]+)/(.+\\.(?:gguf|bin|ftz|model))(?:@(.+))?", Pattern.DOTALL);
    private static final Pattern SHARD = Pattern.compile("(.*-)(\\d{5})-of-(\\d{5})\\.gguf");

    /// @param location what stands after `hf:`
    public static HubModel parse(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches() || !HubFile.stays(parts.group(2))) {
            throw new IllegalArgumentException("'hf:" + location + "' names no model file of the hub; hf:ORG/REPO/FILE.gguf or hf:ORG/REPO/FILE.gguf@REVISION does");
        }
        return new HubModel(Repository.model(parts.group(1)), parts.group(2), parts.group(3) == null ? "main" : parts.group(3));
    }

    /// The file, or every shard of it in their order.
    public List<String> files() {
        Matcher shard = SHARD.matcher(path);
        if (!shard.matches()) {
            return List.of(path);
        }
        int count = Integer.parseInt(shard.group(3));
        return IntStream.rangeClosed(1, count).mapToObj(i -> String.format(Locale.ROOT, "%s%05d-of-%05d%s", shard.group(1), i, count, ENDING)).toList();
    }

    /// What of a commit is wanted, checked to be there.
    public Predicate<String> wanted(Commit commit) {
        List<String> there = commit.files().stream().map(HubFile::path).toList();
        files().stream().filter(file -> !there.contains(file)).findFirst().ifPresent(file -> {
            throw new IllegalArgumentException("%s has no %s at %s; it has %s".formatted(repository, file, revision,
                    there.stream().filter(one -> one.endsWith(path.substring(path.lastIndexOf('.')))).limit(12).toList()));
        });
        return files()::contains;
    }

    /// The snapshot that holds the whole model, if it is in the cache; no connection is opened.
    public Optional<Snapshot> find(HubCache cache) {
        return cache.find(repository, revision).filter(snapshot -> files().stream().allMatch(file -> Files.isRegularFile(snapshot.folder().resolve(file))));
    }

    /// What the engine opens: the file, or the first shard, beside which it finds the others.
    public Path file(Snapshot snapshot) {
        return snapshot.folder().resolve(files().getFirst());
    }

    @Override
    public String toString() {
        return "hf:" + repository.id() + "/" + path + "@" + revision;
    }
}
