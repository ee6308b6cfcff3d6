package io.medley.content.precheck;

import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An approved claim as the rules need it. An empty set of a scope allows everything.
 *
 * @param wordings approved words, by BCP 47 language
 * @param approved whether it may be used at all today
 * @param validFrom first day of use, {@code null} without one
 * @param validTo last day of use, {@code null} without one
 * @param keepsAnchors whether its library keeps the place in the reference for every claim; one
 *     that does not is not asked for them
 */
public record LibraryClaim(
    String id,
    String version,
    String brandId,
    Map<String, List<String>> wordings,
    boolean approved,
    Scope scope,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    List<Anchor> references,
    boolean keepsAnchors) {

  public LibraryClaim {
    wordings = Map.copyOf(wordings);
    references = List.copyOf(references);
  }

  /** Where a claim may be used. */
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
   * @param page of the reference, 0 if nobody said
   * @param quote the reference's own words, empty if nobody said
   */
  public record Anchor(String referenceId, int page, String quote) {}

  /** The wordings in a language, region aside. */
  public List<String> wordingsIn(String language) {
    return wordings.entrySet().stream()
        .filter(entry -> Products.sameLanguage(entry.getKey(), language))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /** A claim of the product master, which knows words and sources but no scope and no anchors. */
  static LibraryClaim of(ApprovedClaim claim) {
    Map<String, List<String>> wordings = new LinkedHashMap<>();
    claim.text().forEach((language, text) -> wordings.put(language, List.of(text)));
    return new LibraryClaim(
        claim.id(),
        "",
        claim.brandId(),
        wordings,
        true,
        Scope.everywhere(),
        null,
        null,
        claim.references().stream().map(id -> new Anchor(id, 0, "")).toList(),
        false);
  }
}
