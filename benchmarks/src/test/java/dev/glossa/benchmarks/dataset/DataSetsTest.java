package dev.glossa.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Languages;
import dev.glossa.harness.hub.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of data sets.
class DataSetsTest {
    private static Predicate<String> wanted(String name, String languages) {
        return DataSets.get(name).wanted(languages == null ? Optional.empty() : Optional.of(Languages.bundled().select(languages, Optional.empty())));
    }

    @Test
    void everyRowNamesAnotherRepositoryOfTheHub() {
        assertThat(DataSets.all()).extracting(DataSet::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9.-]+"));
        assertThat(DataSets.all()).extracting(set -> Repository.dataset(set.repository()).folder()).doesNotHaveDuplicates();
        assertThat(DataSets.all()).allSatisfy(set -> {
            assertThat(set.about()).isNotBlank();
            assertThat(set.files()).isNotEmpty();
            assertThat(set.isPerLanguage()).isEqualTo(set.files().stream().anyMatch(pattern -> pattern.contains("{code}")));
            set.codes().ifPresent(column -> assertThat(Languages.bundled().all()).anyMatch(language -> language.codeIn(column).isPresent()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CohereLabs/dolly-machine-translated-v2", "CohereLabs/aya_evaluation_suite", "CohereLabs/m-ArenaHard", "CohereLabs/m-ArenaHard-v2.0",
        "CohereLabs/m-ArenaHard-v2.1", "CohereLabs/global-mgsm", "juletxara/mgsm", "openlanguagedata/flores_plus", "facebook/flores", "Muennighoff/flores200",
        "CohereLabs/Global-MMLU", "CohereLabs/Global-MMLU-Lite"})
    void everyDataSetThatABenchmarkReadsIsThere(String repository) {
        assertThat(DataSets.find(repository)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"flores, openlanguagedata/flores_plus", "flores_plus, openlanguagedata/flores_plus", "FLORES200, Muennighoff/flores200",
        "aya_evaluation_suite, CohereLabs/aya_evaluation_suite", "m-ArenaHard, CohereLabs/m-ArenaHard", "global-mmlu, CohereLabs/Global-MMLU"})
    void aNameIsTheTablesOrTheHubs(String name, String repository) {
        assertThat(DataSets.get(name).repository()).isEqualTo(repository);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> DataSets.get("global-mgms")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("did you mean 'global-mgsm'?");
    }

    @Test
    void whatMayNotBeRepublishedIsMarked() {
        assertThat(DataSets.all()).filteredOn(set -> !set.republish()).extracting(DataSet::name).containsExactly("flores", "flores-facebook", "flores200");
        assertThat(DataSets.all()).filteredOn(set -> set.gated().orElse(false)).allMatch(set -> !set.republish());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "all", value = {
        "global-mgsm, all, am/test.parquet, true", "global-mgsm, am, am/test.parquet, true", "global-mgsm, am, km/test.parquet, false",
        "global-mgsm, am, README.md, true", "global-mgsm, all, LICENSE, true", "global-mgsm, all, .gitattributes, false",
        "global-mmlu, tl, fil/test-00000-of-00001.parquet, true", "global-mmlu, ha, hau/test.parquet, false",
        "flores, zh, devtest/cmn_Hans.parquet, true", "flores, zh, devtest/cmn_Hant.parquet, false", "flores, et, dev/ekk_Latn.jsonl, true",
        "flores, all, devtest/nqo_Nkoo.parquet, true", "flores200, am, amh_Ethi/devtest/0000.parquet, true",
        "mgsm, sw, mgsm_sw.tsv, true", "mgsm, sw, mgsm_te.tsv, false", "mgsm, all, exemplars.py, false",
        "aya-evaluation-suite, am, dolly_machine_translated/test-00000-of-00001.parquet, true", "multijail, am, data/train.csv, true"})
    void languagesLimitTheFilesWhereTheyAreApart(String name, String languages, String path, boolean is) {
        assertThat(wanted(name, languages).test(path)).isEqualTo(is);
    }

    @Test
    void aLanguageOfTheUsersOwnIsLookedForUnderItsCode() {
        assertThat(List.of("am/test.parquet", "amh_Ethi/x.parquet")).allMatch(wanted("global-mgsm", "am"));
    }
}
