package io.medley.content.catalog.elasticsearch;

import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceFacts;
import io.medley.content.lifecycle.Approvals;
import io.medley.platform.elasticsearch.IndexProjector;
import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Brings the index to what the row says now; an older state that comes later loses by its number.
 */
@Component
class CatalogProjection implements OutboxHandler {

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
    VersionId version = new VersionId(UUID.fromString(message.message().key()));
    approvals
        .find(version)
        .ifPresent(
            approval ->
                projector.project(
                    index.index(),
                    ApprovedPieceDocument.change(
                        approval, facts.of(List.of(version)).get(version))));
  }
}
