package io.medley.content.lifecycle;

import java.time.Instant;

/** The rule packs whose change was told last. Joins the caller's transaction. */
public interface RulePacksTold {

  /**
   * Notes the version of a market's pack.
   *
   * @return whether another version had been noted before; false for a market seen first
   */
  boolean replace(String market, String version, Instant at);
}
