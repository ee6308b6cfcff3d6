package io.medley.campaign.channel;

import java.time.LocalDate;
import java.util.List;

/** The safety and prescribing information of the product master, as this service keeps it. */
public interface SafetyTexts {

  /** The labels of a brand in a market, in any language and of any day that is kept. */
  List<SafetyText> of(String brandId, String market);

  /** Replaces everything by what content-service's master says. */
  void replace(List<SafetyText> texts);

  /**
   * One label's texts.
   *
   * @param language BCP 47
   * @param effectiveFrom first day on which it is in force, where the market is
   * @param safetyText id and version of the safety information
   * @param isi important safety information, the approved words
   * @param prescribingText id and version of the prescribing information
   * @param piUrl where that is found with one click
   * @param additionalMonitoring whether the black triangle is carried there
   * @param boxedWarning its words; empty if there is none
   * @param aeStatement how adverse events are reported there
   */
  record SafetyText(
      String brandId,
      String brandName,
      String market,
      String language,
      String labelVersion,
      LocalDate effectiveFrom,
      String safetyText,
      String isi,
      String prescribingText,
      String piUrl,
      boolean additionalMonitoring,
      String boxedWarning,
      String aeStatement) {}
}
