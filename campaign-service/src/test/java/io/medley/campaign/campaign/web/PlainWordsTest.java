package io.medley.campaign.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it is WITHDRAWN                                | it is withdrawn
          Steady (ZEL-LIVE-7) is WITHDRAWING, and no     | Steady (ZEL-LIVE-7) is being withdrawn, and no
          nothing fits GB, en-GB, EMAIL, HCP             | nothing fits GB, en-GB, e-mail, HCP
          catalog: OUT_OF_DATE                           | catalog: out of date
          AWARE on dosing; made for CONSIDERATION        | aware on dosing; made for consideration
          made for CARDIOLOGY, FAMILY_MEDICINE           | made for cardiology, family medicine
          ZELVARO in HCPs of the NHS (PI, ISI)           | ZELVARO in HCPs of the NHS (PI, ISI)
          """)
  void shouldSayCodesInWordsAndLeaveNamesAlone(String stored, String said) {
    assertThat(PlainWords.said(stored)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "MD, Physician",
    "PHYSICIAN, Physician",
    "NP, Nurse practitioner",
    "Herbalist, Herbalist"
  })
  void shouldNameProfessions(String type, String said) {
    assertThat(PlainWords.profession(type)).isEqualTo(said);
  }
}
