package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.AskStage;
import dev.glossa.harness.run.AskedTask;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.Marks;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Spending;
import dev.glossa.harness.run.TaskRun;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A model asked what a plan holds, into a run's folder; a run that is there is gone on with.
///
/// @param uri      the model
/// @param name     its name in tables; empty for what it calls itself
/// @param revision what the user says identifies its weights
/// @param out      folder of the run
/// @param day      that chat templates see; empty for the day the run began
record ModelRun(String uri, Optional<String> name, Optional<String> revision, Path out, Optional<LocalDate> day) {
    /// A date or a commit in a name, as in `command-a-03-2025`, `gpt-4o-2024-08-06` or `model@1f3a9c0`.
    private static final Pattern DATED = Pattern.compile(".*([0-9]{4}-?[0-9]{2}-?[0-9]{2}|[0-9]{2}-20[0-9]{2}|@[0-9a-f]{7,40}).*");

    /// @param spending    what is counted and limited; empty for no limit
    /// @param retryFailed whether samples that failed in an earlier attempt are asked again
    /// @return whether any sample has an answer
    boolean ask(AskingOptions asking, AskingOptions.Plan plan, BackendOptions backends, Optional<Spending> spending, boolean retryFailed, PrintWriter err)
            throws InterruptedException {
        LocalDate date = day.or(this::begun).orElseGet(LocalDate::now);
        try (Backend backend = backends.open(uri, date, revision)) {
            AskStage.check(backend, plan.tasks());
            askForRevision(backend.identity(), err);
            Manifest manifest = new Manifest(Manifest.FORMAT, name.orElse(backend.identity().name()), backend.identity(), entries(backend, plan),
                    asking.limit == null ? OptionalInt.empty() : OptionalInt.of(asking.limit), asking.seed, asking.shard, asking.repeat, date, provenance(asking, plan))
                    .with(asking.secret != null ? asking.secret : Marks.secret());
            if (asking.explainCache) {
                explain(manifest, err);
            }
            try (RunDirectory directory = RunDirectory.create(out, manifest); ProgressLine progress = new ProgressLine(err)) {
                if (asking.languagesFile != null) {
                    directory.keepLanguages(asking.languagesFile);
                }
                plan.files().forEach((benchmark, file) -> directory.keepTask(benchmark, file.text()));
                spending.ifPresent(meter -> directory.readCompletions(record -> meter.count(backend.identity().name(), record.completion())));
                AskStage.Summary summary = AskStage.run(directory, spending.map(meter -> meter.around(backend)).orElse(backend), plan.tasks(), retryFailed, progress);
                progress.clear();
                spending.ifPresent(meter -> err.println(out + ": " + meter));
                err.println("%s: %,d answered%s%s%s".formatted(out, summary.answered(),
                        summary.kept() == 0 ? "" : ", %,d kept from before".formatted(summary.kept()),
                        summary.truncated() == 0 ? "" : ", %,d of them cut off at the token limit".formatted(summary.truncated()),
                        summary.failed() == 0 ? "" : ", %,d failed".formatted(summary.failed())));
                if (summary.failedBefore() > 0) {
                    err.println("%s%,d that failed before are not asked again without --retry-failed".formatted(
                            summary.isFailure() && summary.failed() == 0 ? "glossa: " + Main.NOTHING_ANSWERED + ": " : "", summary.failedBefore()));
                }
                summary.failure().ifPresent(failure -> err.println("%s%s".formatted(summary.isFailure() ? "glossa: " + Main.NOTHING_ANSWERED + ": " : "failed, among others: ",
                        failure + "; what failed is asked again with --retry-failed")));
                return !summary.isFailure();
            }
        }
    }

