package dev.glossa.judges.canary;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.ULocale;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// A question whose right answer is known in most written languages: the days of the week, the months of the year, by the
/// names that Unicode's Common Locale Data Repository gives. No model and no translation stands between, so that a bad rating
/// of the answer is the judge's mistake.
///
/// @param question in English, naming the language of the answer
/// @param lines    the right answer
/// @param foreign  the same answer in another language
public record KnownAnswer(String question, List<String> lines, List<String> foreign) {
    private static final int DRAWS = 100;

    /// What is asked, by place.
    private static final List<String> ASKED = List.of(
            "Write the names of the seven days of the week in %s, one on each line, beginning with Monday. Write nothing else.",
            "Write the names of the twelve months of the Gregorian year in %s, one on each line, beginning with the first. Write nothing else.");

    public static int places() {
        return ASKED.size();
    }

    /// Empty where the names are not known in the language.
    public static Optional<KnownAnswer> of(int place, Language language) {
        // The answer in the wrong language is English, which judges forgive most easily; for English, Russian.
        ULocale other = language.code().equals("en") ? ULocale.forLanguageTag("ru") : ULocale.ENGLISH;
        return names(place, ULocale.forLanguageTag(language.code().replace('_', '-')))
                .map(lines -> new KnownAnswer(ASKED.get(place).formatted(language.name()), lines, names(place, other).orElseThrow()));
    }

    private static Optional<List<String>> names(int place, ULocale locale) {
        DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
        // Where a language is not known, the names of the machine's own would come instead.
        if (!ULocale.createCanonical(symbols.getLocale(ULocale.VALID_LOCALE)).getLanguage().equals(ULocale.createCanonical(locale).getLanguage())) {
            return Optional.empty();
        }
        if (place == 0) {
            List<String> days = new ArrayList<>(Arrays.asList(symbols.getWeekdays(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE)).subList(1, 8));
            Collections.rotate(days, -1);
            return Optional.of(List.copyOf(days));
        }
        return Optional.of(Arrays.stream(new DateFormatSymbols(GregorianCalendar.class, locale).getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE))
                .filter(month -> !month.isEmpty()).toList());
    }

    /// The question in an item's place, with an open answer.
    public Sample sample(Sample item) {
        return sample(item, new Target.Open());
    }

    public Sample sample(Sample item, Target target) {
        return new Sample(item.benchmark(), item.language(), item.item(), question, target);
    }

    public String right() {
        return String.join("\n", lines);
    }

    public String inAnotherLanguage() {
        return String.join("\n", foreign);
    }

    /// The answer's characters, as readers see them, in another order: the lines keep their lengths, and none is a word of the
    /// answer unless every draw of many leaves one.
    public String shuffled(long seed) {
        List<List<String>> characters = lines.stream().map(KnownAnswer::characters).toList();
        List<String> all = characters.stream().flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
        Random random = new Random(seed);
        List<String> mixed = lines;
        for (int draw = 0; draw < DRAWS && mixed.stream().anyMatch(lines::contains); draw++) {
            Collections.shuffle(all, random);
            mixed = new ArrayList<>();
            int from = 0;
            for (List<String> line : characters) {
                mixed.add(String.join("", all.subList(from, from + line.size())));
                from += line.size();
            }
        }
        return String.join("\n", mixed);
    }

    private static List<String> characters(String line) {
        BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(line);
        List<String> found = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            found.add(line.substring(from, to));
        }
        return found;
    }
}
