package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.run.Juror;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The judges that the user named, opened together and closed with the stage.
record Judges(List<Juror> jurors) implements AutoCloseable {
    static Judges open(List<String> options, Function<String, Backend> open) {
        List<Backend> backends = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        try {
            for (JudgeOption option : options.stream().map(JudgeOption::parse).toList()) {
                backends.add(open.apply(option.uri()));
                weights.add(option.weight());
            }
            return new Judges(Juror.named(backends, weights));
        } catch (RuntimeException e) {
            backends.forEach(Backend::close);
            throw e;
        }
    }

    @Override
    public void close() {
        jurors.forEach(juror -> juror.backend().close());
    }
}
