package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Task;
import dev.glossa.harness.TokenCounter;
import dev.glossa.harness.run.Baselines;
import dev.glossa.harness.run.Juror;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.Merge;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreStage;
import dev.glossa.harness.run.Selection;
import dev.glossa.harness.run.Spending;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.judges.sacrebleu.RuleTokenizer;
import dev.glossa.judges.sacrebleu.TokenizerChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Scores a run's answers; only what is missing is computed.
@Command(name = "score", mixinStandardHelpOptions = true, description = "Score a run's answers; only what is missing is computed.")
final class ScoreCommand implements Callable<Integer> {
    /// Metrics that a judge decides: without one they are left for later, not refused.
    private static final Set<String> JUDGED = Set.of("rubric", "label", "invalid", "win-rate");

    /// Whose answers' language the protocol measures (section 5.6); naming an identifier asks for it.
    private static final Set<String> FIDELITY = Set.of("mdolly", "marenahard", "global-mgsm");

    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    Path run;

    @Option(names = "--metric", split = ",", paramLabel = "NAME",
            description = "Metrics to compute, for every benchmark whose answers they can read; by default the protocol's.")
    List<String> metrics = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is now; by default where it was when the run was asked.")
    String data;

    @Option(names = "--judge", paramLabel = "URI[=WEIGHT]", description = "A model that rates open answers; several are a jury, each with its weight, 1 by default.")
    List<String> judges = new ArrayList<>();

    @Option(names = "--jury", paramLabel = "mean|majority",
            description = "How a jury's scores become one: their weighted mean, the default, or the weighted median.")
    String jury;

    @Option(names = "--baseline", paramLabel = "[CATEGORY=]RUN|FILE",
            description = "Answers that a judge compares the run's with: another run, or completions as JSONL; per category where one is named. "
                    + "Adds the metric win-rate to open answers.")
    List<String> baselines = new ArrayList<>();

    @Option(names = "--judge-prompt", paramLabel = "FILE",
            description = "Wording of the judge's task, with {language}, {question} and {generation}; by default our own.")
    Path judgePrompt;

    @Option(names = "--judge-language", paramLabel = "english|target", description = "Language of our own wording. English by default.")
    String judgeLanguage;

    @Option(names = "--judge-layout", paramLabel = "marked|arena-hard-compat",
            description = "How compared answers stand in the judge's prompt: between marks that no answer can forge, the default, or as arena-hard-auto has them.")
    String judgeLayout;

    @Option(names = "--style-length", paramLabel = "characters|tokens",
            description = "What style control counts of a compared answer. Characters by default; tokens are the model's own count, or those of --file style-tokenizer=FILE.model.")
    String styleLength;

    @Option(names = "--judge-max-tokens", paramLabel = "N", description = "Most new tokens of a judge's reply. 2048 by default.")
    Integer judgeMaxTokens;

    @Option(names = "--judge-rationale", paramLabel = "N",
            description = "Most characters of a rationale, where the judge's output can be constrained. 600 by default.")
    Integer judgeRationale;

    @Option(names = "--tokenize", paramLabel = "NAME",
            description = "BLEU's tokenizer for all languages: none, 13a, intl, zh or char. By default one that suits each.")
    String tokenize;

    @Option(names = "--shard", paramLabel = "i/n", description = "Score only this part of the answers, into --out; glossa merge joins the parts. With --dry-run, count it.")
    String shard;

    @Option(names = "--out", paramLabel = "RUN", description = "With --shard: the folder of the part.")
    Path out;

    @Mixin
    ScorerOptions scorers = new ScorerOptions();

    @Mixin
    HealthOptions health = new HealthOptions();

    @Mixin
    SpendingOptions spending = new SpendingOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    @Option(names = "--dry-run", description = "Ask no judge; print requests, tokens and, with --prices, money per language.")
    boolean dryRun;

    @Option(names = "--judge-tokenizer", paramLabel = "FILE",
            description = "With --dry-run: a GGUF or SentencePiece file that counts the judge's tokens, where the judge is a server that does not.")
    Path judgeTokenizer;

    @Mixin
    BackendOptions backends = new BackendOptions();

    /// What an asking before it may still spend; empty where the command counts for itself.
    private Optional<Spending> left = Optional.empty();

