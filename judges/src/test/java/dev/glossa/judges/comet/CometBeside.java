package dev.glossa.judges.comet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same segments as COMET itself scores: how many a second, and how far apart the scores. `comet_beside.sh` runs it.
///
///     write FILE PIECES SEGMENTS SYSTEMS LANGUAGES     segments of FLORES' lengths, one list a system
///     score FILE MODEL THREADS EXPECTED                all systems in turn, nothing kept before; EXPECTED has COMET's scores of the first
final class CometBeside {
    private static final int CALL = 512;

    private CometBeside() {}

    public static void main(String... args) throws IOException {
        if (args[0].equals("write")) {
            List<List<Segment>> systems = new FloresLengths(Path.of(args[2]), 3).systems(Integer.parseInt(args[4]), Integer.parseInt(args[3]), Integer.parseInt(args[5]));
            List<List<Map<String, String>>> rows = systems.stream().map(segments -> segments.stream().map(
                    s -> Map.of("src", s.source(), "mt", s.translation(), "ref", s.reference().orElseThrow())).toList()).toList();
            Files.writeString(Path.of(args[1]), JsonMapper.shared().writeValueAsString(rows));
            return;
        }
        List<List<Segment>> systems = new ArrayList<>();
        for (JsonNode rows : JsonMapper.shared().readTree(Files.readString(Path.of(args[1])))) {
            systems.add(rows.valueStream().map(row -> new Segment(row.get("src").asString(), row.get("mt").asString(), Optional.of(row.get("ref").asString()))).toList());
        }
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(Path.of(args[4])));
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), Integer.parseInt(args[3]), CometModel.Settings.BATCH_TOKENS, Optional.empty());
        try (CometModel comet = CometModel.open(Path.of(args[2]), Architecture.COMET, settings)) {
            double seconds = 0;
            int done = 0;
            for (int system = 0; system < systems.size(); system++) {
                List<Rating> ratings = new ArrayList<>();
                long start = System.nanoTime();
                for (int from = 0; from < systems.get(system).size(); from += CALL) {
                    ratings.addAll(comet.rate(systems.get(system).subList(from, Math.min(systems.get(system).size(), from + CALL))));
                }
                seconds += (System.nanoTime() - start) / 1e9;
                done += ratings.size();
                if (system == 0) {
                    double apart = 0;
                    for (int i = 0; i < expected.size(); i++) {
                        apart = Math.max(apart, Math.abs(expected.get(i).asDouble() - ratings.get(i).score()));
                    }
                    System.out.printf(Locale.ROOT, "glossa: %d scores at most %.1e from COMET's%n", expected.size(), apart);
                }
                System.out.printf(Locale.ROOT, "glossa: %.1f segments per second over %d systems%n", done / seconds, system + 1);
            }
        }
    }
}
