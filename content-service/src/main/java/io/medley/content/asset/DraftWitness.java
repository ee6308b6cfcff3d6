package io.medley.content.asset;

/**
 * Told of what happens to a draft, inside the transaction in which it happens; decides nothing.
 * What it writes is committed with it or not at all.
 */
public interface DraftWitness {

  /** It was taken in, and what belongs to it was stored. */
  default void uploaded(AssetVersion version) {}

  /** Its tags were confirmed. */
  default void tagsConfirmed(AssetVersion version) {}

  /** It was to be submitted, and the pre-checks stopped it. */
  default void stopped(AssetVersion version) {}

  /** It was submitted; its metadata is frozen. */
  default void submitted(AssetVersion version) {}

  /** It was submitted and is a draft again: the coordinator returned it. */
  default void reopened(AssetVersion version) {}

  /** It was given up; nobody goes on with it. */
  default void givenUp(AssetVersion version) {}
}
