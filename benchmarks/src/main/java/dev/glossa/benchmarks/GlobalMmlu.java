package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Four-way multiple choice in 42 languages, decided by log-likelihood as lm-eval does by default (protocol, section 5.5).
public final class GlobalMmlu implements Benchmark {
    private static final int REVISION = 1;
    private static final List<String> LETTERS = List.of("A", "B", "C", "D");
    private static final List<String> COLUMNS = List.of("question", "option_a", "option_b", "option_c", "option_d", "answer");
    private static final List<String> ATTRIBUTES = List.of("subject", "subject_category", "cultural_sensitivity_label");
    private static final int MOST_SHOTS = 25;

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
        String edition = options.variant().getOrDefault("edition", "full");
        if (!edition.equals("full") && !edition.equals("lite")) {
            throw new IllegalArgumentException(name() + ": no edition '" + edition + "'; there are full and lite");
        }
        int shots = options.shots().orElse(0);
        if (shots < 0 || shots > MOST_SHOTS) {
            throw new IllegalArgumentException(name() + ": --shots " + shots + "; 0 to " + MOST_SHOTS + " would do");
        }
        Mode mode = options.mode().orElse(Mode.PLAIN);
        boolean lite = edition.equals("lite");
        String dataset = lite ? "CohereLabs/Global-MMLU-Lite" : "CohereLabs/Global-MMLU";
        DataFolder folder = DataFolder.of(options.data(), dataset, lite ? new String[] {"global-mmlu-lite"}
                : new String[] {"global-mmlu"});
        Map<Language, List<DataFile>> tests = new LinkedHashMap<>();
        Map<Language, List<DataFile>> examples = new LinkedHashMap<>();
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        for (Language language : options.languages().all()) {
            List<DataFile> test = config(folder, language, lite, "test");
            if (!test.isEmpty()) {
                tests.put(language, test);
                List<DataFile> all = new ArrayList<>(test);
                if (shots > 0) {
                    List<DataFile> dev = config(folder, language, lite, "dev");
                    if (dev.isEmpty()) {
                        throw new IllegalArgumentException(name() + ": --shots " + shots + " needs the dev split, and "
                                + language.code() + " has none beside " + test.getFirst().name());
                    }
                    examples.put(language, dev);
                    all.addAll(dev);
                }
                files.put(language, all);
            }
        }
        if (files.isEmpty()) {
            throw folder.missing(name());
        }
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", folder.source()).with("split", "test")
                .with("prompt", Signature.digest("{question}\nA. {option_a}\nB. {option_b}\nC. {option_c}\nD. {option_d}\nAnswer:"))
                .with("mode", mode.name().toLowerCase(java.util.Locale.ROOT)).with("shots", shots).with("rank", "loglikelihood");
        Map<Language, String> shown = new ConcurrentHashMap<>();
        return new AdaptedTask(name(), files, language -> Rows.of(tests.get(language), COLUMNS),
                (language, row) -> Optional.of(question(language, row, mode, shots == 0 ? ""
                        : shown.computeIfAbsent(language, l -> examples(examples.get(l), shots)))),
                List.of("accuracy"), List.of("cultural_sensitivity_label", "subject_category"), signature);
    }

    private static List<DataFile> config(DataFolder folder, Language language, boolean lite, String split) {
        return language.codeIn(lite ? "global_mmlu_lite" : "global_mmlu").or(() -> Optional.of(language.code()))
                .map(code -> folder.find(Candidates.config(code, split))).orElse(List.of());
    }

    private Task.Question question(Language language, Row row, Mode mode, String examples) {
        int correct = correct(row);
        String item = row.optional("sample_id").filter(id -> !id.isBlank()).orElseGet(() -> SampleId.row(row.number()));
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.forEach(name -> row.optional(name).filter(v -> !v.isBlank() && !v.equals("-")).ifPresent(v -> attributes.put(name, v)));
        Sample sample = new Sample(name(), language, item, row.text("question").strip(),
                new Target.Choice(LETTERS.stream().map(letter -> option(row, letter)).toList(), correct), attributes);
        String text = examples + asked(row);
        Context context = switch (mode) {
            case PLAIN -> new Context.Plain(text);
            case CHAT -> Prompt.user(text);
        };
        // The answer's space belongs to the plain text; after a template's end of turn there is none.
        return new Task.Question(sample, new Prompt.Ranking(context,
                mode == Mode.PLAIN ? LETTERS.stream().map(letter -> " " + letter).toList() : LETTERS));
    }

    private static String asked(Row row) {
        StringBuilder text = new StringBuilder(row.text("question").strip()).append('\n');
        LETTERS.forEach(letter -> text.append(letter).append(". ").append(option(row, letter)).append('\n'));
        return text.append("Answer:").toString();
    }

    private static String option(Row row, String letter) {
        return row.text("option_" + letter.toLowerCase(java.util.Locale.ROOT));
    }

    private static int correct(Row row) {
        int correct = LETTERS.indexOf(row.text("answer").strip());
        if (correct < 0) {
            throw new IllegalArgumentException(row.where() + ": the answer is '" + row.text("answer") + "' where one of " + LETTERS + " was expected");
        }
        return correct;
    }

    /// The first examples of the dev split, as lm-eval joins them.
    private static String examples(List<DataFile> files, int shots) {
        try (Stream<Row> rows = Rows.of(files, COLUMNS)) {
            StringBuilder text = new StringBuilder();
            List<Row> shown = rows.limit(shots).toList();
            if (shown.size() < shots) {
                throw new IllegalArgumentException(files.getFirst().name() + ": " + shown.size() + " examples where --shots asks for " + shots);
            }
            shown.forEach(row -> text.append(asked(row)).append(' ').append(LETTERS.get(correct(row))).append("\n\n"));
            return text.toString();
        }
    }
}
