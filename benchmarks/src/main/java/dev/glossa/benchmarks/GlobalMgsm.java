package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.benchmarks.dataset.Rows;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Grade-school mathematics in 35 languages, zero-shot with the reasoning before the answer (protocol, section 5.3).
public final class GlobalMgsm implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 2048;

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
        DataFolder folder = DataFolder.of(options.data(), "CohereLabs/global-mgsm", "mgsm");
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        boolean[] original = {false, false};
        for (Language language : options.languages().all()) {
            List<DataFile> found = new ArrayList<>();
            for (String code : language.codeIn("global_mgsm").map(c -> c.split(";")).orElse(new String[] {language.code()})) {
                found.addAll(folder.find(Candidates.config(code, "test")));
            }
            original[0] |= !found.isEmpty();
            if (found.isEmpty()) {
                found.addAll(folder.find(List.of("mgsm_" + language.code() + ".tsv", "mgsm/mgsm_" + language.code() + ".tsv")));
                if (!found.isEmpty() && !PREFIXES.containsKey(language.code())) {
                    throw new IllegalArgumentException(found.getFirst().name() + ": the original files have no answer word for "
                            + language.name() + ", only for " + PREFIXES.keySet().stream().sorted().toList()
                            + "; use the data set with columns instruction and answer_prefix");
                }
                original[1] |= !found.isEmpty();
            }
            if (!found.isEmpty()) {
                files.put(language, List.copyOf(found));
            }
        }
        if (files.isEmpty()) {
            throw folder.missing(name());
        }
        if (original[0] && original[1]) {
            throw new IllegalArgumentException(name() + ": the folder mixes mgsm_*.tsv with files that have instructions; keep the two apart");
        }
        boolean plain = original[1];
        Signature signature = Signature.EMPTY.with("benchmark", name()).with("rev", REVISION)
                .with("data", plain ? "google-research/url-nlp/mgsm@files" : folder.source()).with("split", "test")
                .with("instruction", plain ? "en" : "native")
                .with("prompt", Signature.digest(plain ? INSTRUCTION + "\n\n{question}" : "{instruction}\n\n{question}")).with(asking.signature());
        return new AdaptedTask(name(), files, language -> rows(files.get(language), plain),
                (language, row) -> java.util.Optional.of(question(language, row, asking, plain)),
                List.of("strict", "native-digits", "lenient"), List.of(), signature);
    }

    private static Stream<Row> rows(List<DataFile> files, boolean original) {
        return original ? Rows.headless(files, List.of("question", "answer"))
                : Rows.of(files, List.of("question", "answer", "instruction", "answer_prefix"));
    }

    private Task.Question question(Language language, Row row, Asking asking, boolean original) {
        String prefix = original ? PREFIXES.get(language.code()) : row.filled("answer_prefix");
        String instruction = original ? INSTRUCTION.replace("{answer_keyword}", prefix) : row.filled("instruction");
        String question = row.filled("question");
        Sample sample = new Sample(name(), language, SampleId.row(row.number()), question, new Target.Answer(row.filled("answer"), prefix));
        return new Task.Question(sample, asking.prompt(instruction + "\n\n" + question));
    }
}
