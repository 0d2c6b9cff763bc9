package dev.glossa.judges.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every language of FLORES-200, judged by hand against the model's 176 labels.
class Lid176Test {
    private static final String TOLD = """
            afr_Latn als_Latn amh_Ethi arb_Arab arz_Arab asm_Beng ast_Latn azb_Arab azj_Latn bak_Cyrl bel_Cyrl ben_Beng
            bho_Deva bod_Tibt bos_Latn bul_Cyrl cat_Latn ceb_Latn ces_Latn ckb_Arab cym_Latn dan_Latn deu_Latn ell_Grek
            eng_Latn epo_Latn est_Latn eus_Latn fin_Latn fra_Latn gla_Latn gle_Latn glg_Latn grn_Latn guj_Gujr hat_Latn
            heb_Hebr hin_Deva hrv_Latn hun_Latn hye_Armn ilo_Latn ind_Latn isl_Latn ita_Latn jav_Latn jpn_Jpan kan_Knda
            kat_Geor kaz_Cyrl khk_Cyrl khm_Khmr kir_Cyrl kmr_Latn kor_Hang lao_Laoo lim_Latn lit_Latn lmo_Latn ltz_Latn
            lvs_Latn mai_Deva mal_Mlym mar_Deva min_Latn mkd_Cyrl mlt_Latn mya_Mymr nld_Latn nno_Latn nob_Latn npi_Deva
            oci_Latn ory_Orya pan_Guru pbt_Arab pes_Arab plt_Latn pol_Latn por_Latn quy_Latn ron_Latn rus_Cyrl san_Deva
            scn_Latn sin_Sinh slk_Latn slv_Latn snd_Arab som_Latn spa_Latn srd_Latn srp_Cyrl sun_Latn swe_Latn swh_Latn
            tam_Taml tat_Cyrl tel_Telu tgk_Cyrl tgl_Latn tha_Thai tuk_Latn tur_Latn uig_Arab ukr_Cyrl urd_Arab uzn_Latn
            vec_Latn vie_Latn war_Latn ydd_Hebr yor_Latn yue_Hant zho_Hans zho_Hant zsm_Latn
            """;
    private static final String UNTOLD = """
            ace_Arab ace_Latn acm_Arab acq_Arab aeb_Arab ajp_Arab aka_Latn apc_Arab arb_Latn ars_Arab ary_Arab awa_Deva
            ayr_Latn bam_Latn ban_Latn bem_Latn bjn_Arab bjn_Latn bug_Latn cjk_Latn crh_Latn dik_Latn dyu_Latn dzo_Tibt
            ewe_Latn fao_Latn fij_Latn fon_Latn fur_Latn fuv_Latn gaz_Latn hau_Latn hne_Deva ibo_Latn kab_Latn kac_Latn
            kam_Latn kas_Arab kas_Deva kbp_Latn kea_Latn kik_Latn kin_Latn kmb_Latn knc_Arab knc_Latn kon_Latn lij_Latn
            lin_Latn ltg_Latn lua_Latn lug_Latn luo_Latn lus_Latn mag_Deva min_Arab mni_Beng mos_Latn mri_Latn nso_Latn
            nus_Latn nya_Latn pag_Latn pap_Latn prs_Arab run_Latn sag_Latn sat_Olck shn_Mymr smo_Latn sna_Latn sot_Latn
            ssw_Latn szl_Latn taq_Latn taq_Tfng tir_Ethi tpi_Latn tsn_Latn tso_Latn tum_Latn twi_Latn tzm_Tfng umb_Latn
            wol_Latn xho_Latn zul_Latn
            """;

    @Test
    void ofFloresTheModelTellsTheLanguagesOfItsWikipedias() {
        List<String> all = Stream.concat(codes(TOLD), codes(UNTOLD)).toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(204);
        assertThat(all.stream().filter(code -> Lid176.label(language(code)).isEmpty())).containsExactlyElementsOf(codes(UNTOLD).toList());
    }

    @Test
    void theTableOfLanguagesSaysTheSame() {
        for (Language language : Languages.bundled().all()) {
            if (language.varietyOf().isEmpty()) {
                assertThat(language.codeIn("lid176")).as(language.code()).isEqualTo(Lid176.byIso(language));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"afr_Latn, af", "nno_Latn, nn", "bho_Deva, bh", "gsw_Latn, als", "als_Latn, sq", "khk_Cyrl, mn", "kmr_Latn, ku", "arz_Arab, arz", "ary_Arab,", "snd_Deva,",
        "zh_Hant, zh", "yue_Hant, yue", "ekk_Latn, et", "cat_Latn_vale1252, ca", "als_Latn_abcd1234, sq"})
    void aLabelIsACodeOfWikipedia(String code, String label) {
        assertThat(Lid176.label(language(code))).isEqualTo(Optional.ofNullable(label));
    }

    private static Stream<String> codes(String block) {
        return Stream.of(block.split("\\s+")).filter(code -> !code.isEmpty());
    }

    private static Language language(String code) {
        return Languages.bundled().get(code);
    }
}
