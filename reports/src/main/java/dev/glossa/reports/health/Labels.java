package dev.glossa.reports.health;

import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.SampleId;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Visible;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// What people think of answers, to hold a judge against: a CSV table.
///
/// Columns: `id` of the sample, and one of `label` (0 to 1), `rating` (1 to 7, as the rubric rates) and `your_score` (0 to 100,
/// the corrections table of a language's page). Where they are there: `model` (a name; other models' lines are passed over),
/// `metric` (the only metric that the label is about), `repeat`, `rater`. Without a metric, a rating is about `rubric`, and any
/// other label about how good the answer is: not about metrics of which less is better (`invalid`), that compare with another
/// model's answer (`win-rate`), or that are no proportion. Several labels of one answer are averaged. A line without a label
/// says nothing.
public final class Labels {
    public static final Labels NONE = new Labels(Map.of(), 0);

    private enum Scale {
        LABEL("label", 0, 1, ""),
        RATING("rating", 1, 7, "rubric"),
        PERCENT("your_score", 0, 100, "");

        private final String column;
        private final double least;
        private final double most;
        /// The one metric on this scale; empty where there are several.
        private final String metric;

        Scale(String column, double least, double most, String metric) {
            this.column = column;
            this.least = least;
            this.most = most;
            this.metric = metric;
        }
    }

    /// @param metric empty for every metric that tells how good an answer is
    private record Of(Key answer, String metric) {}

    private final Map<Of, List<Double>> labels;
    private final int others;

    private Labels(Map<Of, List<Double>> labels, int others) {
        this.labels = labels;
        this.others = others;
    }

    /// Reads a table for one model's answers.
    ///
    /// @param model its name in tables
    /// @throws IllegalArgumentException naming file, line and column of what cannot be read
    public static Labels read(Path file, String model) {
        Map<Of, List<Double>> labels = new LinkedHashMap<>();
        int others = 0;
        try (Reader in = Files.newBufferedReader(file);
                CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).get().parse(in)) {
            List<String> heads = rows.getHeaderNames().stream().map(Labels::bare).toList();
            Optional<Scale> scale = java.util.Arrays.stream(Scale.values()).filter(s -> heads.contains(s.column)).findFirst();
            if (!heads.contains("id") || scale.isEmpty()) {
                throw new IllegalArgumentException(file + ": a table of labels has the columns id and label (0 to 1), rating (1 to 7) or your_score (0 to 100); there are " + heads
                        + heads.stream().filter(head -> !head.equals("id")).flatMap(head -> Nearest.to(head, List.of("id", "label", "rating", "your_score")).stream()).findFirst().map(near -> "; did you mean " + near + "?").orElse(""));
            }
            for (CSVRecord row : rows) {
                String where = file + ", line " + rows.getCurrentLineNumber();
                String label = cell(row, heads, scale.get().column).replace(',', '.').replace("%", "").strip();
                String name = cell(row, heads, "model");
                if (label.isEmpty()) {
                    continue;
                }
                if (!name.isEmpty() && !name.equals(model)) {
                    others++;
                    continue;
                }
                labels.computeIfAbsent(of(row, heads, scale.get(), where), _ -> new ArrayList<>()).add(number(label, scale.get(), where));
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; save the table of labels as CSV in UTF-8", e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": cannot be read as CSV: " + e.getMessage(), e);
        }
        return new Labels(labels, others);
    }

    private static Of of(CSVRecord row, List<String> heads, Scale scale, String where) {
        try {
            String repeat = cell(row, heads, "repeat");
            String metric = cell(row, heads, "metric");
            return new Of(new Key(SampleId.parse(cell(row, heads, "id")).toString(), repeat.isEmpty() ? 0 : Integer.parseInt(repeat), ""), metric.isEmpty() ? scale.metric : metric);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static double number(String text, Scale scale, String where) {
        try {
            double value = Double.parseDouble(text);
            if (value >= scale.least && value <= scale.most) {
                return (value - scale.least) / (scale.most - scale.least);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("%s, %s: a number from %.0f to %.0f would do; there is '%s'".formatted(where, scale.column, scale.least, scale.most, Visible.line(text, 40)));
    }

    private static String cell(CSVRecord row, List<String> heads, String column) {
        int at = heads.indexOf(column);
        return at < 0 || at >= row.size() ? "" : row.get(at).strip();
    }

    /// A heading without the byte-order mark that spreadsheets put before the first.
    private static String bare(String heading) {
        return heading.replace("\uFEFF", "").strip();
    }

    /// People's mean label of an answer from 0 to 1: of labels for this metric, else of labels for any that it is one of.
    Optional<Double> of(Key answer, Metric metric) {
        boolean good = metric.scale() == Metric.Scale.PROPORTION && metric.ascending() && !metric.compares();
        List<Double> any = good ? labels.getOrDefault(new Of(answer, ""), List.of()) : List.of();
        List<Double> found = labels.getOrDefault(new Of(answer, metric.name()), any);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    /// How many answers have a label.
    public int size() {
        return labels.size();
    }

    /// How many labels are of other models.
    public int others() {
        return others;
    }

    /// The labels as a table that [#read] reads again: means from 0 to 1, in the order in which answers were first named.
    public String csv() {
        Csv csv = new Csv(List.of("id", "repeat", "metric", "label"));
        labels.forEach((of, all) -> csv.row(of.answer().sample(), of.answer().repeat(), of.metric(), all.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return csv.toString();
    }
}
