package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFile;
import dev.glossa.benchmarks.dataset.Search;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which files hold each language of a data set.
public final class LanguageFiles {
    private LanguageFiles() {}

    /// The files of every language that there is, in the order of the language table.
    ///
    /// @param codes      the codes that may stand in the names, the likeliest first
    /// @param candidates the paths where a code's files may be
    static Map<Language, List<DataFile>> in(Search search, Languages languages, Function<Language, SequencedSet<String>> codes,
            Function<String, List<String>> candidates) {
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        for (Language language : languages.all()) {
            List<String> paths = codes.apply(language).stream().flatMap(code -> candidates.apply(code).stream()).toList();
            List<DataFile> found = search.find(paths);
            if (!found.isEmpty()) {
                files.put(language, found);
            }
        }
        return files;
    }

    private static final Pattern NAMED = Pattern.compile("(?:^|\\.)([a-z]{3}_[A-Z][a-z]{3}(?:_[a-z]{4}[0-9]{4})?)(?:$|[._])");

    /// The files of languages that the table does not know, where the data's names tell of them, in the order of their codes.
    ///
    /// @param folders    whose files and folders are named by code
    /// @param candidates the paths where a code's files may be
    static Map<Language, List<DataFile>> beyond(Search search, Languages languages, List<String> folders, Function<String, List<String>> candidates) {
        SortedSet<String> codes = new TreeSet<>();
        folders.forEach(folder -> search.inside(folder).forEach(name -> {
            Matcher code = NAMED.matcher(name);
            if (code.find()) {
                codes.add(code.group(1));
            }
        }));
        Set<Language> known = Set.copyOf(languages.all());
        Map<Language, List<DataFile>> files = new LinkedHashMap<>();
        for (String code : codes) {
            languages.find(code).filter(language -> !known.contains(language)).ifPresent(language -> {
                List<DataFile> found = search.find(candidates.apply(code));
                if (!found.isEmpty()) {
                    files.put(language, found);
                }
            });
        }
        return files;
    }

    /// The codes that a data set uses for a language, then our own: samples and users' files cover languages that the
    /// original data does not.
    ///
    /// @param column of the language table
    static SequencedSet<String> codes(Language language, String column) {
        SequencedSet<String> codes = new LinkedHashSet<>();
        language.codeIn(column).ifPresent(known -> codes.addAll(List.of(known.split(";"))));
        codes.add(language.code());
        return codes;
    }

    /// The paths under which publishers keep a split of a config: `CODE/test.parquet`, `CODE/test-00000-of-00001.parquet`,
    /// `data/CODE/…`, `CODE/test/0000.parquet` as the hub converts, `CODE.jsonl` and their like.
    public static List<String> config(String code, String split) {
        List<String> paths = new ArrayList<>();
        for (String folder : List.of(code + "/", "data/" + code + "/")) {
            paths.add(folder + split + ".parquet");
            paths.add(folder + split + "-*-of-*.parquet");
            paths.add(folder + split + "/*.parquet");
            for (String ending : List.of("jsonl", "csv", "tsv")) {
                paths.add(folder + split + "." + ending);
            }
        }
        for (String ending : List.of("parquet", "jsonl", "csv", "tsv")) {
            paths.add(split + "/" + code + "." + ending);
            paths.add(code + "_" + split + "." + ending);
            paths.add(code + "." + ending);
        }
        return paths;
    }
}
