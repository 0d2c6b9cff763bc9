package dev.glossa.benchmarks.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A search for files at one place. Each folder is listed once: a data set of seventy languages may be spread over paths
/// of a hundred kinds.
public final class Search {
    private final Place place;
    private final Set<String> looked;
    private final Map<String, List<String>> listed = new HashMap<>();

    /// @param looked takes every candidate, for the message of a search without success
    Search(Place place, Set<String> looked) {
        this.place = place;
        this.looked = looked;
    }

    /// The files of the first candidate that is there. A candidate is a path whose last part may hold `*`; a file may also
    /// carry `.gz`. Several files of one candidate are shards, in the order of their names.
    public List<DataFile> find(List<String> candidates) {
        for (String candidate : candidates) {
            looked.add(candidate);
            int name = candidate.lastIndexOf('/') + 1;
            String folder = candidate.substring(0, name);
            List<String> names = listed.computeIfAbsent(folder, place::names);
            List<DataFile> found = names.isEmpty() ? List.of()
                    : names.stream().filter(fits(candidate.substring(name))).map(file -> place.file(folder + file)).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /// The names of what is in a folder, files and folders, for data sets whose names say what languages there are.
    ///
    /// @param folder ends in `/` or is empty
    public List<String> inside(String folder) {
        return Stream.concat(place.names(folder).stream(), place.folders(folder).stream()).toList();
    }

    private static Predicate<String> fits(String name) {
        if (name.indexOf('*') < 0) {
            return file -> file.equals(name) || file.length() == name.length() + 3 && file.startsWith(name) && file.endsWith(".gz");
        }
        String pattern = Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern + "(\\.gz)?").asMatchPredicate();
    }
}
