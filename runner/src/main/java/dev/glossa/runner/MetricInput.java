package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The systems and references of `glossa metric`, line by line.
///
/// @param names of the systems; with a paired test the first is named as the baseline
record MetricInput(List<String> names, List<List<String>> systems, List<List<String>> references) {

    /// sacreBLEU's exit code for lines with the wrong number of fields.
    private static final int WRONG_FIELDS = 17;

    static MetricInput read(MetricCommand options, MetricConsole console) throws IOException {
        List<List<String>> references = references(options);
        List<String> names = new ArrayList<>();
        List<List<String>> systems = new ArrayList<>();
        if (options.input == null) {
            fromStandardInput(options, names, systems);
        } else {
            fromFiles(options, console, names, systems);
        }
        return new MetricInput(names, systems, references);
    }

    private static List<List<String>> references(MetricCommand options) throws IOException {
        if (options.numRefs == 1) {
            List<List<String>> streams = new ArrayList<>();
            for (String file : options.references) {
                streams.add(Lines.of(options.file(file), options.charset()));
            }
            return streams;
        }
        List<List<String>> streams = new ArrayList<>();
        for (int i = 0; i < options.numRefs; i++) {
            streams.add(new ArrayList<>());
        }
        int number = 0;
        for (String line : Lines.of(options.file(options.references.getFirst()), options.charset())) {
            number++;
            String[] fields = line.split("\t", options.numRefs);
            if (fields.length != options.numRefs) {
                throw new MetricConsole.Refused(WRONG_FIELDS,
                        "FATAL: line %d: expected %d fields, but found %d.".formatted(number, options.numRefs, fields.length));
            }
            for (int i = 0; i < fields.length; i++) {
                streams.get(i).add(fields[i]);
            }
        }
        return streams;
    }

    /// As many systems as the first line has fields. White space at a line's end goes first, an empty last field with it.
    private static void fromStandardInput(MetricCommand options, List<String> names, List<List<String>> systems) throws IOException {
        for (String line : Lines.universal(options.stdin(), options.charset())) {
            String[] fields = line.split("\t", -1);
            while (names.isEmpty() && systems.size() < fields.length) {
                systems.add(new ArrayList<>());
            }
            for (int i = names.size(); i < systems.size(); i++) {
                names.add("System " + (i + 1));
            }
            if (fields.length != systems.size()) {
                throw new MetricConsole.Refused(WRONG_FIELDS, "FATAL: the number of tab-delimited fields in the input stream differ across lines.");
            }
            for (int i = 0; i < fields.length; i++) {
                systems.get(i).add(fields[i].stripTrailing());
            }
        }
        if (systems.isEmpty()) {
            systems.add(List.of());
            names.add("System 1");
        }
        if (options.isPaired()) {
            names.removeLast();
            names.addFirst("Baseline");
        }
    }

    private static void fromFiles(MetricCommand options, MetricConsole console, List<String> names, List<List<String>> systems) throws IOException {
        for (String name : options.input) {
            if (names.contains(name)) {
                if (options.isPaired() && name.equals(names.getFirst())) {
                    console.say("Ignoring '" + name + "' as it was also given as the baseline.");
                    continue;
                }
                throw new MetricConsole.Refused(1, "'" + name + "' already used to name a system.",
                        "Make sure to have a different basename for each system.");
            }
            systems.add(Lines.of(options.file(name), options.charset()));
            names.add(name);
        }
        if (names.isEmpty()) {
            throw new MetricConsole.Refused(1, "-i names no file.");
        }
        if (options.isPaired()) {
            names.set(0, "Baseline: " + names.getFirst());
        }
    }
}
