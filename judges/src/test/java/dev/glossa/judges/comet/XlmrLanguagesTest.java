package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every language of FLORES-200, judged by hand against Table 6 of arXiv 1911.02116.
class XlmrLanguagesTest {
    private static final String SEEN = """
            acm_Arab acq_Arab aeb_Arab afr_Latn ajp_Arab als_Latn amh_Ethi apc_Arab arb_Arab ars_Arab ary_Arab arz_Arab
            asm_Beng azj_Latn bel_Cyrl ben_Beng bos_Latn bul_Cyrl cat_Latn ces_Latn cym_Latn dan_Latn deu_Latn ell_Grek
            eng_Latn epo_Latn est_Latn eus_Latn fin_Latn fra_Latn gaz_Latn gla_Latn gle_Latn glg_Latn guj_Gujr hau_Latn
            heb_Hebr hin_Deva hrv_Latn hun_Latn hye_Armn ind_Latn isl_Latn ita_Latn jav_Latn jpn_Jpan kan_Knda kat_Geor
            kaz_Cyrl khk_Cyrl khm_Khmr kir_Cyrl kmr_Latn kor_Hang lao_Laoo lit_Latn lvs_Latn mal_Mlym mar_Deva mkd_Cyrl
            mya_Mymr nld_Latn nno_Latn nob_Latn npi_Deva ory_Orya pan_Guru pbt_Arab pes_Arab plt_Latn pol_Latn por_Latn
            prs_Arab ron_Latn rus_Cyrl san_Deva sin_Sinh slk_Latn slv_Latn snd_Arab som_Latn spa_Latn srp_Cyrl sun_Latn
            swe_Latn swh_Latn tam_Taml tel_Telu tgl_Latn tha_Thai tur_Latn uig_Arab ukr_Cyrl urd_Arab uzn_Latn vie_Latn
            xho_Latn ydd_Hebr zho_Hans zho_Hant zsm_Latn
            """;
    private static final String UNSEEN = """
            ace_Arab ace_Latn aka_Latn arb_Latn ast_Latn awa_Deva ayr_Latn azb_Arab bak_Cyrl bam_Latn ban_Latn bem_Latn
            bho_Deva bjn_Arab bjn_Latn bod_Tibt bug_Latn ceb_Latn cjk_Latn ckb_Arab crh_Latn dik_Latn dyu_Latn dzo_Tibt
            ewe_Latn fao_Latn fij_Latn fon_Latn fur_Latn fuv_Latn grn_Latn hat_Latn hne_Deva ibo_Latn ilo_Latn kab_Latn
            kac_Latn kam_Latn kas_Arab kas_Deva kbp_Latn kea_Latn kik_Latn kin_Latn kmb_Latn knc_Arab knc_Latn kon_Latn
            lij_Latn lim_Latn lin_Latn lmo_Latn ltg_Latn ltz_Latn lua_Latn lug_Latn luo_Latn lus_Latn mag_Deva mai_Deva
            min_Arab min_Latn mlt_Latn mni_Beng mos_Latn mri_Latn nso_Latn nus_Latn nya_Latn oci_Latn pag_Latn pap_Latn
            quy_Latn run_Latn sag_Latn sat_Olck scn_Latn shn_Mymr smo_Latn sna_Latn sot_Latn srd_Latn ssw_Latn szl_Latn
            taq_Latn taq_Tfng tat_Cyrl tgk_Cyrl tir_Ethi tpi_Latn tsn_Latn tso_Latn tuk_Latn tum_Latn twi_Latn tzm_Tfng
            umb_Latn vec_Latn war_Latn wol_Latn yor_Latn yue_Hant zul_Latn
            """;

    @Test
    void ofFloresTheEncoderSawTheLanguagesOfItsTableUnderWhateverCode() {
        List<String> all = Stream.concat(codes(SEEN), codes(UNSEEN)).toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(204);
        assertThat(all.stream().filter(code -> !XlmrLanguages.saw(language(code)))).containsExactlyElementsOf(codes(UNSEEN).toList());
    }

    @ParameterizedTest
    @CsvSource({"zh_Hant, true", "cmn_Hant, true", "fil_Latn, true", "ekk_Latn, true", "cat_Latn_vale1252, true", "srp_Latn, true", "snd_Deva, false", "mvf_Mong, false"})
    void aVarietyIsItsLanguageAndAnotherScriptIsAnother(String code, boolean saw) {
        assertThat(XlmrLanguages.saw(language(code))).isEqualTo(saw);
    }

    private static Stream<String> codes(String block) {
        return Stream.of(block.split("\\s+")).filter(code -> !code.isEmpty());
    }

    private static Language language(String code) {
        return Languages.bundled().get(code);
    }
}
