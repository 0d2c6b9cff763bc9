package dev.glossa.runner;

import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Languages;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How a benchmark was opened, as a manifest keeps it, so that a later stage opens it the same way.
final class RecordedOptions {
    private static final String OWN = "option.";

    private RecordedOptions() {}

    static Map<String, String> of(Options options) {
        Map<String, String> record = new TreeMap<>();
        options.mode().ifPresent(mode -> record.put("mode", mode.name().toLowerCase(Locale.ROOT)));
        options.shots().ifPresent(shots -> record.put("shots", Integer.toString(shots)));
        options.temperature().ifPresent(t -> record.put("temperature", Double.toString(t)));
        options.maxTokens().ifPresent(n -> record.put("max_tokens", Integer.toString(n)));
        record.put("seed", Long.toString(options.seed()));
        options.variant().forEach((name, value) -> record.put(OWN + name, value));
        return record;
    }

    static Options read(Map<String, String> record, Data data, Languages languages) {
        Map<String, String> own = new TreeMap<>();
        record.forEach((name, value) -> {
            if (name.startsWith(OWN)) {
                own.put(name.substring(OWN.length()), value);
            }
        });
        return new Options(data, languages,
                Optional.ofNullable(record.get("mode")).map(mode -> Mode.valueOf(mode.toUpperCase(Locale.ROOT))),
                record.containsKey("shots") ? OptionalInt.of(Integer.parseInt(record.get("shots"))) : OptionalInt.empty(),
                record.containsKey("temperature") ? OptionalDouble.of(Double.parseDouble(record.get("temperature"))) : OptionalDouble.empty(),
                record.containsKey("max_tokens") ? OptionalInt.of(Integer.parseInt(record.get("max_tokens"))) : OptionalInt.empty(),
                Long.parseLong(record.getOrDefault("seed", "0")), own);
    }
}
