package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;

/** Stored cascades of withdrawals. Every method joins the caller's transaction. */
public interface Cascades {

  /** Adds a step; nothing if the same withdrawal has it already. */
  void add(CascadeStep step);

  /** Steps still to be done, oldest first, that no other transaction works on. */
  List<CascadeStep> toDo(int limit);

  void done(CascadeStep step, Instant at);

  /** Everything a withdrawal takes with it. */
  List<CascadeStep> of(VersionId root);
}
