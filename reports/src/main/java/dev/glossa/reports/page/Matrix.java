package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Region;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Counts;
import dev.glossa.reports.aggregate.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A table of one aggregate: a row for each group, a column for each model.
///
/// @param id      of the table in the page
/// @param caption what the numbers are
record Matrix(String id, String caption, List<Head> heads, List<Row> rows) {
    /// A column's heading.
    ///
    /// @param model     index of the model
    /// @param signature reference to the signature of the column's numbers
    /// @param apart     why the column cannot be compared with the first; empty when it can
    record Head(int model, String name, String signature, String apart) {}

    /// @param name   of the group, as readers know it
    /// @param lang   of that name, as HTML has it; empty for English
    /// @param dir    direction of that name
    /// @param detail what else tells groups apart
    /// @param kind   wire name of the group's kind
    /// @param sort   orders rows by group
    /// @param search what a reader may type to find the row, in lower case
    /// @param code   of the language; empty for other groups
    record Row(String name, String lang, String dir, String detail, String kind, int sort, String search, String code, List<Entry> entries) {}

    /// One number.
    ///
    /// @param text   as printed
    /// @param range  its interval; empty where there is none
    /// @param sort   full precision, for sorting; empty where there is no number
    /// @param counts samples and states, in words
    /// @param flag   that its judge is not to be trusted; empty where nothing speaks against it
    /// @param why    what the judge did, in words
    record Entry(String text, String range, String sort, String counts, String flag, String why) {
        static final Entry NONE = new Entry("", "", "", "");

        Entry(String text, String range, String sort, String counts) {
            this(text, range, sort, counts, "", "");
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// @param languages whether the rows are languages, or groups of them
    static Matrix of(String id, Aggregate aggregate, List<String> models, Signatures signatures, boolean languages) {
        Map<Group, Map<String, Cell>> cells = aggregate.cells().stream()
                .filter(c -> c.group().kind() == Group.Kind.LANGUAGE == languages)
                .collect(Collectors.groupingBy(Cell::group, java.util.LinkedHashMap::new, Collectors.toMap(Cell::model, c -> c)));
        Printed printed = Printed.of(aggregate.table().metric(), aggregate.facet());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Group, Map<String, Cell>> group : cells.entrySet()) {
            List<Entry> entries = aggregate.models().stream()
                    .map(model -> group.getValue().containsKey(model) ? entry(group.getValue().get(model), printed) : Entry.NONE).toList();
            Language first = group.getKey().languages().getFirst();
            rows.add(languages ? language(first, aggregate.reserved().containsKey(first) ? " · in no mean" : "", rows.size(), entries) : group(group.getKey(), rows.size(), entries));
        }
        String reading = aggregate.facet().isEmpty() ? "" : ", " + Visible.line(aggregate.facet());
        return new Matrix(id, aggregate.table().benchmark() + ", " + aggregate.table().metric().name() + reading
                + (printed.unit().isEmpty() ? "" : ", " + (printed.unit().equals("%") ? "percent" : "on a scale of " + printed.unit()))
                + (languages ? ", by language" : ", means over languages"),
                heads(aggregate, models, signatures), List.copyOf(rows));
    }

    static List<Head> heads(Aggregate aggregate, List<String> models, Signatures signatures) {
        List<Head> heads = new ArrayList<>();
        String first = null;
        for (String model : aggregate.models()) {
            String id = aggregate.cells().stream().filter(c -> c.model().equals(model)).findFirst().map(Cell::signature).orElseThrow();
            first = first == null ? id : first;
            heads.add(new Head(models.indexOf(model), Visible.line(model, 60), signatures.get(id).reference(),
                    String.join(", ", signatures.differences(first, id))));
        }
        return heads;
    }

    static Row group(Group group, int place, List<Entry> entries) {
        String name = switch (group.kind()) {
            case OVERALL -> group.name().equals(Group.ALL) ? "All languages evaluated" : "Overall";
            case BIN -> "Web presence, bin " + group.name();
            case SCRIPT -> "Script " + Visible.line(group.name());
            case RESOURCE -> "Resource level, " + group.name();
            case REGION, LANGUAGE -> Visible.line(group.name());
        };
        int n = group.languages().size();
        return new Row(name, "", "ltr", n == 1 ? "1 language" : n + " languages", group.kind().wire(), place,
                (name + " " + group.name()).toLowerCase(Locale.ROOT), "", entries);
    }

    /// @param remark ends the line that tells languages apart; may be empty
    static Row language(Language language, String remark, int place, List<Entry> entries) {
        String detail = (language.ownName().equals(language.name()) ? "" : language.name() + " · ") + language.code()
                + language.region().map(r -> " · " + Visible.line(r.name())).orElse("")
                + (language.bin().isPresent() ? " · bin " + language.bin().getAsInt() : "") + " · " + language.script() + remark;
        return new Row(Visible.line(language.ownName()), tag(language), language.rightToLeft() ? "rtl" : "ltr", detail, "language", place,
                String.join(" ", language.ownName(), language.name(), language.code(), language.iso639_3(), language.script(),
                        language.region().map(Region::name).orElse(""),
                        language.bin().isPresent() ? "bin " + language.bin().getAsInt() : "").toLowerCase(Locale.ROOT),
                language.code(), entries);
    }

    /// The language as HTML names it, BCP 47.
    static String tag(Language language) {
        return language.code().replace('_', '-');
    }

    static Entry entry(Cell cell, Printed printed) {
        String spread = cell.spread().isPresent()
                ? ", sd " + Printed.number(cell.spread().getAsDouble() * printed.factor(), 1) : "";
        return new Entry(printed.text(cell), printed.range(cell.interval()),
                cell.value().isPresent() ? Double.toString(printed.value(cell.value().getAsDouble())) : "",
                counts(cell.counts()) + spread + (cell.mark().isEmpty() ? "" : "; " + cell.mark()) + (cell.note().isEmpty() ? "" : "; " + cell.note().replaceFirst(":.*", "")),
                flag(cell), cell.flagged().entrySet().stream().map(entry -> entry.getKey().name() + ": " + entry.getValue()).collect(Collectors.joining("\n")));
    }

    /// What stands beside a number whose judge is flagged.
    private static String flag(Cell cell) {
        return cell.flagged().isEmpty() ? "" : cell.group().kind() == Group.Kind.LANGUAGE ? "judge flagged"
                : "judge flagged in " + cell.flagged().size() + " of " + cell.languages() + (cell.languages() == 1 ? " language" : " languages");
    }

    /// The number of samples, how many are in each of the three other states, and how many have nothing to judge; what is not
    /// named has none.
    static String counts(Counts counts) {
        return "n " + counts.n()
                + state(counts.truncated(), "truncated") + state(counts.unparsed(), "unparsed") + state(counts.failed(), "failed")
                + state(counts.unjudged(), "not judged");
    }

    private static String state(long count, String name) {
        return count == 0 ? "" : ", " + count + " " + name;
    }
}
