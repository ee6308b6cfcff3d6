package io.medley.content.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a claim as somebody wants it.
 *
 * @param supports what it rests on; may be empty in a draft
 */
public record ClaimDraft(
    List<String> indications,
    List<String> countries,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    boolean safetyRelevant,
    List<ClaimWording> wordings,
    List<Support> supports) {

  public ClaimDraft {
    indications = List.copyOf(indications);
    countries = List.copyOf(countries);
    wordings = List.copyOf(wordings);
    supports = List.copyOf(supports);
  }

  /**
   * What it is to rest on.
   *
   * @param anchorId an anchor of that reference; {@code null} if there is none yet
   */
  public record Support(String referenceId, @Nullable UUID anchorId) {}
}
