package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.AskedTask;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Token limits that respect languages: a tokenizer that cuts Amharic into four times as many tokens as English lets an
/// answer in Amharic be a quarter as long under the same limit. The limit is multiplied by the premium over English, never
/// made smaller, and by at most [#MOST].
///
/// @param factors by language code
record TokenBudgets(Path file, Map<String, Double> factors) {
    static final double MOST = 16;

    /// Reads `tokens.csv` of `glossa tokenizers` (columns `group_kind`, `group`, `tokenizer`, `premium_over_english`), or a
    /// table with the columns `language,factor`.
    ///
    /// @throws IllegalArgumentException when the table cannot be read or holds several tokenizers
    static TokenBudgets read(Path file) {
        Map<String, Double> factors = new TreeMap<>();
        String tokenizer = null;
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser rows = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get().parse(reader)) {
            List<String> names = rows.getHeaderNames();
            boolean measured = names.containsAll(List.of("group_kind", "group", "tokenizer", "premium_over_english"));
            if (!measured && !names.containsAll(List.of("language", "factor"))) {
                throw new IllegalArgumentException(file + ": token budgets are the table of glossa tokenizers, or one with the columns language,factor; there are " + names);
            }
            for (CSVRecord row : rows) {
                String value = row.get(measured ? "premium_over_english" : "factor");
                if (!measured || row.get("group_kind").equals("language") && !value.isEmpty()) {
                    String where = file + ", line " + rows.getCurrentLineNumber();
                    if (measured && tokenizer != null && !tokenizer.equals(row.get("tokenizer"))) {
                        throw new IllegalArgumentException(where + ": '" + row.get("tokenizer") + "' after '" + tokenizer + "'; budgets are of one tokenizer");
                    }
                    tokenizer = measured ? row.get("tokenizer") : null;
                    factors.put(row.get(measured ? "group" : "language"), factor(value, where));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (factors.isEmpty()) {
            throw new IllegalArgumentException(file + ": holds no language's premium over English; glossa tokenizers needs parallel texts, English among them, to tell it");
        }
        return new TokenBudgets(file, factors);
    }

    private static double factor(String value, String where) {
        try {
            double factor = Double.parseDouble(value);
            if (factor > 0 && Double.isFinite(factor)) {
                // To two digits: the numbers that people see are the ones that count.
                return Math.clamp(Math.round(factor * 100) / 100.0, 1, MOST);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(where + ": '" + value + "' is no factor; a number such as 2.4 would do");
    }

    /// A task with these limits in the languages that are asked.
    ///
    /// @throws IllegalArgumentException when the table says nothing of one of them
    Task of(Task task, List<Language> languages) {
        if (!generates(task, languages)) {
            return task;
        }
        Map<String, Double> own = new TreeMap<>();
        for (Language language : languages) {
            Double factor = language.code().equals("en") ? Double.valueOf(factors.getOrDefault("en", 1.0)) : factors.get(language.code());
            if (factor == null) {
                throw new IllegalArgumentException(file + ": no row for " + language.code() + ", which " + task.name() + " asks; add one, or leave the language out");
            }
            own.put(language.code(), factor);
        }
        return AskedTask.budgeted(task, own);
    }

    /// Weighing given texts has no token limit.
    private static boolean generates(Task task, List<Language> languages) {
        return languages.stream().findFirst().map(language -> {
            try (Stream<Task.Question> questions = task.questions(language)) {
                return questions.findFirst().map(question -> question.prompt() instanceof Prompt.Generation).orElse(false);
            }
        }).orElse(false);
    }
}
