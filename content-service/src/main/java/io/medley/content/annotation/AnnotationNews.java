package io.medley.content.annotation;

import io.medley.content.asset.VersionId;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells who looks at a version when one of its annotations, or something else said of it, changed,
 * whichever instance changed it.
 */
public interface AnnotationNews {

  /**
   * Calls back with the annotation's id after every committed change, until closed. Calls of one
   * subscription never overlap. News may be repeated; after an outage of the database everything
   * may have changed and {@link #EVERYTHING} is told.
   */
  Subscription subscribe(VersionId version, Consumer<UUID> told);

  /**
   * Tells {@link #EVERYTHING} to whoever looks at the version, once the caller's transaction
   * commits.
   */
  void tell(VersionId version);

  /** Stands for any number of changes, of annotations or beside them. */
  UUID EVERYTHING = new UUID(0, 0);

  /** Ends by {@link #close}. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
