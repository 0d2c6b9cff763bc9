package dev.glossa.runner;

import dev.glossa.benchmarks.task.TaskFiles;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.run.AskedTask;
import dev.glossa.harness.run.GoldCheck;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.Selection;
import dev.glossa.harness.run.TaskRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// What is asked: benchmarks, languages, items, and how.
final class AskingOptions {
    @Option(names = "--benchmark", split = ",", paramLabel = "NAME",
            description = "Benchmarks to ask: mdolly, marenahard, global-mgsm, flores, global-mmlu. All five by default, or none beside --task.")
    List<String> benchmarks = new ArrayList<>();

    @Option(names = "--task", split = ",", paramLabel = "FILE",
            description = "Benchmarks that a file describes: YAML files, or tasks that travel with Glossa by name. May be given more than once.")
    List<String> tasks = new ArrayList<>();

    @Option(names = "--languages", paramLabel = "SEL",
            description = "Languages: codes in any spelling (sw, swh, swh_Latn), region:africa, bin:5, script:Deva, paper, focus, all, minus -xx. "
                    + "By default those of the paper that the data holds and those of --languages-file; all that it holds where it has none of them.")
    String languages;

    @Option(names = "--languages-file", paramLabel = "FILE",
            description = "CSV of languages laid over the built-in table; at least the columns code,name.")
    Path languagesFile;

    @Option(names = "--limit", paramLabel = "N",
            description = "At most N items per language: the same items in every language and for every model, chosen by --seed.")
    Integer limit;

