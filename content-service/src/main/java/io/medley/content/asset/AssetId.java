package io.medley.content.asset;

import java.util.UUID;

/** Names a content asset: the piece through all its versions. */
public record AssetId(UUID value) {

  /** A new id that nothing bears yet. */
  public static AssetId random() {
    return new AssetId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
