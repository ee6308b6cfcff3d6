package io.medley.content.catalog.elasticsearch;

import io.medley.content.catalog.Selection;
import io.medley.content.lifecycle.Approval;
import io.medley.platform.elasticsearch.IndexProjector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval as the index holds it. Withdrawn and expired ones stay as documents with their state,
 * because Elasticsearch forgets the version of a deleted document within a minute and an old write
 * could bring it back.
 */
record ApprovedPieceDocument(
    String versionId,
    String assetId,
    long number,
    String state,
    String versionNumber,
    String contentHash,
    String format,
    String brandId,
    String title,
    String jobCode,
    String materialType,
    String purpose,
    List<String> markets,
    String language,
    String languagePrimary,
    List<String> channels,
    List<String> audiences,
    List<String> indications,
    List<String> keyMessages,
    List<String> slotHints,
    String validFrom,
    String validTo,
    String liveAt,
    @Nullable String tier,
    String agency) {

  static ApprovedPieceDocument from(Approval approval) {
    return new ApprovedPieceDocument(
        approval.version().toString(),
        approval.asset().toString(),
        approval.number(),
        approval.state().name(),
        approval.versionNumber(),
        approval.contentHash(),
        approval.format(),
        approval.brandId(),
        approval.title(),
        approval.jobCode(),
        approval.materialType(),
        approval.purpose(),
        approval.markets(),
        approval.language(),
        Selection.primary(approval.language()),
        approval.channels(),
        approval.audiences(),
        approval.indications(),
        approval.keyMessages(),
        approval.slotHints(),
        approval.validFrom().toString(),
        approval.validTo().toString(),
        approval.liveAt().toString(),
        approval.tier(),
        approval.agency());
  }

  static IndexProjector.Change change(Approval approval) {
    return new IndexProjector.Change(
        approval.version().toString(), approval.number(), from(approval));
  }
}
