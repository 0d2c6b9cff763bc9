package dev.glossa.runner;

import dev.glossa.benchmarks.dataset.DataSet;
import dev.glossa.benchmarks.dataset.DataSets;
import dev.glossa.harness.Signature;
import dev.glossa.reports.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which benchmarks of some runs were asked from data whose publisher does not want its items published again.
final class MarkedData {
    private MarkedData() {}

    static Predicate<String> of(List<Run> runs) {
        Set<String> marked = runs.stream().flatMap(run -> run.manifest().tasks().stream()).filter(task -> isMarked(task.signature()))
                .map(task -> task.name()).collect(Collectors.toSet());
        return marked::contains;
    }

    /// @param signature of the asking, whose `data` part reads `ORG/NAME@REVISION`
    static boolean isMarked(String signature) {
        return Optional.ofNullable(Signature.parse(signature).parts().get("data")).map(source -> source.replaceFirst("@[^@]*$", ""))
                .flatMap(DataSets::find).filter(set -> !set.republish()).isPresent();
    }
}
