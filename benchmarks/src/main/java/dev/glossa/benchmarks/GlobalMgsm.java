package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Columns;
import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.DataFolder.Found;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Grade-school mathematics in 35 languages, zero-shot with the reasoning before the answer (protocol, section 5.3).
public final class GlobalMgsm implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 2048;
    private static final List<String> METRICS = List.of("strict", "native-digits", "lenient");
    private static final Columns COLUMNS = Columns.of(List.of("question", "answer", "instruction", "answer_prefix"), List.of());

    private static final String ORIGINAL = "google-research/url-nlp/mgsm";
    private static final String HUB_COPY = "juletxara/mgsm";

    /// The English instruction (appendix B.2 of the paper), for data without an instruction of its own.
    private static final String INSTRUCTION = "Solve this math problem. Give the reasoning steps before giving the final answer on the "
            + "last line by itself in the format of \"{answer_keyword}:\". Do not add anything other than the integer answer after \"{answer_keyword}:\".";

    /// The words that announce the answer in the eleven languages of the original data (simple-evals, `mgsm_eval.py`).
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("en", "Answer"), Map.entry("bn", "উত্তর"), Map.entry("de", "Antwort"), Map.entry("es", "Respuesta"),
            Map.entry("fr", "Réponse"), Map.entry("ja", "答え"), Map.entry("ru", "Ответ"), Map.entry("sw", "Jibu"),
            Map.entry("te", "సమాధానం"), Map.entry("th", "คำตอบ"), Map.entry("zh", "答案"));

    @Override
    public String name() {
        return "global-mgsm";
    }

    @Override
    public String description() {
        return "grade-school mathematics with reasoning, the number after the last answer word decides";
    }

    @Override
    public Task open(Options options) {
        Asking.allow(name(), options, Map.of());
        Asking asking = Asking.of(name(), options, MAX_TOKENS);
        DataFolder localised = DataFolder.of(options.data(), "CohereLabs/global-mgsm", List.of());
        DataFolder original = DataFolder.of(options.data(), HUB_COPY, List.of());
        return localised.first(COLUMNS, search -> LanguageFiles.in(search, options.languages(),
                        language -> LanguageFiles.codes(language, "global_mgsm"), code -> LanguageFiles.config(code, "test")))
                .map(found -> localised(found, asking))
                .or(() -> original.first(Columns.of(List.of(), List.of()), search -> originals(search, options.languages()))
                        .map(found -> original(found, asking)))
                .orElseThrow(() -> DataFolder.missing(name(), List.of(localised, original)));
    }

    /// The data set with instruction and answer word in each language.
    private Task localised(Found found, Asking asking) {
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", found.source()).with("split", "test")
                .with("instruction", "native").with("prompt", Signature.digest("{instruction}\n\n{question}")).with(asking.signature());
        return new AdaptedTask(name(), found.files(), language -> Rows.of(found.files().get(language), COLUMNS),
                (language, row) -> Optional.of(question(language, row, row.filled("instruction"), row.filled("answer_prefix"), asking)),
                METRICS, List.of(), signature).with(Lite.ofProportion(125, "accuracy"));
    }

    /// The original files: question and answer alone, asked with the English instruction.
    private Task original(Found found, Asking asking) {
        found.files().keySet().stream().filter(language -> !PREFIXES.containsKey(language.code())).findFirst().ifPresent(language -> {
            throw new IllegalArgumentException("%s: the original files have no answer word for %s, only for %s; use the data set with columns instruction and answer_prefix"
                    .formatted(found.files().get(language).getFirst().name(), language.name(), new TreeSet<>(PREFIXES.keySet())));
        });
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", found.place().isOnHub() ? found.source() : ORIGINAL + "@files").with("split", "test")
                .with("instruction", "en").with("prompt", Signature.digest(INSTRUCTION + "\n\n{question}")).with(asking.signature());
        return new AdaptedTask(name(), found.files(), language -> Rows.headless(found.files().get(language), List.of("question", "answer")),
                (language, row) -> {
                    String prefix = PREFIXES.get(language.code());
                    return Optional.of(question(language, row, INSTRUCTION.replace("{answer_keyword}", prefix), prefix, asking));
                }, METRICS, List.of(), signature).with(Lite.ofProportion(125, "accuracy"));
    }

    private static Map<Language, List<DataFile>> originals(Search search, Languages languages) {
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        for (Language language : languages.all()) {
            String name = "mgsm_" + language.code() + ".tsv";
            List<DataFile> found = search.find(List.of(name, "mgsm/" + name));
            if (!found.isEmpty()) {
                files.put(language, found);
            }
        }
        return files;
    }

    private Task.Question question(Language language, Row row, String instruction, String prefix, Asking asking) {
        String question = row.filled("question");
        Sample sample = new Sample(name(), language, SampleId.row(row.number()), question, new Target.Answer(row.filled("answer"), prefix));
        return new Task.Question(sample, asking.prompt(instruction + "\n\n" + question));
    }
}
