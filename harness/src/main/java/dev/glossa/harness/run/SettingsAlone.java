package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a metric may ask for before anything is asked: the task's settings, and neither a judge nor a model's file.
///
/// @param settings what the task tells its metrics ([dev.glossa.harness.Task#settings])
public record SettingsAlone(Map<String, String> settings) implements Metric.Resources {
    @Override
    public Backend judge() {
        throw new IllegalArgumentException("there is no judge yet");
    }

    @Override
    public String mark(Key key, List<String> texts) {
        throw new IllegalArgumentException("there is no judge yet");
    }

    @Override
    public Optional<Path> file(String purpose) {
        return Optional.empty();
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public Function<String, Language> languages() {
        throw new IllegalArgumentException("there is no run yet whose languages could be looked up");
    }
}
