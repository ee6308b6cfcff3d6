package io.medley.content.catalog.elasticsearch;

import io.medley.content.catalog.PieceFacts;
import io.medley.content.catalog.SafetyInForce;
import io.medley.content.catalog.Selection;
import io.medley.content.lifecycle.Approval;
import io.medley.platform.elasticsearch.IndexProjector;
import java.util.List;
import java.util.Map;
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
    String agency,
    List<String> safety,
    List<String> specialties,
    String journeyStage,
    List<String> keyMessageIds,
    String text) {

  static ApprovedPieceDocument from(Approval approval, PieceFacts.@Nullable Facts known) {
    PieceFacts.Facts facts =
        known == null ? new PieceFacts.Facts(Map.of(), List.of(), "", List.of(), "") : known;
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
        approval.agency(),
        approval.markets().stream()
            .map(
                market ->
                    SafetyInForce.mark(
                        market, facts.safetyTexts().getOrDefault(market, SafetyInForce.NONE)))
            .toList(),
        facts.specialties(),
        facts.journeyStage(),
        facts.keyMessageIds(),
        facts.text());
  }

  static IndexProjector.Change change(Approval approval, PieceFacts.@Nullable Facts facts) {
    return new IndexProjector.Change(
        approval.version().toString(), approval.number(), from(approval, facts));
  }
}
