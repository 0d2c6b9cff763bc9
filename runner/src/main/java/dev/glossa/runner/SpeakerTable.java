package dev.glossa.runner;

import dev.glossa.harness.Nearest;
import dev.glossa.harness.io.Lines;
import java.lang.Character.UnicodeScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A speaker's questions: tab-separated, the first line naming the columns `id`, `question` and, unless a judge is to rate
/// the answers, `answer` (short, compared) or `reference` (a text, resembled).
///
/// @param text        of the file, with `\n` at the end of each line
/// @param kind        of the third column
/// @param scripts     letters of each script in the questions
/// @param rightToLeft whether most of these letters run from right to left
record SpeakerTable(String text, int questions, Kind kind, Map<UnicodeScript, Integer> scripts, boolean rightToLeft) {
    /// What the answers are held against.
    enum Kind {
        ANSWER,
        REFERENCE,
        OPEN
    }

    private static final List<String> COLUMNS = List.of("id", "question", "answer", "reference");
    private static final int MOST = 100_000;

    /// @throws IllegalArgumentException naming file and line of what a question lacks
    static SpeakerTable read(Path file) {
        try (Lines lines = Lines.of(file)) {
            List<String> header = header(file, lines.next().orElse(""));
            int question = header.indexOf("question");
            List<String> kept = new ArrayList<>(List.of(String.join("\t", header)));
            Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
            Set<String> ids = new HashSet<>();
            int[] directions = new int[2];
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().isBlank()) {
                    continue;
                }
                List<String> cells = List.of(line.get().split("\t", -1));
                check(lines.where(), header, cells, ids);
                kept.add(line.get());
                cells.get(question).codePoints().filter(Character::isLetter).forEach(c -> {
                    scripts.merge(UnicodeScript.of(c), 1, Integer::sum);
                    byte direction = Character.getDirectionality(c);
                    directions[direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ? 1 : 0]++;
                });
                if (kept.size() > MOST) {
                    throw new IllegalArgumentException("%s: more than %,d questions; cut the file".formatted(file, MOST));
                }
            }
            if (kept.size() == 1) {
                throw new IllegalArgumentException(file + ": no question in it; each line after the first is one");
            }
            return new SpeakerTable(String.join("\n", kept) + "\n", kept.size() - 1,
                    header.contains("answer") ? Kind.ANSWER : header.contains("reference") ? Kind.REFERENCE : Kind.OPEN, scripts, directions[1] > directions[0]);
        }
    }

    private static List<String> header(Path file, String line) {
        List<String> header = List.of(line.split("\t", -1)).stream().map(String::strip).toList();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException("%s, line 1: no column '%s'; %sthe first line names the columns, with tabs between them: id, question and answer or reference"
                        .formatted(file, column.length() <= 40 ? column : column.substring(0, 40) + "…",
                                Nearest.to(column, COLUMNS).map(near -> "did you mean '" + near + "'? ").orElse("")));
            }
        }
        if (!header.containsAll(List.of("id", "question")) || header.stream().distinct().count() < header.size() || header.containsAll(List.of("answer", "reference"))) {
            throw new IllegalArgumentException(file + ", line 1: the columns are id, question and at most one of answer and reference; there are " + header);
        }
        return header;
    }

    private static void check(String where, List<String> header, List<String> cells, Set<String> ids) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("%s: %d cells where there are %d columns; tabs stand between cells, and a cell holds neither tab nor line end"
                    .formatted(where, cells.size(), header.size()));
        }
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).isBlank()) {
                throw new IllegalArgumentException(where + ": no " + header.get(i));
            }
        }
        String id = cells.get(header.indexOf("id")).strip();
        if (!ids.add(id)) {
            throw new IllegalArgumentException(where + ": the id '" + id + "' stands above already; each question has its own");
        }
    }

    /// A doubt about the language's script: that hardly a letter of the questions is in it.
    Optional<String> doubt(String script) {
        UnicodeScript named;
        try {
            named = UnicodeScript.forName(script);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int letters = scripts.values().stream().mapToInt(Integer::intValue).sum();
        int own = scripts.getOrDefault(named, 0);
        return letters == 0 || own * 2 >= letters ? Optional.empty() : Optional.of("%d of %d letters of the questions are in %s, the language's script; there are %s"
                .formatted(own, letters, script, scripts.entrySet().stream().sorted(Map.Entry.<UnicodeScript, Integer>comparingByValue().reversed())
                        .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "))));
    }
}
