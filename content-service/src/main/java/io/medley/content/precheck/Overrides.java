package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.util.List;

/** Stored decisions against blocking findings; never changed once written. */
public interface Overrides {

  /** Adds a decision with the statement that was signed; false if there is one already. */
  boolean add(VersionId version, BlockOverride decision, String statement);

  /** The decisions about exactly these bytes of a version, oldest first. */
  List<BlockOverride> of(VersionId version, String contentHash);
}