    /// The command as it follows an asking.
    ///
    /// @param left of what both together may spend; empty for no limit
    static ScoreCommand of(CommandSpec command, BackendOptions backends, Path run, List<String> judges, Optional<Spending> left) {
        ScoreCommand score = new ScoreCommand();
        score.command = command;
        score.backends = backends;
        score.run = run;
        score.judges = judges;
        score.left = left;
        return score;
    }

    @Override
    public Integer call() throws InterruptedException {
        Usage.of(command, () -> {
            metrics.forEach(Registry.metrics()::find);
            judges.forEach(judge -> Registry.backends().find(ModelUri.parse(JudgeOption.parse(judge).uri()).scheme()));
            if (tokenize != null) {
                RuleTokenizer.named(tokenize);
            }
            if (dryRun ? out != null : (shard == null) != (out == null)) {
                throw new IllegalArgumentException(dryRun ? "--dry-run writes nothing; leave --out out" : "--shard and --out go together: each part has a folder of its own");
            }
            if (shard != null) {
                Selection.Shard.parse(shard);
            }
            spending.spending();
            if (dryRun && judges.isEmpty() && plan.points == null) {
                throw new IllegalArgumentException("--dry-run counts what judges would be asked; name one: --judge URI");
            }
            if (jury != null && !Set.of("mean", "majority").contains(jury)) {
                throw new IllegalArgumentException("--jury " + jury + "; mean or majority would do");
            }
            return null;
        });
        if (plan.points != null) {
            plan.print(run, command.commandLine().getOut());
            return 0;
        }
        if (dryRun) {
            try (DryScoring dry = DryScoring.of(run, Optional.ofNullable(shard).map(Selection.Shard::parse)); Counter counter = Counter.open(judgeTokenizer, backends)) {
                return score(dry.folder(), (backend, directory) -> new CountingJudge(backend, counter.tokens(), DryScoring.usual(directory)), Optional.empty());
            }
        }
        Optional<Spending> spent = left.or(spending::spending);
        return score(shard == null ? run : part(), (backend, _) -> spent.map(one -> one.around(backend)).orElse(backend), spent);
    }

    /// Counts what earlier attempts spent on each judge. Several judges' lines say whose they are.
    private static void count(Spending spent, List<Juror> jurors, RunDirectory directory) {
        directory.readJudgments(record -> jurors.stream().filter(juror -> jurors.size() == 1 || record.key().role().endsWith("@" + juror.name()))
                .forEach(juror -> spent.count(juror.backend().identity().name(), record.completion())));
    }