    @Option(names = "--suite", paramLabel = "lite|full", defaultValue = "full",
            description = "lite: a fixed choice of each benchmark's items, with the error that it brings (docs/suites.md). full by default.")
    String suite;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Where the data is: a Hugging Face cache, a folder per data set, or loose files; 'bundled' for the small samples "
                    + "that travel with Glossa. The Hugging Face cache by default.")
    String data;

    @Option(names = "--shots", paramLabel = "K", description = "Worked examples before each question (global-mmlu). 0 by default.")
    Integer shots;

    @Option(names = "--chat", description = "Ask through the model's chat template, also where the protocol does not.")
    boolean chat;

    @Option(names = "--plain", description = "Ask without a chat template, also where the protocol uses one.")
    boolean plain;

    @Option(names = "--temperature", paramLabel = "T", description = "Of the answers. 0, greedy, by default.")
    Double temperature;

    @Option(names = "--max-tokens", paramLabel = "N",
            description = "Most new tokens of an answer. By default as the protocol says: 2048, marenahard 4096, flores 512.")
    Integer maxTokens;

    @Option(names = "--token-budgets", paramLabel = "FILE",
            description = "Multiply the token limit by what a language costs in tokens: tokens.csv of glossa tokenizers, or a table language,factor.")
    Path tokenBudgets;

    @Option(names = "--repeat", paramLabel = "K", defaultValue = "1", description = "Ask each sample K times. 1 by default.")
    int repeat;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of the choice of items and of sampled answers. 0 by default.")
    long seed;

    @Option(names = "--secret", paramLabel = "TEXT",
            description = "What the borders around answers in judges' prompts derive from, so that no answer can forge them. Random by default, and kept in run.json.")
    String secret;

    @Option(names = "--shard", paramLabel = "i/n", description = "Ask only this part of the samples; glossa merge joins the parts.")
    String shard = "1/1";

    @Option(names = "--explain-cache", description = "Say of a run that is there which of model, template, prompts, data, decoding and seed have changed.")
    boolean explainCache;

    @Option(names = "--option", paramLabel = "BENCHMARK.NAME=VALUE",
            description = "A benchmark's own option: flores.split=dev, global-mmlu.edition=lite, marenahard.version=2.0.")
    Map<String, String> variants = new LinkedHashMap<>();

    /// The tasks in their languages, read and checked.
    ///
    /// @param entries what the manifest says of them
    /// @param files   benchmark to the task file that it came from
    /// @param notes   lines for people about what is asked
    record Plan(List<TaskRun> tasks, List<Manifest.TaskEntry> entries, Languages languages, Map<String, TaskFiles.Opened> files, List<String> notes) {}

    Languages table() {
        Languages bundled = Languages.bundled();
        return languagesFile == null ? bundled : bundled.overlaid(languagesFile);
    }

    private Selection selection() {
        return new Selection(limit == null ? OptionalInt.empty() : OptionalInt.of(limit), seed, Selection.Shard.parse(shard));
    }

    /// The lite suite's items are the same for every seed of sampled answers.
    private Selection selection(Task task) {
        return isLite() ? new Selection(task.lite().stream().mapToInt(Lite::items).findFirst(), 0, Selection.Shard.parse(shard)) : selection();
    }

    private boolean isLite() {
        return suite.equals("lite");
    }

    /// What a selection of items does to a benchmark's numbers.
    private Optional<String> note(TaskRun run) {
        Task task = run.task();
        if (isLite() && task.lite().isEmpty()) {
            return Optional.of(task.name() + ": has no lite suite and is asked in full; --limit N asks fewer items");
        }
        return run.languages().stream().max(Comparator.comparingLong(run::items)).filter(language -> run.kept(language) < run.items(language))
                .flatMap(language -> task.lite().map(lite -> lite.sentence(task.name(), run.kept(language), run.items(language))));
    }

    void check() {
        if (chat && plain) {
            throw new IllegalArgumentException("--chat and --plain exclude each other");
        }
        if (!List.of("lite", "full").contains(suite)) {
            throw new IllegalArgumentException("no suite '" + suite + "'; there are lite and full");
        }
        if (isLite() && limit != null) {
            throw new IllegalArgumentException("--suite lite and --limit exclude each other; both choose items");
        }
        if (repeat < 1 || repeat > Manifest.MOST_REPEATS) {
            throw new IllegalArgumentException("--repeat %d: each sample is asked 1 to %,d times".formatted(repeat, Manifest.MOST_REPEATS));
        }
        Registry<Benchmark> known = Registry.benchmarks();
        benchmarks.forEach(known::find);
        Set<String> described = files().keySet();
        for (String name : variants.keySet()) {
            int dot = name.indexOf('.');
            if (dot < 1) {
                throw new IllegalArgumentException("--option " + name + ": a benchmark's option reads BENCHMARK.NAME=VALUE, such as flores.split=dev");
            }
            if (!described.contains(name.substring(0, dot))) {
                known.find(name.substring(0, dot));
            }
        }
        if (languages != null) {
            table().select(languages, Optional.empty());
        }
        selection();
    }

    /// Opens the benchmarks and reads which items there are.
    Plan plan() {
        Languages table = table();
        Map<String, TaskFiles.Opened> files = files();
        Set<String> names = benchmarks.isEmpty() && files.isEmpty() ? Registry.benchmarks().all().keySet() : new LinkedHashSet<>(benchmarks);
        Optional<TokenBudgets> budgets = Optional.ofNullable(tokenBudgets).map(TokenBudgets::read);
        List<TaskRun> tasks = new ArrayList<>();
        List<Manifest.TaskEntry> entries = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String name : java.util.stream.Stream.concat(names.stream(), files.keySet().stream()).toList()) {
            Map<String, String> own = variants.entrySet().stream().filter(e -> e.getKey().startsWith(name + "."))
                    .collect(Collectors.toMap(e -> e.getKey().substring(name.length() + 1), Map.Entry::getValue, (a, _) -> a, TreeMap::new));
            Optional<TaskFiles.Opened> file = Optional.ofNullable(files.get(name));
            Data place = data == null ? file.flatMap(TaskFiles.Opened::localData).<Data>map(Data.Folder::new).orElseGet(() -> data(null)) : data(data);
            Benchmark.Options options = new Benchmark.Options(place, table,
                    chat ? Optional.of(Mode.CHAT) : plain ? Optional.of(Mode.PLAIN) : Optional.empty(),
                    shots == null ? OptionalInt.empty() : OptionalInt.of(shots),
                    temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature),
                    maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens), seed, own);
            Task task = file.map(TaskFiles.Opened::benchmark).orElseGet(() -> Registry.benchmarks().find(name)).open(options);
            AskedLanguages chosen = AskedLanguages.of(task, table, Optional.ofNullable(languages));
            chosen.note(task).ifPresent(notes::add);
            try (GoldCheck golds = new GoldCheck(task.metrics().stream().map(Registry.metrics()::find).toList(), task.settings())) {
                Task asked = budgets.map(one -> one.of(task, chosen.languages())).orElse(task);
                TaskRun run = TaskRun.of(asked, chosen.languages(), selection(task), repeat, golds);
                tasks.add(run);
                entries.add(entry(run, options, asked instanceof AskedTask(Task _, String _, String _, Map<String, Double> factors) ? factors : Map.of()));
                note(run).ifPresent(notes::add);
            }
        }
        return new Plan(tasks, entries, table, files, notes);
    }

    /// The benchmarks that files describe, by name; one of a built-in benchmark's name, or of another's, is refused.
    private Map<String, TaskFiles.Opened> files() {
        Map<String, TaskFiles.Opened> files = new LinkedHashMap<>();
        for (String name : tasks) {
            TaskFiles.Opened opened = TaskFiles.open(name);
            String benchmark = opened.benchmark().name();
            if (Registry.benchmarks().all().containsKey(benchmark) || files.putIfAbsent(benchmark, opened) != null) {
                throw new IllegalArgumentException(name + ": there is a benchmark named '" + benchmark + "' already; give the task another name");
            }
        }
        return files;
    }

    /// @param budgets by language, what the token limit is multiplied by
    private static Manifest.TaskEntry entry(TaskRun run, Benchmark.Options options, Map<String, Double> budgets) {
        Task task = run.task();
        Map<String, String> recorded = RecordedOptions.of(options);
        if (!budgets.isEmpty()) {
            recorded.put("token_budgets", new TreeMap<>(budgets).toString());
        }
        Map<String, Map<String, String>> languages = new LinkedHashMap<>();
        Map<String, Long> items = new LinkedHashMap<>();
        run.languages().forEach(language -> {
            languages.put(language.code(), task.digests(language));
            items.put(language.code(), run.kept(language));
        });
        return new Manifest.TaskEntry(task.name(), task.signature().toString(), recorded, task.metrics(), task.slices(), languages, items);
    }

    /// Where data is by name: the bundled samples, a folder, or the Hugging Face cache.
    static Data data(String name) {
        if (name == null) {
            Path cache = HubSettings.cacheHere();
            if (!Files.isDirectory(cache)) {
                throw new IllegalArgumentException("no data: there is no Hugging Face cache at " + cache + "; fetch data (glossa data list, "
                        + "glossa data pull NAME), name a folder (--data DIR), or try the samples that travel with Glossa (--data bundled)");
            }
            return new Data.Folder(cache);
        }
        return name.equals("bundled") ? new Data.Bundled() : new Data.Folder(Path.of(name));
    }
}
