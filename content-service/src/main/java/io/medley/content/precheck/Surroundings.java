package io.medley.content.precheck;

import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.NearPieces.NearPiece;
import io.medley.content.precheck.PictureRights.PictureRight;
import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules look at beside the piece itself, as it stood at one moment.
 *
 * @param library claims of the piece's brand
 * @param sources what may be cited, and in which state it is
 * @param referenceTexts pages that anchors of the piece's claims point to, by their place
 * @param rights in the pictures; empty if nobody keeps them
 * @param near similar pieces
 * @param slots changing parts
 * @param links what fetching them came to
 * @param form what was signed and what is stored
 */
record Surroundings(
    Products products,
    LocalDate today,
    boolean jobCodeTaken,
    List<LibraryClaim> library,
    List<Source> sources,
    Map<String, String> referenceTexts,
    Optional<List<PictureRight>> rights,
    List<NearPiece> near,
    List<Slot> slots,
    LinkChecking.Known links,
    Optional<Form> form) {

  Surroundings {
    library = List.copyOf(library);
    sources = List.copyOf(sources);
    referenceTexts = Map.copyOf(referenceTexts);
    near = List.copyOf(near);
    slots = List.copyOf(slots);
  }

  /**
   * Hashes of the final form.
   *
   * @param stored of the bytes in the store
   * @param signed of the bytes the signatures are over
   */
  record Form(String stored, String signed) {}

  /** The same with the pages that the claims of the piece are anchored in. */
  Surroundings withReferenceTexts(Map<String, String> texts) {
    return new Surroundings(
        products, today, jobCodeTaken, library, sources, texts, rights, near, slots, links, form);
  }

  /** The same with what fetching the links came to. */
  Surroundings withLinks(LinkChecking.Known known) {
    return new Surroundings(
        products,
        today,
        jobCodeTaken,
        library,
        sources,
        referenceTexts,
        rights,
        near,
        slots,
        known,
        form);
  }

  /** What the product master alone can tell. */
  static Surroundings of(Products products, String brandId, LocalDate today, boolean taken) {
    return new Surroundings(
        products,
        today,
        taken,
        products.claims(brandId).stream().map(LibraryClaim::of).toList(),
        products.references().stream().map(Source::of).toList(),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        LinkChecking.Known.nothing(),
        Optional.empty());
  }
}
