package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;

/**
 * An asset that was made from another.
 *
 * @param parent what it was made from
 * @param depth 1 for what was made from the root itself
 */
public record Related(AssetId asset, AssetId parent, Relation relation, int depth) {

  /** How it was made. */
  public enum Relation {
    /** Localised or translated for a market. */
    ADAPTATION("Adapted from it"),
    /** The same in another format. */
    VARIANT("Variant of it"),
    /** It is assembled from it. */
    MODULE("Contains it"),
    /** Made after it. */
    DERIVED("Made after it");

    private final String title;

    Relation(String title) {
      this.title = title;
    }

    /** As people say it. */
    public String title() {
      return title;
    }
  }
}
