package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The systems and references of `glossa metric`, line by line.
///
/// @param names of the systems; with a paired test the first is named as the baseline
record MetricInput(List<String> names, List<List<String>> systems, List<List<String>> references) {

    /// sacreBLEU's exit code for lines with the wrong number of fields.
    private static final int WRONG_FIELDS = 17;

    static MetricInput read(MetricOptions options, MetricConsole console) throws IOException {
        List<String> names = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (String file : options.references) {
            files.add(options.file(file));
        }
        if (options.input.isPresent()) {
            nameFiles(options, console, names);
            for (String name : names) {
                files.add(options.file(name));
            }
        }
        List<List<String>> read = Lines.ofAll(files, options.charset);
        int references = options.references.size();
        List<List<String>> systems = new ArrayList<>(read.subList(references, read.size()));
        if (options.input.isEmpty()) {
            fromStandardInput(options, names, systems);
        } else if (options.isPaired()) {
            names.set(0, "Baseline: " + names.getFirst());
        }
        return new MetricInput(names, systems, options.numRefs == 1 ? read.subList(0, references) : columns(read.getFirst(), options.numRefs));
    }

    /// The references that share one file.
    private static List<List<String>> columns(List<String> lines, int count) {
        List<List<String>> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            streams.add(new ArrayList<>());
        }
        int number = 0;
        for (String line : lines) {
            number++;
            String[] fields = line.split("\t", count);
            if (fields.length != count) {
                throw new MetricConsole.Refused(WRONG_FIELDS, "FATAL: line %d: expected %d fields, but found %d.".formatted(number, count, fields.length));
            }
            for (int i = 0; i < count; i++) {
                streams.get(i).add(fields[i]);
            }
        }
        return streams;
    }

    /// As many systems as the first line has fields. White space at a line's end goes first, an empty last field with it.
    private static void fromStandardInput(MetricOptions options, List<String> names, List<List<String>> systems) throws IOException {
        for (String line : Lines.universal(options.stdin(), options.charset)) {
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

    private static void nameFiles(MetricOptions options, MetricConsole console, List<String> names) {
        for (String name : options.input.orElseThrow()) {
            if (!names.contains(name)) {
                names.add(name);
            } else if (options.isPaired() && name.equals(names.getFirst())) {
                console.say("Ignoring '" + name + "' as it was also given as the baseline.");
            } else {
                throw new MetricConsole.Refused(1, "'" + name + "' already used to name a system.",
                        "Make sure to have a different basename for each system.");
            }
        }
        if (names.isEmpty()) {
            throw new MetricConsole.Refused(1, "-i names no file.");
        }
    }
}
