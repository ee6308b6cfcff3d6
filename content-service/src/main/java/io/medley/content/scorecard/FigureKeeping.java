package io.medley.content.scorecard;

import io.medley.platform.command.Reindexer;

/** Keeps the figures of reviews in step with the audit they are derived from. */
public interface FigureKeeping extends Reindexer {

  /** Takes over what happened since the last time; several instances may do it side by side. */
  void catchUp();
}
