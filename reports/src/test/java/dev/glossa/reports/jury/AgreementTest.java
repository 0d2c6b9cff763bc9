package dev.glossa.reports.jury;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.reports.aggregate.Agreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static List<List<OptionalDouble>> units(String... raters) {
        return IntStream.range(0, raters[0].length()).mapToObj(unit -> Stream.of(raters).map(rater ->
                rater.charAt(unit) == '.' ? OptionalDouble.empty() : OptionalDouble.of(rater.charAt(unit) - '0')).toList()).toList();
    }

    /// Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): four observers, twelve units.
    @Test
    void alphaOfThePublishedExample() {
        List<List<OptionalDouble>> units = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
        assertThat(Agreement.alpha(units, false).getAsDouble()).isEqualTo(0.743, within(0.0005));
        assertThat(Agreement.alpha(units, true).getAsDouble()).isEqualTo(0.815, within(0.0005));
    }

    @Test
    void whatIsNotDefinedIsNotTold() {
        assertThat(Agreement.alpha(units("111", "111"), true)).isEmpty();
        assertThat(Agreement.alpha(units("123", "..."), true)).isEmpty();
        assertThat(Agreement.kappa(new double[] {1, 1}, new double[] {1, 1})).isEmpty();
        assertThat(Agreement.pearson(new double[] {1, 1}, new double[] {1, 2})).isEmpty();
        assertThat(Agreement.kendall(new double[0], new double[0])).isEmpty();
    }

    @Test
    void correlationsOfTiedValues() {
        double[] one = {1, 2, 2, 3, 4, 4, 5, 7};
        double[] other = {2, 1, 3, 3, 4, 6, 5, 7};
        // By NumPy: corrcoef of values and of mean ranks; tau-b counted pair by pair.
        assertThat(Agreement.pearson(one, other).getAsDouble()).isEqualTo(0.8941665390372195, within(1e-9));
        assertThat(Agreement.spearman(one, other).getAsDouble()).isEqualTo(0.9030468880657606, within(1e-9));
        assertThat(Agreement.kendall(one, other).getAsDouble()).isEqualTo(0.7925939239012171, within(1e-9));
        // 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: the textbook's 0.4.
        double[] a = IntStream.range(0, 50).mapToDouble(i -> i < 25 ? 1 : 0).toArray();
        double[] b = IntStream.range(0, 50).mapToDouble(i -> i < 20 || i >= 25 && i < 35 ? 1 : 0).toArray();
        assertThat(Agreement.kappa(a, b).getAsDouble()).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void aJudgeThatTurnsTheRanksIsFoundByLeavingItOut() {
        List<JuryBuilder.Unit> units = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            for (String language : List.of("am", "ur")) {
                for (int i = 0; i < 10; i++) {
                    Map<String, OptionalDouble> ratings = new LinkedHashMap<>();
                    ratings.put("fair", OptionalDouble.of((i % 3 + 2 + run) / 6.0));
                    ratings.put("good", OptionalDouble.of((i % 3 + 2 + run) / 6.0));
                    ratings.put("ተቃራኒ", i == 0 ? OptionalDouble.empty() : OptionalDouble.of(run == 0 ? 1 : 0));
                    units.add(new JuryBuilder.Unit(run, language, ratings));
                }
            }
        }
        JuryReport report = JuryReport.of("mdolly", "rubric", List.of("fair", "good", "ተቃራኒ"), new double[] {1, 1, 2}, List.of("weak", "strong"), units, _ -> true, true);
        assertThat(report.languages()).extracting(JuryReport.Row::language).containsExactly("", "am", "ur");
        assertThat(report.languages().getFirst().unrated()).containsExactly(0, 0, 4);
        assertThat(report.languages().getFirst().pairs().getFirst().kappa().getAsDouble()).isEqualTo(1);
        assertThat(report.languages().getFirst().ordinal().getAsDouble()).isLessThan(0.2);
        assertThat(report.without().get("").ranked()).extracting(JuryReport.Ranked::rank).containsExactly(1, 2);
        assertThat(report.without().get("ተቃራኒ").ranked()).extracting(JuryReport.Ranked::rank).containsExactly(2, 1);
        assertThat(report.without().get("fair").ranked()).extracting(JuryReport.Ranked::rank).containsExactly(1, 2);
    }

    private static JuryBuilder.Unit unit(int run, String language, double one, OptionalDouble other) {
        Map<String, OptionalDouble> ratings = new LinkedHashMap<>();
        ratings.put("one", OptionalDouble.of(one));
        ratings.put("other", other);
        return new JuryBuilder.Unit(run, language, ratings);
    }

    /// The stronger model was asked in Amharic, too, where nobody is as good as in English.
    @Test
    void ranksAreOverLanguagesThatAllRankedModelsHave() {
        List<JuryBuilder.Unit> units = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            units.add(unit(0, "en", 0.9, OptionalDouble.of(0.9)));
            units.add(unit(0, "am", 0.1, OptionalDouble.of(0.1)));
            units.add(unit(1, "en", 0.8, OptionalDouble.of(0.8)));
            units.add(unit(2, "en", 0.3, OptionalDouble.empty()));
        }
        JuryReport report = report(units, _ -> true, true);
        assertThat(report.models()).containsExactly("strong", "weak", "unheard");
        assertThat(report.without().get("").ranked()).extracting(JuryReport.Ranked::model, JuryReport.Ranked::rank).containsExactly(tuple("strong", 1), tuple("weak", 2));
        assertThat(report.without().get("").ranked().getFirst().value()).isEqualTo(0.9, within(1e-12));
        assertThat(report.without().get("").languages()).containsExactly("en");
        assertThat(report.without().get("").eligible()).isEqualTo(2);
        assertThat(report.without().get("other").ranked()).extracting(JuryReport.Ranked::rank).containsExactly(1, 2, 3);
        // As in the tables, a variety and a language that the metric does not know are in no mean.
        JuryReport english = report(units, language -> !language.equals("am"), true);
        assertThat(english.without().get("")).isEqualTo(new JuryReport.Standing(report.without().get("").ranked(), List.of("en"), 1));
        assertThat(report(units, language -> !language.equals("en"), true).without()).isEmpty();
        // Where less is better, the least is first.
        assertThat(report(units, _ -> true, false).without().get("other").ranked()).extracting(JuryReport.Ranked::rank).containsExactly(3, 2, 1);
    }

    private static JuryReport report(List<JuryBuilder.Unit> units, java.util.function.Predicate<String> counted, boolean ascending) {
        return JuryReport.of("mdolly", "rubric", List.of("one", "other"), new double[] {1, 1}, List.of("strong", "weak", "unheard"), units, counted, ascending);
    }
}
