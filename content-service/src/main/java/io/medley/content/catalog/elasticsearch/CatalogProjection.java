package io.medley.content.catalog.elasticsearch;

import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceFacts;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.platform.elasticsearch.IndexProjector;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Brings the index to what the row says now; an older state that comes later loses by its number.
 */
@Component
class CatalogProjection implements OutboxHandler {

  private static final int TOGETHER = 100;

  private final Approvals approvals;
  private final PieceFacts facts;
  private final IndexProjector projector;
  private final ApprovedPieceIndex index;

  CatalogProjection(
      Approvals approvals, PieceFacts facts, IndexProjector projector, ApprovedPieceIndex index) {
    this.approvals = approvals;
    this.facts = facts;
    this.projector = projector;
    this.index = index;
  }

  @Override
  public Set<String> topics() {
    return Set.of("catalog");
  }

  @Override
  public void handle(SequencedMessage message) {
    handleTogether(List.of(message));
  }

  /** One refresh makes many pieces searchable as fast as one. */
  @Override
  public int together() {
    return TOGETHER;
  }

  @Override
  public void handleTogether(List<SequencedMessage> messages) {
    List<Approval> found =
        messages.stream()
            .map(message -> new VersionId(UUID.fromString(message.message().key())))
            .map(approvals::find)
            .flatMap(Optional::stream)
            .toList();
    Map<VersionId, PieceFacts.Facts> known =
        facts.of(found.stream().map(Approval::version).toList());
    projector.project(
        index.index(),
        found.stream()
            .map(approval -> ApprovedPieceDocument.change(approval, known.get(approval.version())))
            .toList(),
        true);
  }
}
