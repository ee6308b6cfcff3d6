package io.medley.content.catalog.elasticsearch;

import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceFacts;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.platform.command.Reindexer;
import io.medley.platform.elasticsearch.IndexProjector;
import io.medley.platform.elasticsearch.IndexRebuild;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rebuilds the catalog from the approvals and compares the two. */
@Component
class CatalogReindexer implements Reindexer {

  private static final int BATCH = 500;

  private final Approvals approvals;
  private final PieceFacts facts;
  private final IndexRebuild rebuild;
  private final ApprovedPieceIndex index;

  CatalogReindexer(
      Approvals approvals, PieceFacts facts, IndexRebuild rebuild, ApprovedPieceIndex index) {
    this.approvals = approvals;
    this.facts = facts;
    this.rebuild = rebuild;
    this.index = index;
  }

  @Override
  public String name() {
    return ApprovedPieceIndex.ALIAS;
  }

  @Override
  public Report reindex() {
    return rebuild.rebuild(index.index(), this::everything);
  }

  private void everything(Consumer<IndexProjector.Change> consumer) {
    @Nullable VersionId after = null;
    while (true) {
      List<Approval> page = approvals.page(after, BATCH);
      Map<VersionId, PieceFacts.Facts> known =
          facts.of(page.stream().map(Approval::version).toList());
      page.forEach(
          approval ->
              consumer.accept(
                  ApprovedPieceDocument.change(approval, known.get(approval.version()))));
      if (page.size() < BATCH) {
        return;
      }
      after = page.getLast().version();
    }
  }
}
