package io.medley.content.claim;

import io.medley.content.product.Products;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One brand's claims, and the references there are, at one moment.
 *
 * @param claims every version that was ever approved, whatever became of it, the newest of a claim
 *     first; drafts are not in it
 */
public record ClaimLibrary(List<ClaimVersion> claims, List<LibraryReference> references) {

  public ClaimLibrary {
    claims = List.copyOf(claims);
    references = List.copyOf(references);
  }

  /** A library without anything in it. */
  public static ClaimLibrary empty() {
    return new ClaimLibrary(List.of(), List.of());
  }

  /** The newest ever approved version of the claim with this key. */
  public Optional<ClaimVersion> claim(String id) {
    return claims.stream().filter(claim -> claim.claimId().equals(id)).findFirst();
  }

  /** The reference with this key. */
  public Optional<LibraryReference> reference(String id) {
    return references.stream().filter(reference -> reference.id().equals(id)).findFirst();
  }

  /**
   * The claim wording a sentence is, or is nearest to; empty if none is near.
   *
   * @param language of the sentence; wordings in other languages are not compared
   */
  public Optional<Nearest> nearest(String sentence, String language) {
    return claims.stream()
        .flatMap(
            claim ->
                claim.wordings().stream()
                    .filter(wording -> Products.sameLanguage(wording.language(), language))
                    .map(
                        wording ->
                            new Nearest(
                                claim,
                                wording,
                                WordingComparison.of(
                                    wording.text(), sentence, wording.language()))))
        .filter(nearest -> nearest.comparison().match().isPresent())
        .min(
            Comparator.comparing((Nearest nearest) -> nearest.comparison().match().orElseThrow())
                .thenComparingDouble(nearest -> -nearest.comparison().similarity()));
  }

  /** A claim wording and how a sentence differs from it. */
  public record Nearest(ClaimVersion claim, ClaimWording wording, WordingComparison comparison) {}
}
