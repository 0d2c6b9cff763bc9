package dev.glossa.runner;

import dev.glossa.harness.run.RunDirectory;
import dev.glossa.reports.health.Labels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/// How closely a judge is watched in each language.
final class HealthOptions {
    @Option(names = "--canaries", paramLabel = "N",
            description = "Items of each language whose bad and good answers a metric must tell apart. A judge has 0 to 2 (2 by default; docs/judges.md), COMET 0 to 100 (4; docs/scorers.md).")
    Integer canaries;

    @Option(names = "--judge-twice", paramLabel = "N",
            description = "Answers of each language that a judge rates twice, to see how consistent it is; 0 to 8. 4 by default.")
    Integer twice;

    @Option(names = "--labels", paramLabel = "FILE",
            description = "What people think of the answers, to hold the judge against: CSV with id and label (0 to 1), rating (1 to 7) or your_score (0 to 100). "
                    + "Kept in the run's folder; its report tells how they agree.")
    Path labels;

    /// Keeps the labels in the run's folder.
    void keepLabels(RunDirectory run, PrintWriter err) {
        if (labels != null) {
            Labels read = Labels.read(labels, run.manifest().name());
            if (read.size() == 0) {
                throw new IllegalArgumentException("%s: no label of an answer of '%s'%s".formatted(labels, run.manifest().name(),
                        read.others() == 0 ? "" : "; " + read.others() + " are of other models (column model)"));
            }
            run.keepLabels(read.csv());
            err.println("%s: %,d answers labelled by people%s".formatted(labels, read.size(), read.others() == 0 ? "" : ", %,d labels of other models passed over".formatted(read.others())));
        }
    }

    void into(Map<String, String> options) {
        if (canaries != null) {
            options.put("canaries", canaries.toString());
        }
        if (twice != null) {
            options.put("judge-twice", twice.toString());
        }
    }
}
