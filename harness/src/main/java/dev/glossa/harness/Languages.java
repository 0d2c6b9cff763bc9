package dev.glossa.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The table of languages, in whose spellings every code is looked up.
///
/// The bundled table holds the 67 focus languages of the protocol (section 2.3), the second written form of Chinese and
/// eight languages that only some data sets have. Page counts are those of Common Crawl's crawl [#CRAWL]; the bins are the
/// protocol's fixed ones (section 3), so they do not move when a count does.
public final class Languages {
    /// The crawl whose page counts the bundled table holds.
    public static final String CRAWL = "CC-MAIN-2026-04";
    /// All pages of that crawl, those of no known language among them.
    public static final long CRAWL_PAGES = 2_329_630_755L;

    private static final Set<String> IDENTITY = Set.of("code", "iso639_3", "name", "own_name", "direction", "script", "region",
            "web_pages", "bin", "focus", "variety_of", "aliases", "paper");
    private static final Set<String> DATASETS = Set.of("flores200", "flores_plus", "aya_evaluation_suite", "marenahard_v2_1",
            "marenahard_v2_0", "global_mgsm", "global_mmlu", "global_mmlu_lite", "include", "global_piqa", "wmt24pp",
            "multijail", "lid176", "common_crawl");
    /// Datasets whose codes are FLORES-like and so name one language (or variety) without doubt.
    private static final List<String> UNAMBIGUOUS = List.of("flores200", "flores_plus", "aya_evaluation_suite");

    private final Map<String, Language> byCode;
    private final Map<String, String> spellings;

    private Languages(Map<String, Language> byCode) {
        this.byCode = byCode;
        this.spellings = spellings(byCode.values());
    }

    /// The table that travels with Glossa.
    public static Languages bundled() {
        return Bundled.TABLE;
    }

    private static final class Bundled {
        static final Languages TABLE = load();

