package io.medley.platform.elasticsearch;

import io.medley.platform.command.Reindexer;
import java.util.function.Consumer;

/** Rebuilds an index beside the running one, then switches the alias over and compares. */
public interface IndexRebuild {

  /** Hands every document that the system of record calls for to the consumer. */
  @FunctionalInterface
  interface Source {
    void forEach(Consumer<IndexProjector.Change> consumer);
  }

  /**
   * Rebuilds from the source. Projections may go on meanwhile: after the switch the source is read
   * again and whatever changed is written, and what it no longer calls for is removed.
   */
  Reindexer.Report rebuild(SearchIndex index, Source source);
}
