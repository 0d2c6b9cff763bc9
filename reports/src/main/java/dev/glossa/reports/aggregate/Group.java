package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Languages whose values are averaged into one number, each with the same weight; or one language.
public record Group(Kind kind, String name, List<Language> languages) {
    /// What languages are grouped by; the wire name is the constant's name in lower case.
    public enum Kind {
        OVERALL,
        REGION,
        BIN,
        SCRIPT,
        RESOURCE,
        LANGUAGE;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// The mean over the benchmark's published languages: the headline.
    public static final String HEADLINE = "overall";
    /// The mean over all languages evaluated, where there are more than the published ones.
    public static final String ALL = "all";

    public Group {
        languages = List.copyOf(languages);
    }

    /// The groups of some evaluated languages, in the order in which reports show them.
    ///
    /// The headline holds the languages of the benchmark's published results; a benchmark without published results counts
    /// every language. Regions, bins, scripts and resource levels divide the headline, so that their means explain it. A variety such as
    /// `zh_Hant` is in no mean.
    ///
    /// @param known every language there is: tells whether the benchmark has published results
    /// @param compared languages in which every compared model has a value
    public static List<Group> of(String benchmark, List<Language> known, List<Language> compared) {
        List<Language> means = compared.stream().filter(l -> l.varietyOf().isEmpty()).toList();
        boolean published = known.stream().anyMatch(l -> l.paper().contains(benchmark));
        List<Language> headline = published ? means.stream().filter(l -> l.paper().contains(benchmark)).toList() : means;
        List<Group> groups = new ArrayList<>();
        if (!headline.isEmpty()) {
            groups.add(new Group(Kind.OVERALL, HEADLINE, headline));
        }
        if (means.size() > headline.size()) {
            groups.add(new Group(Kind.OVERALL, ALL, means));
        }
        groups.addAll(by(Kind.REGION, headline));
        groups.addAll(by(Kind.BIN, headline));
        groups.addAll(by(Kind.SCRIPT, headline));
        groups.addAll(by(Kind.RESOURCE, headline));
        return groups;
    }

    /// Some languages divided by region, bin, script or resource level, in the order in which reports show them. A language without a region or
    /// bin is in none.
    public static List<Group> by(Kind kind, List<Language> languages) {
        Map<String, List<Language>> parts = switch (kind) {
            case OVERALL -> Map.of(HEADLINE, languages);
            case REGION -> by(languages, l -> l.region().map(Region::name).stream());
            case BIN -> by(languages, l -> Stream.of(l.bin()).filter(OptionalInt::isPresent).map(bin -> Integer.toString(bin.getAsInt())));
            case SCRIPT -> by(languages, l -> Stream.of(l.script()));
            case RESOURCE -> by(languages, l -> Resource.of(l).map(Resource::printed).stream());
            case LANGUAGE -> by(languages, l -> Stream.of(l.code()));
        };
        Stream<String> order = switch (kind) {
            case REGION -> Stream.concat(Region.REPORTED.stream().map(Region::name), parts.keySet().stream()).distinct().filter(parts::containsKey);
            case RESOURCE -> Arrays.stream(Resource.values()).map(Resource::printed).filter(parts::containsKey);
            case BIN, SCRIPT -> parts.keySet().stream().sorted();
            case OVERALL, LANGUAGE -> parts.keySet().stream();
        };
        return order.map(name -> new Group(kind, name, parts.get(name))).toList();
    }

    static Group of(Language language) {
        return new Group(Kind.LANGUAGE, language.code(), List.of(language));
    }

    private static Map<String, List<Language>> by(List<Language> languages, Function<Language, Stream<String>> key) {
        return languages.stream()
                .flatMap(language -> key.apply(language).map(name -> Map.entry(name, language)))
                .collect(Collectors.groupingBy(Map.Entry::getKey, LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