        private static Languages load() {
            try (InputStream in = Languages.class.getResourceAsStream("languages.csv");
                    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                return new Languages(read(reader, "languages.csv", Map.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// This table with a user's rows laid over it: a row with a known code replaces it, another is a new language. The
    /// columns are those of the bundled table; `code` and `name` are required, an absent or empty cell keeps what was known.
    ///
    /// @throws IllegalArgumentException naming file, line and column of what cannot be read
    public Languages overlaid(Path file) {
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
            return new Languages(read(reader, file.toString(), byCode));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; save the language table as UTF-8 CSV", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// This table and, after its own, those of some languages that it does not hold, in the order of their codes: a code of
    /// FLORES is a language of a run though no table knows it ([#find]).
    public Languages with(Collection<Language> found) {
        Map<String, Language> more = new LinkedHashMap<>(byCode);
        found.stream().sorted(java.util.Comparator.comparing(Language::code)).forEach(language -> more.putIfAbsent(language.code(), language));
        return more.size() == byCode.size() ? this : new Languages(more);
    }

    /// All languages, in table order.
    public List<Language> all() {
        return List.copyOf(byCode.values());
    }

    /// The language that a code in any of the tables' spellings means: `sw`, `swh`, `swh_Latn`, `zho_Hant`, `fil`, `iw`; and
    /// a code of FLORES that the table does not know, as the language that the code itself tells of.
    public Optional<Language> find(String code) {
        return Optional.ofNullable(spellings.get(spelling(code))).map(byCode::get).or(() -> PlainLanguages.of(code));
    }

    /// As [#find], but an unknown code is refused with the nearest known ones and the line that would add it.
    public Language get(String code) {
        return find(code).orElseThrow(() -> unknown(code));
    }

    /// The language that a dataset knows by this code.
    public Optional<Language> find(String dataset, String code) {
        return byCode.values().stream()
                .filter(language -> language.codeIn(dataset).stream()
                        .flatMap(codes -> java.util.Arrays.stream(codes.split(";")))
                        .anyMatch(code::equalsIgnoreCase))
                .findFirst()
                .or(() -> find(code));
    }

    /// The languages that a selector means, in table order. A selector is a comma-separated list of codes, `region:africa`,
    /// `bin:5`, `script:Deva`, `paper` (what the paper reports, for one benchmark if one is given), `focus`, `all`; an entry
    /// that begins with `-` takes away.
    ///
    /// @param benchmark whose published languages `paper` means; empty for those of any
    public List<Language> select(String selector, Optional<String> benchmark) {
        Set<Language> chosen = new LinkedHashSet<>();
        boolean first = true;
        for (String entry : selector.split(",", -1)) {
            String name = entry.strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("'" + selector + "' has an empty entry; a selector looks like sw,region:africa,-ha");
            }
            boolean minus = name.startsWith("-");
            Collection<Language> meant = meant(minus ? name.substring(1) : name, benchmark);
            if (minus) {
                if (first) {
                    chosen.addAll(byCode.values());
                }
                chosen.removeAll(meant);
            } else {
                chosen.addAll(meant);
            }
            first = false;
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("'" + selector + "' selects no language");
        }
        return java.util.stream.Stream.concat(byCode.values().stream().filter(chosen::contains),
                chosen.stream().filter(language -> !byCode.containsKey(language.code()))).toList();
    }

    private Collection<Language> meant(String name, Optional<String> benchmark) {
        int colon = name.indexOf(':');
        if (colon > 0) {
            String value = name.substring(colon + 1).strip();
            return switch (name.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "region" -> filtered(name, values(l -> l.region().map(Region::slug).orElse("")),
                        l -> l.region().filter(r -> r.slug().equals(new Region(value).slug())).isPresent());
                case "bin" -> filtered(name, List.of("1", "2", "3", "4", "5"),
                        l -> l.bin().isPresent() && Integer.toString(l.bin().getAsInt()).equals(value));
                case "script" -> filtered(name, values(Language::script), l -> l.script().equalsIgnoreCase(value));
                default -> throw new IllegalArgumentException("no selector '" + name + "'; there are region:, bin: and script:");
            };
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "all" -> byCode.values();
            case "focus" -> byCode.values().stream().filter(Language::focus).toList();
            case "paper" -> byCode.values().stream()
                    .filter(l -> benchmark.map(b -> l.paper().contains(b)).orElse(!l.paper().isEmpty())).toList();
            default -> List.of(get(name));
        };
    }

    private Collection<Language> filtered(String name, Collection<String> known, java.util.function.Predicate<Language> test) {
        List<Language> found = byCode.values().stream().filter(test).toList();
        if (found.isEmpty()) {
            String kind = name.substring(0, name.indexOf(':') + 1);
            throw new IllegalArgumentException("'" + name + "' selects no language; there are "
                    + known.stream().map(kind::concat).toList());
        }
        return found;
    }

    private Collection<String> values(java.util.function.Function<Language, String> of) {
        return byCode.values().stream().map(of).filter(v -> !v.isEmpty()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private IllegalArgumentException unknown(String code) {
        List<String> near = Nearest.all(code, byCode.values().stream()
                .flatMap(l -> java.util.stream.Stream.of(l.code(), l.iso639_3(), l.name())).distinct().toList(), 3);
        String shown = code.length() > 40 ? code.substring(0, 40) + "…" : code;
        return new IllegalArgumentException("no language '" + shown + "'; "
                + (near.isEmpty() ? "" : "near it are " + near.stream()
                        .map(n -> find(n).map(l -> l.code().equals(n) ? n + " (" + l.name() + ")" : n + " (" + l.code() + ")").orElse(n))
                        .collect(Collectors.joining(", ")) + "; ")
                + "to add it, put this into a file for --languages-file: code,name,script,region / "
                + shown + ",NAME,Latn,Africa");
    }

    /// A line of this table that adds a language is no more than these columns.
    private static Map<String, Language> read(Reader reader, String file, Map<String, Language> known) throws IOException {
        Map<String, Language> languages = new LinkedHashMap<>(known);
        Set<String> seen = new LinkedHashSet<>();
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true)
                .setCommentMarker('#').setTrim(true).get();
        try (CSVParser rows = format.parse(withoutMark(reader))) {
            checkColumns(file, rows.getHeaderNames());
            for (CSVRecord row : rows) {
                String where = file + ", line " + rows.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException("%s: %d cells where the header has %d columns".formatted(
                            where, row.size(), rows.getHeaderNames().size()));
                }
                Language language;
                try {
                    language = language(row, known.get(row.get("code")));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
                }
                if (!seen.add(language.code())) {
                    throw new IllegalArgumentException(where + ": '" + language.code() + "' stands twice");
                }
                languages.put(language.code(), language);
            }
        } catch (CSVException | java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": not a CSV file: " + e.getMessage(), e);
        }
        if (seen.isEmpty()) {
            throw new IllegalArgumentException(file + ": no language in it; the first line names the columns, each other line is a language");
        }
        for (Language language : languages.values()) {
            language.varietyOf().filter(of -> !languages.containsKey(of)).ifPresent(of -> {
                throw new IllegalArgumentException(file + ": " + language.code() + " is a variety of '" + of + "', which is not in the table");
            });
        }
        return languages;
    }

    private static void checkColumns(String file, List<String> columns) {
        for (String column : columns) {
            if (!IDENTITY.contains(column) && !DATASETS.contains(column)) {
                Set<String> all = new java.util.TreeSet<>(IDENTITY);
                all.addAll(DATASETS);
                throw new IllegalArgumentException(file + ": no column '" + column + "'; "
                        + Nearest.to(column, all).map(n -> "did you mean '" + n + "'? ").orElse("") + "there are " + all);
            }
        }
        for (String required : List.of("code", "name")) {
            if (!columns.contains(required)) {
                throw new IllegalArgumentException(file + ": no column '" + required + "'; the first line names the columns, at least code,name");
            }
        }
    }

    private static Language language(CSVRecord row, Language known) {
        String code = row.get("code");
        Map<String, String> codes = new LinkedHashMap<>(known == null ? Map.of() : known.codes());
        for (String dataset : DATASETS) {
            cell(row, dataset).ifPresent(c -> codes.put(dataset, c));
        }
        Optional<Language> before = Optional.ofNullable(known);
        return new Language(
                code,
                cell(row, "iso639_3").or(() -> before.map(Language::iso639_3)).orElse(code),
                cell(row, "name").or(() -> before.map(Language::name))
                        .orElseThrow(() -> new IllegalArgumentException("'" + code + "' has no name")),
                cell(row, "own_name").or(() -> before.map(Language::ownName)).or(() -> cell(row, "name")).orElse(code),
                cell(row, "direction").map(Languages::rightToLeft).or(() -> before.map(Language::rightToLeft)).orElse(false),
                cell(row, "script").or(() -> before.map(Language::script)).orElse(""),
                cell(row, "region").map(Region::new).or(() -> before.flatMap(Language::region)),
                cell(row, "web_pages").map(text -> OptionalLong.of(number(text, "web_pages")))
                        .orElse(before.map(Language::webPages).orElse(OptionalLong.empty())),
                cell(row, "bin").map(text -> OptionalInt.of((int) number(text, "bin")))
                        .orElse(before.map(Language::bin).orElse(OptionalInt.empty())),
                cell(row, "focus").map("yes"::equals).or(() -> before.map(Language::focus)).orElse(false),
                cell(row, "variety_of").or(() -> before.flatMap(Language::varietyOf)),
                cell(row, "aliases").map(text -> List.of(text.split(";"))).or(() -> before.map(Language::aliases)).orElse(List.of()),
                codes,
                cell(row, "paper").map(text -> Set.of(text.split(";"))).or(() -> before.map(Language::paper)).orElse(Set.of()));
    }

    private static Optional<String> cell(CSVRecord row, String column) {
        return row.isMapped(column) ? Optional.of(row.get(column)).filter(text -> !text.isEmpty() && !text.equals("-")) : Optional.empty();
    }

    private static boolean rightToLeft(String direction) {
        return switch (direction) {
            case "rtl" -> true;
            case "ltr" -> false;
            default -> throw new IllegalArgumentException("direction '" + direction + "' is neither ltr nor rtl");
        };
    }

    private static long number(String text, String column) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= Long.MAX_VALUE / 2) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(column + " '" + text + "' is no count; digits only, no separators");
    }

    /// A file that begins with a byte-order mark is read as if it did not.
    private static Reader withoutMark(Reader reader) throws IOException {
        java.io.PushbackReader pushback = new java.io.PushbackReader(reader, 1);
        int first = pushback.read();
        if (first >= 0 && first != '\uFEFF') {
            pushback.unread(first);
        }
        return pushback;
    }

    private static Map<String, String> spellings(Collection<Language> languages) {
        Map<String, String> spellings = new LinkedHashMap<>();
        for (Language language : languages) {
            spellings.put(spelling(language.code()), language.code());
        }
        for (Language language : languages) {
            for (String alias : language.aliases()) {
                spellings.putIfAbsent(spelling(alias), language.code());
            }
            for (String dataset : UNAMBIGUOUS) {
                language.codeIn(dataset).ifPresent(codes -> {
                    for (String code : codes.split(";")) {
                        spellings.putIfAbsent(spelling(code), language.code());
                    }
                });
            }
        }
        for (Language language : languages) {
            if (language.varietyOf().isEmpty()) {
                spellings.putIfAbsent(spelling(language.iso639_3()), language.code());
                spellings.putIfAbsent(spelling(language.code() + "_" + language.script()), language.code());
            }
            spellings.putIfAbsent(spelling(language.name()), language.code());
        }
        return spellings;
    }

    private static String spelling(String code) {
        return code.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
