package dev.glossa.runner;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Task;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The languages of a task that a run asks.
///
/// @param leftOut how many languages the data holds beyond these, where the user named none
record AskedLanguages(List<Language> languages, int leftOut) {
    /// @param selector as the user gave it. Without one, the paper's languages and their varieties, and what the user's own
    ///                 table adds: FLORES+ holds over two hundred, of which the paper asks 66
    /// @throws IllegalArgumentException when the data lacks a language that the user named
    static AskedLanguages of(Task task, Languages table, Optional<String> selector) {
        return selector.isPresent() ? new AskedLanguages(selected(task, table, selector.get()), 0) : usual(task, table);
    }

    private static AskedLanguages usual(Task task, Languages table) {
        Set<String> bundled = Languages.bundled().all().stream().map(Language::code).collect(Collectors.toSet());
        Set<String> paper = table.all().stream().filter(language -> language.paper().contains(task.name())).map(Language::code).collect(Collectors.toSet());
        List<Language> usual = task.languages().stream().filter(language -> paper.contains(language.code())
                || language.varietyOf().filter(paper::contains).isPresent()
                || table.all().contains(language) && !bundled.contains(language.code())).toList();
        return usual.isEmpty() || paper.isEmpty() ? new AskedLanguages(task.languages(), 0) : new AskedLanguages(usual, task.languages().size() - usual.size());
    }

    private static List<Language> selected(Task task, Languages table, String selector) {
        List<Language> selected = table.select(selector, Optional.of(task.name()));
        Set<Language> meant = new LinkedHashSet<>(selected);
        if (Selectors.isAll(selector)) {
            // Of data that knows more languages than the table does, all means all.
            List<String> without = Stream.of(selector.split(",")).map(String::strip).filter(entry -> entry.startsWith("-")).map(entry -> entry.substring(1)).toList();
            task.languages().stream().filter(language -> !table.all().contains(language))
                    .filter(language -> without.stream().noneMatch(code -> table.find(code).filter(language::equals).isPresent())).forEach(meant::add);
        }
        List<Language> found = meant.stream().filter(task.languages()::contains).toList();
        if (found.isEmpty() || !Selectors.isBroad(selector) && found.size() < selected.size()) {
            throw new IllegalArgumentException(task.name() + ": no data for " + selected.stream().filter(l -> !found.contains(l)).toList()
                    + "; there are " + task.languages());
        }
        return found;
    }

    /// What a user who named no language is told, where there are more.
    Optional<String> note(Task task) {
        return leftOut == 0 ? Optional.empty() : Optional.of("%s: asked in %,d languages, those of the paper; the data holds %,d more, which --languages all asks too".formatted(
                task.name(), languages.size(), leftOut));
    }
}
