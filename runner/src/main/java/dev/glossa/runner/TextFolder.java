package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Text files of several languages, one language to a file. The name says which, or else the folder's: `sw.txt`,
/// `swh_Latn.devtest`, `devtest.swh_Latn.gz`, `sw/test.txt`.
///
/// @param files    by language, in the order of the language table
/// @param passedBy files whose names tell of no language
record TextFolder(Map<Language, List<Path>> files, List<Path> passedBy) {
    private static final int DEEPEST = 3;

    /// @param wanted of the languages found
    static TextFolder of(Path folder, Languages languages, Predicate<Language> wanted) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is no folder; text files named after their languages, such as sw.txt, are expected in one");
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
            all = found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
        }
        Map<Language, List<Path>> byLanguage = new LinkedHashMap<>();
        List<Path> passedBy = new ArrayList<>();
        for (Path file : all) {
            language(file, languages).ifPresentOrElse(language -> byLanguage.computeIfAbsent(language, _ -> new ArrayList<>()).add(file), () -> passedBy.add(file));
        }
        Map<Language, List<Path>> inOrder = new LinkedHashMap<>();
        Stream.concat(languages.all().stream(), byLanguage.keySet().stream()).distinct().filter(byLanguage::containsKey).filter(wanted)
                .forEach(language -> inOrder.put(language, List.copyOf(byLanguage.get(language))));
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no text of a wanted language; files are named after their languages, such as sw.txt or swh_Latn.devtest"
                    + (all.isEmpty() ? "" : ", and there is " + all.getFirst().getFileName()));
        }
        return new TextFolder(inOrder, List.copyOf(passedBy));
    }

    private static Optional<Language> language(Path file, Languages languages) {
        String name = file.getFileName().toString();
        String parent = Optional.ofNullable(file.getParent()).map(Path::getFileName).map(Path::toString).orElse("");
        return Stream.concat(Stream.of(name.split("\\.")), Stream.of(parent)).flatMap(part -> languages.find(part).stream()).findFirst();
    }
}
