package dev.glossa.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A checkpoint of a training run, on disk. Those of a folder are each of its folders that holds a model as Transformers writes it (a `config.json`), and each of
/// its GGUF files (of one in parts, the first), in the order that people count in: `step-200` before `step-1000`.
///
/// @param name of the run and in tables
record Checkpoint(String name, Path path) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|[^0-9]+");
    private static final Pattern PART = Pattern.compile("(.*)-([0-9]{5})-of-[0-9]{5}");

    /// @throws IllegalArgumentException when the folder holds none, or two of one name
    static List<Checkpoint> in(Path folder) {
        Map<String, Checkpoint> found = new TreeMap<>(Comparator.comparing(Checkpoint::counted));
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isRegularFile(entry) && name.endsWith(".gguf")) {
                    Matcher part = PART.matcher(name.substring(0, name.length() - ".gguf".length()));
                    if (!part.matches()) {
                        add(found, name.substring(0, name.length() - ".gguf".length()), entry);
                    } else if (Integer.parseInt(part.group(2)) == 1) {
                        add(found, part.group(1), entry);
                    }
                } else if (Files.isRegularFile(entry.resolve("config.json"))) {
                    add(found, name, entry);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + ": cannot be read as a folder of checkpoints: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(folder + ": no checkpoint; one is a folder with a config.json, or a .gguf file");
        }
        return List.copyOf(found.values());
    }

    private static void add(Map<String, Checkpoint> found, String name, Path path) {
        Checkpoint other = found.put(name, new Checkpoint(name, path.toAbsolutePath().normalize()));
        if (other != null) {
            throw new IllegalArgumentException(path + " and " + other.path() + ": two checkpoints of one name; move one of them away");
        }
    }

    /// Numbers made as long as the longest, so that the order of characters is that of counting.
    private static String counted(String name) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(name);
        while (matcher.find()) {
            String part = matcher.group();
            boolean isNumber = Character.isDigit(part.charAt(0));
            parts.add(isNumber && part.length() < 20 ? "0".repeat(20 - part.length()) + part : part);
        }
        // The name itself last: 7 and 007 are two names.
        return String.join("", parts) + '\0' + name;
    }
}
