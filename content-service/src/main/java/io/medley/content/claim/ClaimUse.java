package io.medley.content.claim;

import java.time.LocalDate;
import java.util.List;

/**
 * The use somebody wants to make of a claim; an open list or an empty language asks nothing.
 *
 * @param from first day of use
 * @param to last day of use
 */
public record ClaimUse(
    List<String> indications,
    List<String> countries,
    String language,
    List<String> audiences,
    List<String> channels,
    LocalDate from,
    LocalDate to) {

  public ClaimUse {
    indications = List.copyOf(indications);
    countries = List.copyOf(countries);
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
  }
}
