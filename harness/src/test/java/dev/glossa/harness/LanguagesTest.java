package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private final Languages table = Languages.bundled();

    @TempDir
    Path folder;

    @Test
    void theFocusLanguagesAreThoseOfTheProtocolByRegion() {
        // Protocol, section 2.1: 67 languages, Europe 31, West Asia 5, South Asia 9, Asia Pacific 12, Africa 10.
        Map<Region, Long> counts = table.all().stream().filter(Language::focus)
                .collect(Collectors.groupingBy(l -> l.region().orElseThrow(), Collectors.counting()));
        assertThat(counts).isEqualTo(Map.of(Region.EUROPE, 31L, Region.WEST_ASIA, 5L, Region.SOUTH_ASIA, 9L,
                Region.ASIA_PACIFIC, 12L, Region.AFRICA, 10L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1; en ru de ja zh fr es pt it pl nl tr id",
        "2; cs vi ko uk sv ar el ro hu da sk th fi",
        "3; no bg he sr hi hr ca fa lt et sl bn lv",
        "4; ms ta eu gl mr ur te my sw gu km cy pa",
        "5; ga lo jv am ha mg mt ig zu yo sn xh wo"})
    void theBinsAreThoseOfTheProtocolInDescendingPages(int bin, String codes) {
        List<String> found = table.select("bin:" + bin, Optional.empty()).stream()
                .sorted((a, b) -> Long.compare(b.webPages().orElseThrow(), a.webPages().orElseThrow()))
                .map(Language::code).toList();
        assertThat(found).containsExactly(codes.strip().split(" "));
    }

    @Test
    void tagalogAndNepaliStayUnbinned() {
        assertThat(table.get("tl").bin()).isEqualTo(OptionalInt.empty());
        assertThat(table.get("ne").bin()).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "zh, zh", "zho, zh", "cmn, zh", "zho_Hans, zh", "zh-Hans, zh", "zho_Hant, zh_Hant", "zh_TW, zh_Hant", "cmn_Hant, zh_Hant",
        "no, no", "nb, no", "nob, no", "nor, no", "nob_Latn, no", "tl, tl", "fil, tl", "fil_Latn, tl", "tgl, tl",
        "sw, sw", "swh, sw", "swa, sw", "swh_Latn, sw", "SW, sw", "iw, he", "heb_Hebr, he", "arb, ar", "ara, ar", "fas, fa", "pes_Arab, fa",
        "ekk, et", "est_Latn, et", "lvs, lv", "zsm, ms", "plt, mg", "npi, ne", "am_Ethi, am", "Swahili, sw", "in, id", "uzb, uz", "kin, "})
    void everySpellingMeansOneLanguage(String spelling, String code) {
        assertThat(table.find(spelling).map(Language::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void codesAndSpellingsNeverMeanTwoLanguages() {
        for (Language language : table.all()) {
            assertThat(table.get(language.code())).isEqualTo(language);
            language.codeIn("flores200").ifPresent(code -> assertThat(table.get(code)).isEqualTo(language));
            language.codeIn("flores_plus").ifPresent(code -> assertThat(table.get(code)).isEqualTo(language));
        }
    }

    @Test
    void publishedSetsHaveTheSizesOfTheProtocol() {
        assertThat(table.select("paper", Optional.of("mdolly"))).hasSize(66);
        assertThat(table.select("paper", Optional.of("marenahard"))).hasSize(66);
        assertThat(table.select("paper", Optional.of("global-mgsm"))).hasSize(35);
        assertThat(table.select("paper", Optional.of("flores"))).hasSize(65);
        assertThat(table.select("paper", Optional.of("global-mmlu"))).hasSize(42);
    }

    @Test
    void ownNamesAndDirectionsAreThoseOfTheLanguage() {
        assertThat(table.get("ur").ownName()).isEqualTo("اردو");
        assertThat(table.get("ur").rightToLeft()).isTrue();
        assertThat(table.get("am").ownName()).isEqualTo("አማርኛ");
        assertThat(table.get("am").rightToLeft()).isFalse();
        assertThat(table.all().stream().filter(Language::rightToLeft).map(Language::code)).containsExactly("ar", "fa", "he", "ur");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "sw,am; sw am", "region:west-asia; ar fa tr mt he", "region:West Asia; ar fa tr mt he", "script:deva; hi mr ne",
        "region:africa,-ha,-bin:5; sw ny so lg st", "zho_Hant; zh_Hant"})
    void selectorsAddAndTakeAway(String selector, String codes) {
        assertThat(table.select(selector, Optional.empty()).stream().map(Language::code))
                .containsExactlyInAnyOrder(codes.strip().split(" "));
    }

    @Test
    void aSelectorOfExclusionsAloneStartsFromAll() {
        assertThat(table.select("-en", Optional.empty())).hasSize(table.all().size() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"region:atlantis; region:west-asia", "bin:6; bin:5", "planet:mars; script:", "sw,,am; empty entry", "sw,-sw; no language"})
    void aSelectorThatMeansNothingSaysWhatThereIs(String selector, String hint) {
        assertThatThrownBy(() -> table.select(selector, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(hint.strip());
    }

    @Test
    void anUnknownCodeIsRefusedWithTheNearestAndTheLineThatAddsIt() {
        assertThatThrownBy(() -> table.get("swx")).hasMessageContaining("sw").hasMessageContaining("--languages-file").hasMessageContaining("swx,NAME");
    }

    @Test
    void aUsersTableAddsALanguageAndARegionOfItsOwn() throws Exception {
        Languages more = table.overlaid(file("\uFEFFcode,name,own_name,script,region\r\nqu,Quechua,Runasimi,Latn,Americas\r\n"));
        assertThat(more.get("qu").region()).contains(new Region("Americas"));
        assertThat(more.get("qu").focus()).isFalse();
        assertThat(more.select("region:americas", Optional.empty())).hasSize(1);
        assertThat(more.get("sw")).isEqualTo(table.get("sw"));
    }

    @Test
    void aUsersRowKeepsWhatItDoesNotSay() throws Exception {
        Languages changed = table.overlaid(file("code,name,bin\nsw,Kiswahili,3\n"));
        assertThat(changed.get("sw").bin()).hasValue(3);
        assertThat(changed.get("sw").codeIn("flores200")).contains("swh_Latn");
        assertThat(changed.get("sw").name()).isEqualTo("Kiswahili");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "\"code,nmae\nqu,Quechua\"; did you mean 'name'",
        "\"code\nqu\"; no column 'name'",
        "\"code,name\nqu\"; 1 cells where the header has 2",
        "\"code,name\nqu,Quechua\nqu,Again\"; stands twice",
        "\"code,name,bin\nqu,Quechua,6\"; web-presence bin 6",
        "\"code,name,web_pages\nqu,Quechua,1.000\"; digits only",
        "\"code,name,direction\nqu,Quechua,up\"; neither ltr nor rtl",
        "\"code,name\n../x,Evil\"; no language code",
        "\"code,name,variety_of\nqu_Arab,Quechua,qu\"; a variety of 'qu'",
        "\"code,name\n\"; no language in it"})
    void abrokenTableSaysWhereAndWhat(String text, String message) throws Exception {
        Path broken = file(text);
        assertThatThrownBy(() -> table.overlaid(broken)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(broken.toString()).hasMessageContaining(message.strip());
    }

    @Test
    void aTableThatIsNotUtf8IsRefused() throws Exception {
        Path file = folder.resolve("latin1.csv");
        Files.write(file, "code,name\nqu,Quéchua\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> table.overlaid(file)).hasMessageContaining("UTF-8");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("languages.csv"), text);
    }
}
