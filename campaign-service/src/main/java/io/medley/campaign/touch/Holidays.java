package io.medley.campaign.touch;

import java.time.LocalDate;
import java.util.Set;

/** Public holidays. */
public interface Holidays {

  /**
   * Public holidays of a country.
   *
   * @param country ISO 3166 alpha-2; one without a calendar in {@link ContactRules} has none
   * @param from first day
   * @param until last day, inclusive
   */
  Set<LocalDate> between(String country, LocalDate from, LocalDate until);
}
