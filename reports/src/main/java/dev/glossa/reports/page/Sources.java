package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a folder of pages was made of, kept in it as `sources.json`, so that anybody who has the runs can make it again and
/// compare: `glossa verify`. Runs are told by digests, never by where they were.
///
/// @param kind      `report`, `leaderboard` or `language`
/// @param language  code, of a language's pages; empty otherwise
/// @param eligible  codes of the fixed set that means are over; empty where none was named
public record Sources(String kind, Optional<String> language, Aggregate.Options numbers, int samples, boolean published, Optional<List<String>> eligible, List<Source> runs) {
    static final String FILE = "sources.json";

    /// @param name   the model's name in tables
    /// @param digest of what the numbers come from: manifest, signatures and scores
    public record Source(String name, String digest) {}

    static Sources of(String kind, Optional<Language> language, List<Run> runs, Aggregate.Options numbers, int samples, boolean published, Optional<List<Language>> eligible) {
        return new Sources(kind, language.map(Language::code), numbers, samples, published, eligible.map(all -> all.stream().map(Language::code).toList()),
                runs.stream().map(run -> new Source(run.name(), digest(run.directory().path()))).toList());
    }

    /// The digest of a run's manifest, its provenance apart, of its signatures and its scores. Scores count as a set of lines,
    /// the sum of their digests: those of merged shards stand in another order.
    public static String digest(Path run) {
        ObjectNode manifest = Json.object(dev.glossa.harness.run.RunDirectory.read(run).manifest().json(), "run.json");
        manifest.remove("provenance");
        manifest.remove("secret"); // drawn anew for each run; what it does to a judge's numbers is in the scores
        StringBuilder digests = new StringBuilder(manifest.toString()).append('\n');
        for (String file : List.of("scoring.json", "scores.jsonl")) {
            try (java.util.stream.Stream<String> lines = Files.lines(run.resolve(file))) {
                java.math.BigInteger sum = lines.map(line -> new java.math.BigInteger(Signature.sha256(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 16))
                        .reduce(java.math.BigInteger.ZERO, java.math.BigInteger::add);
                digests.append(sum.toString(16)).append('\n');
            } catch (IOException | java.io.UncheckedIOException e) {
                throw new IllegalArgumentException(run.resolve(file) + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return Signature.sha256(digests.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String json() {
        ObjectNode root = Json.object().put("kind", kind);
        language.ifPresent(code -> root.put("language", code));
        root.put("draws", numbers.draws()).put("seed", numbers.seed()).put("max_unscored", numbers.maxUnscored()).put("samples", samples).put("published", published);
        eligible.ifPresent(codes -> {
            ArrayNode array = root.putArray("eligible");
            codes.forEach(code -> array.add(code));
        });
        ArrayNode sources = root.putArray("runs");
        runs.forEach(run -> sources.addObject().put("name", run.name()).put("sha256", run.digest()));
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /// What a folder says it was made of; empty where it is no folder of pages.
    public static Optional<Sources> in(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            ObjectNode root = Json.object(Files.readString(file), file.toString());
            List<String> eligible = new ArrayList<>();
            root.path("eligible").forEach(code -> eligible.add(code.asString("")));
            List<Source> runs = new ArrayList<>();
            root.path("runs").forEach(run -> runs.add(new Source(run.path("name").asString(""), run.path("sha256").asString(""))));
            return Optional.of(new Sources(Json.text(root, "kind", file.toString()), Optional.ofNullable(root.get("language")).map(n -> n.asString("")),
                    new Aggregate.Options(root.path("draws").asInt(0), root.path("seed").asLong(0), root.path("max_unscored").asDouble(-1)),
                    root.path("samples").asInt(0), root.path("published").asBoolean(false), root.has("eligible") ? Optional.of(eligible) : Optional.empty(), runs));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
