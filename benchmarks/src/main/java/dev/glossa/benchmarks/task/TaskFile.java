package dev.glossa.benchmarks.task;

import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A benchmark as a file describes it, read and checked; the data has not been looked for.
///
/// @param name      of the benchmark, the first part of its sample ids
/// @param columns   variable to where it is in the data
/// @param options   what the user may choose, by name: the values there are, the first by default; a variable of templates
/// @param rows      which rows are questions
/// @param keys      variables that make the item's key, the same in every language; none for the row's number
/// @param question  what a reader is shown
/// @param settings  what the metrics are told
/// @param groups    attribute that reports show apart to what it is for a row
/// @param strata    the group whose values share a limit on the items; empty where the items are one heap
/// @param text      of the file
/// @param digest    of everything that could change a number: what the file says without description and groups
record TaskFile(
        String name,
        String description,
        int version,
        Dataset dataset,
        Spread languages,
        Map<String, Column> columns,
        Map<String, List<String>> options,
        Rows rows,
        List<String> keys,
        Phrase question,
        Asked prompt,
        Optional<Shots> shots,
        Decoding decoding,
        Goal goal,
        Map<String, String> settings,
        List<String> metrics,
        Map<String, Phrase> groups,
        Optional<String> strata,
        String text,
        String digest) {
    /// What templates may ask for beside the columns: the language as the table has it, the data set's code for it, the
    /// row's number.
    static final Set<String> GIVEN = Set.of("language", "code", "row");
    /// Stands in paths, configs, splits and column names for the data set's code of a language.
    static final String CODE = "{code}";

    /// Where the data is: on the hub (found in a cache or folder), or files beside the task file.
    ///
    /// @param hub      `ORG/NAME`; empty for a user's own files
    /// @param revision the commit that a hub's cache must hold; empty for any
    /// @param files    paths of the files, the likeliest first; none for the usual places of config and split
    record Dataset(Optional<String> hub, Optional<Yaml.Text> revision, String config, String split, List<String> files) {}

    /// How languages are spread over the data: which there are, and the data set's codes for them.
    ///
    /// @param column variable whose value must be the code; empty where each language has files or columns of its own
    record Spread(Codes codes, Optional<String> column) {}

    sealed interface Codes {
        /// Every row is in one language.
        record One(Yaml.Text language) implements Codes {}

        /// As a column of the language table says; `code` is Glossa's own code.
        record Table(Yaml.Text column) implements Codes {}

        /// Our code to the data set's codes.
        record Listed(Map<String, List<String>> codes, Position at) implements Codes {}
    }

    /// @param column   its name in the data, which may hold [#CODE]
    /// @param kind     what its cells are
    /// @param optional whether a file may lack it
    record Column(String column, Kind kind, boolean optional) {}

    /// What a cell is to templates: text, or the value that its JSON says.
    enum Kind {
        TEXT,
        JSON
    }

    /// @param keep variable to the values that a row must have, case and spaces around ignored
    /// @param drop variable to the values that a row must not have
    record Rows(Map<String, Set<String>> keep, Map<String, Set<String>> drop) {}

    /// @param mode whether the model's chat template is used, unless the user says otherwise
    record Asked(Mode mode, Optional<Phrase> system, Phrase user) {}

    /// Worked examples before the question.
    ///
    /// @param split    or files that hold them; never those of the questions
    /// @param seeded   whether the seed chooses them; else they are the first
    /// @param answer   what follows the prompt of an example
    record Shots(int count, String split, List<String> files, boolean seeded, Phrase answer, String separator) {}

    /// What an answer is held against.
    sealed interface Goal {
        /// @param each one reference for each
        record References(Texts each) implements Goal {}

        record Answer(Phrase gold, Phrase prefix) implements Goal {}

        /// @param labels  what options are called; none are more than the labels
        /// @param correct the label of the right option, or its index from 0
        /// @param ranked  whether the labels are weighed as continuations; else the model writes one
        record Choice(Texts options, List<String> labels, Phrase correct, boolean ranked) implements Goal {}

        /// What a judge should call it.
        record Label(Phrase expected, Texts references, Set<String> labels) implements Goal {
            public Label {
                labels = new TreeSet<>(labels);
            }
        }

        record Open() implements Goal {}
    }

    /// Some texts of a row: one for each template, or the lines that hold something of one template.
    record Texts(List<Phrase> phrases, boolean lines) {
        List<String> of(Map<String, ?> variables) {
            return phrases.stream().map(phrase -> phrase.render(variables))
                    .flatMap(text -> lines ? text.lines().map(String::strip).filter(line -> !line.isEmpty()) : java.util.stream.Stream.of(text)).toList();
        }
    }

    /// What the asking puts into the signature.
    Signature signature() {
        return Signature.EMPTY.with("benchmark", name).with("rev", version);
    }
}
