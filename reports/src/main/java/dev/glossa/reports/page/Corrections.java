package dev.glossa.reports.page;

import dev.glossa.harness.SampleId;
import dev.glossa.reports.Csv;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table of samples for speakers to fill in, and what comes back: labels beside the judge's, and items whose question or
/// reference a speaker doubts.
final class Corrections {
    private static final List<String> GIVEN = List.of("id", "model", "metric", "score", "question", "reference", "answer");
    private static final List<String> ASKED = List.of("your_score", "wrong", "better_text", "comment");
    private static final List<String> PARTS = List.of("question", "reference", "answer");
    private static final int LONGEST = 2_000;

    private Corrections() {}

    /// One filled-in line.
    ///
    /// @param label from 0 to 100; empty where the speaker gave none
    /// @param wrong `question`, `reference` or `answer`; empty for none
    record Line(SampleId id, String model, String metric, String score, OptionalDouble label, String wrong, String better, String comment) {}

    static String csv(LanguageSamples samples) {
        List<String> columns = new ArrayList<>(GIVEN);
        columns.addAll(ASKED);
        Csv csv = new Csv(columns);
        samples.shelves().forEach(shelf -> java.util.stream.Stream.concat(shelf.worst().stream(), shelf.best().stream()).forEach(shown ->
                shown.answers().forEach(a -> csv.row(shown.id(), a.name(), a.metric(), a.value(), cell(shown.question().orElse("")),
                        cell(String.join("\n", shown.references())), cell(a.text()), "", "", "", ""))));
        return csv.toString();
    }

    private static String cell(String text) {
        return dev.glossa.reports.Visible.text(text, LONGEST);
    }

    /// The lines in which something was filled in.
    ///
    /// @throws IllegalArgumentException naming file, line and column of what cannot be read
    static List<Line> read(Path file) {
        try (Reader in = Files.newBufferedReader(file);
                CSVParser rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
            if (!rows.getHeaderNames().stream().map(Corrections::bare).toList().containsAll(List.of("id", "your_score", "wrong"))) {
                throw new IllegalArgumentException(file + ": a table of corrections has the columns id, your_score and wrong; there are " + rows.getHeaderNames());
            }
            List<Line> lines = new ArrayList<>();
            for (CSVRecord row : rows) {
                Line line = line(row, file + ", line " + rows.getCurrentLineNumber());
                if (line.label().isPresent() || !line.wrong().isEmpty() || !line.better().isEmpty() || !line.comment().isEmpty()) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; save the table as CSV in UTF-8", e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": cannot be read as CSV: " + e.getMessage(), e);
        }
    }

    private static Line line(CSVRecord row, String where) {
        String score = text(row, "your_score").replace(',', '.').replace("%", "").strip();
        OptionalDouble label = OptionalDouble.empty();
        if (!score.isEmpty()) {
            try {
                label = OptionalDouble.of(Double.parseDouble(score));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(where + ": your_score is a number from 0 to 100; there is '" + dev.glossa.reports.Visible.line(score, 40) + "'", e);
            }
            if (!(label.getAsDouble() >= 0 && label.getAsDouble() <= 100)) {
                throw new IllegalArgumentException(where + ": your_score is from 0 to 100; there is " + score);
            }
        }
        String wrong = text(row, "wrong").toLowerCase(java.util.Locale.ROOT);
        if (!wrong.isEmpty() && !PARTS.contains(wrong)) {
            throw new IllegalArgumentException(where + ": wrong is question, reference or answer; there is '" + dev.glossa.reports.Visible.line(wrong, 40) + "'");
        }
        try {
            return new Line(SampleId.parse(text(row, "id")), text(row, "model"), text(row, "metric"), text(row, "score"), label, wrong, text(row, "better_text"), text(row, "comment"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static String text(CSVRecord row, String column) {
        for (Map.Entry<String, String> cell : row.toMap().entrySet()) {
            if (bare(cell.getKey()).equals(column)) {
                return cell.getValue().strip();
            }
        }
        return "";
    }

    /// A heading without the byte order mark that spreadsheets put before the first.
    private static String bare(String heading) {
        return heading.replace("\uFEFF", "").strip();
    }

    /// Labels as a judge's health reads them: from 0 to 1, one line for each label given.
    static String labels(List<Line> lines) {
        Csv csv = new Csv(List.of("id", "model", "metric", "label", "comment"));
        lines.stream().filter(line -> line.label().isPresent())
                .forEach(line -> csv.row(line.id(), line.model(), line.metric(), line.label().getAsDouble() / 100, line.comment()));
        return csv.toString();
    }

    /// Items for the data set's authors, those that most lines doubt first.
    static String suspects(List<Line> lines) {
        Csv csv = new Csv(List.of("id", "part", "reports", "better_text", "comment"));
        suspected(lines).forEach((what, reports) -> csv.row(what.id(), what.part(), reports.size(), joined(reports.stream().map(Line::better).toList()),
                joined(reports.stream().map(Line::comment).toList())));
        return csv.toString();
    }

    /// A part of an item that somebody doubts.
    record Suspect(SampleId id, String part) {}

    /// Doubts about questions and references; a wrong answer is the model's affair.
    static Map<Suspect, List<Line>> suspected(List<Line> lines) {
        Map<Suspect, List<Line>> found = new LinkedHashMap<>();
        lines.stream().filter(line -> line.wrong().equals("question") || line.wrong().equals("reference"))
                .forEach(line -> found.computeIfAbsent(new Suspect(line.id(), line.wrong()), _ -> new ArrayList<>()).add(line));
        Map<Suspect, List<Line>> sorted = new LinkedHashMap<>();
        found.entrySet().stream().sorted((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size())).forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static String joined(List<String> texts) {
        Set<String> different = new LinkedHashSet<>(texts);
        different.remove("");
        return String.join("\n", different);
    }
}