    private int score(Path folder, BiFunction<Backend, RunDirectory, Backend> judged, Optional<Spending> spent) throws InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        try (RunDirectory directory = RunDirectory.open(folder)) {
            Manifest manifest = directory.manifest();
            health.keepLabels(directory, err);
            RecordedTasks recorded = RecordedTasks.of(directory, data);
            Map<String, List<Metric>> chosen = chosen(recorded.tasks(), err);
            if (dryRun) {
                chosen.replaceAll((_, all) -> all.stream().filter(metric -> JUDGED.contains(metric.name())).toList());
            }
            warnOfTokenizer(recorded.tasks(), chosen, err);
            try (Judges jurors = Judges.open(judges, uri -> judged.apply(backends.open(uri, manifest.date(), Optional.empty()), directory));
                    Baselines rivals = Baselines.open(BaselineOption.places(baselines)); ProgressLine progress = new ProgressLine(err)) {
                spent.ifPresent(one -> count(one, jurors.jurors(), directory));
                Languages languages = directory.languages();
                ScoreStage.Tools tools = new ScoreStage.Tools(jurors.jurors(), baselines.isEmpty() ? Optional.empty() : Optional.of(rivals),
                        files(), options(), languages::get);
                ScoreStage.Summary summary = new ScoreStage(directory, tools, progress).run(recorded.tasks(), chosen);
                progress.clear();
                if (dryRun) {
                    DryScoring.print(jurors.jurors(), spending.prices(), DryScoring.usual(directory).isPresent(), command.commandLine().getOut());
                    return 0;
                }
                err.println("%s: %,d scored%s%s%s%s%s%s".formatted(folder, summary.scored(),
                        part(summary.kept(), "kept from before"), part(summary.truncated(), "of them cut off at the token limit"),
                        part(summary.unparsed(), "unparsed"), part(summary.failed(), "failed"), part(summary.missing(), "not answered yet"),
                        part(summary.canaries(), "canaries scored beside them")));
            }
        }
        return 0;
    }

    private Path part() {
        Merge.part(RunDirectory.read(run), Selection.Shard.parse(shard), out);
        return out;
    }

    /// What counts tokens, if the user named a file that can.
    private record Counter(Optional<TokenizerFile> file) implements AutoCloseable {
        static Counter open(Path file, BackendOptions backends) throws InterruptedException {
            return new Counter(file == null ? Optional.empty() : Optional.of(TokenizerFile.open("judge", file, Optional.ofNullable(backends.llamaLib))));
        }

        Optional<TokenCounter> tokens() {
            return file.map(TokenizerFile::counter);
        }

        @Override
        public void close() {
            file.ifPresent(TokenizerFile::close);
        }
    }

    private static String part(long count, String what) {
        return count == 0 ? "" : ", %,d %s".formatted(count, what);
    }

    private Map<String, List<Metric>> chosen(List<TaskRun> tasks, PrintWriter err) {
        Registry<Metric> known = Registry.metrics();
        Map<String, List<Metric>> chosen = new LinkedHashMap<>();
        for (TaskRun run : tasks) {
            List<Metric> fitting = new ArrayList<>();
            for (String name : metrics.isEmpty() ? usual(run.task()) : metrics) {
                Metric metric = known.find(name);
                if (JUDGED.contains(metric.name()) && judges.isEmpty() && metrics.isEmpty()) {
                    err.println("%s: not scored, a judge rates its answers; name one: --judge URI".formatted(run.task().name()));
                } else if (run.languages().stream().anyMatch(language -> metric.reads(sample(run, language)))) {
                    fitting.add(metric);
                }
            }
            chosen.put(run.task().name(), fitting);
        }
        if (!metrics.isEmpty() && chosen.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException(metrics + ": no benchmark of this run has answers that they read; there are "
                    + tasks.stream().map(t -> t.task().name()).toList());
        }
        return chosen;
    }

    /// The task's metrics and, where there is a baseline or a language identifier, those that need it.
    private List<String> usual(Task task) {
        List<String> names = new ArrayList<>(task.metrics());
        if (!baselines.isEmpty() && !names.contains("win-rate")) {
            names.add("win-rate");
        }
        if (scorers.files.containsKey("lid") && FIDELITY.contains(task.name())) {
            names.addAll(List.of("lpr", "line-acc"));
        }
        return names;
    }

    private static Sample sample(TaskRun run, Language language) {
        try (Stream<Task.Question> questions = run.task().questions(language)) {
            return questions.findFirst().orElseThrow().sample();
        }
    }

    private Map<String, Path> files() {
        Map<String, Path> all = scorers.files();
        if (judgePrompt != null) {
            all.put("judge-prompt", judgePrompt);
        }
        return all;
    }

    private Map<String, String> options() {
        Map<String, String> options = scorers.options();
        if (judgeLanguage != null) {
            options.put("judge-language", judgeLanguage);
        }
        if (judgeMaxTokens != null) {
            options.put("judge-max-tokens", judgeMaxTokens.toString());
        }
        if (judgeRationale != null) {
            options.put("judge-rationale", judgeRationale.toString());
        }
        if (judgeLayout != null) {
            options.put("judge-layout", judgeLayout);
        }
        if (styleLength != null) {
            options.put("style-length", styleLength);
        }
        if (jury != null) {
            options.put("jury", jury);
        }
        if (tokenize != null) {
            options.put("tokenize", tokenize);
        }
        health.into(options);
        return options;
    }

    /// A line for each language in which the tokenizer that was named finds no words.
    private void warnOfTokenizer(List<TaskRun> tasks, Map<String, List<Metric>> chosen, PrintWriter err) {
        if (tokenize != null) {
            RuleTokenizer tokenizer = RuleTokenizer.named(tokenize);
            tasks.stream().filter(run -> chosen.get(run.task().name()).stream().anyMatch(metric -> metric.name().equals("bleu")))
                    .flatMap(run -> run.languages().stream()).distinct()
                    .flatMap(language -> TokenizerChoice.warning(language.code(), tokenizer).stream()).forEach(err::println);
        }
    }
}
