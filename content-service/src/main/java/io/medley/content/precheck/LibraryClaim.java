package io.medley.content.precheck;

import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of an approved claim as the rules need it. An empty set of a scope allows everything.
 *
 * @param against why it may not be used today, as words that go on after “it”; empty if it may
 * @param validFrom first day of use, {@code null} without one
 * @param validTo last day of use, {@code null} without one
 * @param keepsAnchors whether its library keeps the place in the reference for every claim; one
 *     that does not is not asked for them
 */
public record LibraryClaim(
    String id,
    String version,
    String brandId,
    List<Wording> wordings,
    String against,
    Scope scope,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    List<Anchor> references,
    boolean keepsAnchors) {

  public LibraryClaim {
    wordings = List.copyOf(wordings);
    references = List.copyOf(references);
  }

  /** Whether it may be used at all today. */
  public boolean approved() {
    return against.isEmpty();
  }

  /**
   * Approved words.
   *
   * @param language BCP 47
   * @param scope where these words may be used, within the claim's own scope
   */
  public record Wording(String language, String text, Scope scope) {}

  /** Where a claim, or one of its wordings, may be used. */
  public record Scope(
      Set<String> indicationIds,
      Set<String> countries,
      Set<String> languages,
      Set<String> audiences,
      Set<String> channels) {

    public Scope {
      // In one order, so that equal scopes hash alike.
      indicationIds = Collections.unmodifiableSortedSet(new TreeSet<>(indicationIds));
      countries = Collections.unmodifiableSortedSet(new TreeSet<>(countries));
      languages = Collections.unmodifiableSortedSet(new TreeSet<>(languages));
      audiences = Collections.unmodifiableSortedSet(new TreeSet<>(audiences));
      channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
    }

    /** Everywhere. */
    public static Scope everywhere() {
      return new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }
  }

  /**
   * What supports a claim.
   *
   * @param edition of the reference, 0 if nobody said
   * @param page of the edition, 0 if nobody said
   * @param quote the reference's own words, empty if nobody said
   */
  public record Anchor(String referenceId, int edition, int page, String quote) {

    /** Whether somebody named the place at all. */
    public boolean named() {
      return page > 0 && !quote.isBlank();
    }

    /** The place in words that are the same for the same place. */
    public String place() {
      return referenceId + "/" + edition + "/" + page;
    }
  }

  /** A claim of the product master, which knows words and sources but no scope and no anchors. */
  static LibraryClaim of(ApprovedClaim claim) {
    return new LibraryClaim(
        claim.id(),
        "",
        claim.brandId(),
        claim.text().entrySet().stream()
            .map(text -> new Wording(text.getKey(), text.getValue(), Scope.everywhere()))
            .toList(),
        "",
        Scope.everywhere(),
        null,
        null,
        claim.references().stream().map(id -> new Anchor(id, 0, 0, "")).toList(),
        false);
  }
}
