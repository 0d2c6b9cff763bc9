package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Columns;
import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.DataFolder.Found;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.benchmarks.dataset.PythonSpace;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Four-way multiple choice in 42 languages, decided by log-likelihood as lm-eval does by default (protocol, section 5.5).
public final class GlobalMmlu implements Benchmark {
    private static final int REVISION = 1;
    private static final List<String> LETTERS = List.of("A", "B", "C", "D");
    private static final String TEMPLATE = "{question}\nA. {option_a}\nB. {option_b}\nC. {option_c}\nD. {option_d}\nAnswer:";
    private static final List<String> ATTRIBUTES = List.of("subject", "subject_category", "cultural_sensitivity_label");
    private static final ItemKeys KEYS = new ItemKeys(List.of("sample_id"));
    private static final Columns COLUMNS = Columns.of(List.of("question", "option_a", "option_b", "option_c", "option_d", "answer"),
            Stream.concat(KEYS.columns().stream(), ATTRIBUTES.stream()).toList());
    private static final int MOST_SHOTS = 25;

    /// @param dataset id on the hub
    /// @param codes   column of the language table with the names of its configs
    private record Edition(String dataset, String codes) {}

    private static final Map<String, Edition> EDITIONS = Map.of(
            "full", new Edition("CohereLabs/Global-MMLU", "global_mmlu"),
            "lite", new Edition("CohereLabs/Global-MMLU-Lite", "global_mmlu_lite"));

    @Override
    public String name() {
        return "global-mmlu";
    }

    @Override
    public String description() {
        return "four-way multiple choice, the option with the highest log-likelihood decides";
    }

    @Override
    public Task open(Options options) {
        Asking.allow(name(), options, Map.of("edition", "full (the protocol's) or lite"));
        Edition edition = Asking.choice(name(), options, "edition", EDITIONS).orElse(EDITIONS.get("full"));
        int shots = options.shots().orElse(0);
        if (shots < 0 || shots > MOST_SHOTS) {
            throw new IllegalArgumentException(name() + ": --shots " + shots + "; 0 to " + MOST_SHOTS + " would do");
        }
        DataFolder folder = DataFolder.of(options.data(), edition.dataset(), List.of(name() + (edition.codes().endsWith("lite") ? "-lite" : "")));
        Found found = folder.first(COLUMNS, search -> files(search, options.languages(), edition, "test"))
                .orElseThrow(() -> DataFolder.missing(name(), List.of(folder)));
        return task(found, shots == 0 ? Map.of() : examples(found, options.languages(), edition, shots), shots, options.mode().orElse(Mode.PLAIN));
    }

    private static Map<Language, List<DataFile>> files(Search search, Languages languages, Edition edition, String split) {
        return LanguageFiles.in(search, languages, language -> LanguageFiles.codes(language, edition.codes()),
                code -> LanguageFiles.config(code, split));
    }

    /// The files with examples of every language that has questions.
    private Map<Language, List<DataFile>> examples(Found tests, Languages languages, Edition edition, int shots) {
        Map<Language, List<DataFile>> examples = files(tests.search(), languages, edition, "dev");
        tests.files().keySet().stream().filter(language -> !examples.containsKey(language)).findFirst().ifPresent(language -> {
            throw new IllegalArgumentException("%s: --shots %d needs the dev split, and %s has none beside %s".formatted(
                    name(), shots, language.code(), tests.files().get(language).getFirst().name()));
        });
        return examples;
    }

    private Task task(Found tests, Map<Language, List<DataFile>> examples, int shots, Mode mode) {
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        tests.files().forEach((language, test) -> {
            List<DataFile> all = new ArrayList<>(test);
            all.addAll(examples.getOrDefault(language, List.of()));
            files.put(language, all);
        });
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", tests.source()).with("split", "test")
                .with("prompt", Signature.digest(TEMPLATE))
                .with("mode", mode.name().toLowerCase(Locale.ROOT)).with("shots", shots).with("rank", "loglikelihood");
        Map<Language, String> shown = new ConcurrentHashMap<>();
        return new AdaptedTask(name(), files, language -> Rows.of(tests.files().get(language), COLUMNS),
                (language, row) -> Optional.of(question(language, row, mode, shots == 0 ? ""
                        : shown.computeIfAbsent(language, l -> shown(examples.get(l), shots)))),
                List.of("accuracy"), List.of("cultural_sensitivity_label", "subject_category"), signature).stratifiedBy("subject").with(Lite.ofProportion(400, "accuracy"));
    }

    private Task.Question question(Language language, Row row, Mode mode, String examples) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.forEach(name -> row.optional(name).filter(v -> !v.isBlank() && !v.equals("-")).ifPresent(v -> attributes.put(name, v)));
        Sample sample = new Sample(name(), language, KEYS.of(row), PythonSpace.strip(row.filled("question")),
                new Target.Choice(LETTERS.stream().map(letter -> option(row, letter)).toList(), correct(row)), attributes);
        String text = examples + asked(row);
        return new Task.Question(sample, switch (mode) {
            case PLAIN -> new Prompt.Ranking(new Context.Plain(text), LETTERS.stream().map(letter -> " " + letter).toList());
            // The space before the answer belongs to plain text; after a template's end of turn there is none.
            case CHAT -> new Prompt.Ranking(Prompt.user(text), LETTERS);
        });
    }

    private static String asked(Row row) {
        StringBuilder text = new StringBuilder(PythonSpace.strip(row.filled("question"))).append('\n');
        LETTERS.forEach(letter -> text.append(letter).append(". ").append(option(row, letter)).append('\n'));
        return text.append("Answer:").toString();
    }

    private static String option(Row row, String letter) {
        return row.text("option_" + letter.toLowerCase(Locale.ROOT));
    }

    private static int correct(Row row) {
        int correct = LETTERS.indexOf(row.text("answer").strip());
        if (correct < 0) {
            throw new IllegalArgumentException("%s: column 'answer' holds '%s' where one of %s was expected".formatted(row.where(), row.text("answer"), LETTERS));
        }
        return correct;
    }

    /// The first examples of the dev split, as lm-eval joins them.
    private static String shown(List<DataFile> files, int shots) {
        try (Stream<Row> rows = Rows.of(files, COLUMNS)) {
            List<Row> examples = rows.limit(shots).toList();
            if (examples.size() < shots) {
                throw new IllegalArgumentException(files.getFirst().name() + ": " + examples.size() + " examples where --shots asks for " + shots);
            }
            StringBuilder text = new StringBuilder();
            examples.forEach(row -> text.append(asked(row)).append(' ').append(LETTERS.get(correct(row))).append("\n\n"));
            return text.toString();
        }
    }
}
