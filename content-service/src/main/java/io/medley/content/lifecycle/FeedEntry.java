package io.medley.content.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of what may be served, as the feed carries it: everything a sender needs to decide
 * without asking back.
 *
 * @param forms of a piece made of modules every form that may be sent, in its author's order; empty
 *     = none may; {@code null} = a single file, sent as it is
 * @param facets what it is about, for choosing among pieces
 */
public record FeedEntry(
    long number,
    UUID versionId,
    UUID assetId,
    String state,
    String contentHash,
    String metadataHash,
    String format,
    String fileName,
    String brandId,
    String title,
    String jobCode,
    String materialType,
    List<String> markets,
    String language,
    List<String> channels,
    List<String> audiences,
    Instant validFrom,
    Instant validTo,
    List<String> slotHints,
    Approval.Proof proof,
    @Nullable List<PieceForms.Form> forms,
    PieceFacets facets) {

  /** The entry that tells of the approval as it is now, with the forms that may be sent of it. */
  static FeedEntry of(
      Approval approval, @Nullable List<PieceForms.Form> forms, PieceFacets facets) {
    return new FeedEntry(
        approval.number(),
        approval.version().value(),
        approval.asset().value(),
        approval.state().name(),
        approval.contentHash(),
        approval.metadataHash(),
        approval.format(),
        approval.fileName(),
        approval.brandId(),
        approval.title(),
        approval.jobCode(),
        approval.materialType(),
        approval.markets(),
        approval.language(),
        approval.channels(),
        approval.audiences(),
        approval.validFrom(),
        approval.validTo(),
        approval.slotHints(),
        approval.proof(),
        forms,
        facets);
  }
}