    private void explain(Manifest manifest, PrintWriter err) {
        if (!Files.isRegularFile(out.resolve("run.json"))) {
            err.println(out + ": holds no answers yet");
            return;
        }
        long[] answers = {0};
        try (RunDirectory there = RunDirectory.read(out)) {
            there.readCompletions(_ -> answers[0]++);
            CacheExplanation.lines(there.manifest(), manifest).forEach(err::println);
            List<String> differences = there.manifest().differences(manifest);
            if (!differences.isEmpty()) {
                err.println("run.json\tchanged\t" + String.join("; ", differences));
            }
            err.println("%s: the %,d answers there are %s".formatted(out, answers[0],
                    differences.isEmpty() ? "kept where each prompt is the same to the byte" : "another run's and not kept"));
        }
    }

    /// Whether the folder holds this very run of a model with these weights, and all its answers: then the model need not be
    /// there to tell.
    boolean isComplete(AskingOptions asking, AskingOptions.Plan plan, Optional<String> weights) {
        if (weights.isEmpty() || !Files.isRegularFile(out.resolve("run.json"))) {
            return false;
        }
        RunDirectory directory = RunDirectory.read(out);
        Manifest there = directory.manifest();
        List<Manifest.TaskEntry> entries = new ArrayList<>();
        for (int i = 0; i < plan.entries().size(); i++) {
            Manifest.TaskEntry entry = plan.entries().get(i);
            TaskRun run = plan.tasks().get(i);
            // How continuations were weighed is the model's to say; the rest of the signature is ours.
            Optional<Signature> asked = there.task(entry.name()).map(found -> AskedTask.as(run.task(), Signature.parse(found.signature())).signature());
            entries.add(asked.map(signature -> entry.asked(signature.toString())).orElse(entry));
        }
        Manifest here = new Manifest(Manifest.FORMAT, name.orElse(there.name()), there.model(), entries,
                asking.limit == null ? OptionalInt.empty() : OptionalInt.of(asking.limit), asking.seed, asking.shard, asking.repeat, day.orElse(there.date()), Map.of());
        return there.model().digest().equals(weights) && there.differences(here).isEmpty() && AskStage.isComplete(directory, plan.tasks());
    }

    /// What the weights are is for the user to say where neither the server nor the name does.
    private static void askForRevision(Backend.Identity identity, PrintWriter err) {
        if (identity.digest().isEmpty() && !DATED.matcher(identity.name()).matches()) {
            err.println("%s: a name that other weights can have tomorrow; say which these are with --revision R, such as a commit or a date".formatted(identity.name()));
        }
    }

    /// What is asked, with how the backend weighs continuations where that is not the plain way.
    private static List<Manifest.TaskEntry> entries(Backend backend, AskingOptions.Plan plan) {
        List<Manifest.TaskEntry> entries = new ArrayList<>();
        for (int i = 0; i < plan.entries().size(); i++) {
            Manifest.TaskEntry entry = plan.entries().get(i);
            TaskRun run = plan.tasks().get(i);
            entries.add(AskStage.mode(backend, run).map(mode -> entry.asked(AskedTask.ranked(run.task(), mode).signature().toString())).orElse(entry));
        }
        return entries;
    }

    /// The day of the run that is already there.
    Optional<LocalDate> begun() {
        return Files.isRegularFile(out.resolve("run.json")) ? Optional.of(RunDirectory.read(out).manifest().date()) : Optional.empty();
    }

    private Map<String, String> provenance(AskingOptions asking, AskingOptions.Plan plan) {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("glossa", Version.text());
        provenance.put("model", ModelUri.parse(uri).toString());
        provenance.put("suite", asking.suite);
        provenance.put("data", asking.data == null ? "" : asking.data);
        plan.files().forEach((benchmark, file) -> {
            provenance.put("task." + benchmark, Signature.sha256(file.text().getBytes(StandardCharsets.UTF_8)));
            file.localData().filter(_ -> asking.data == null).ifPresent(folder -> provenance.put(RecordedBenchmark.DATA + benchmark, folder.toString()));
        });
        provenance.put("java", Runtime.version().toString());
        return provenance;
    }
}
