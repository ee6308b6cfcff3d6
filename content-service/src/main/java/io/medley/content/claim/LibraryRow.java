package io.medley.content.claim;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim as it is imported, approved elsewhere.
 *
 * @param validFrom {@code null} = today
 */
public record LibraryRow(
    String id,
    String brandId,
    List<String> indications,
    List<String> countries,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    boolean safetyRelevant,
    List<ClaimWording> wordings,
    List<Source> supports) {

  public LibraryRow {
    indications = List.copyOf(indications);
    countries = List.copyOf(countries);
    wordings = List.copyOf(wordings);
    supports = List.copyOf(supports);
  }

  /**
   * What a claim rests on.
   *
   * @param page where the quote stands; 0 = wherever it is found
   * @param quote empty = no place is named
   */
  public record Source(String referenceId, int page, String quote) {}
}
