package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import java.util.List;
import java.util.Optional;

/** Which assets were made from which, as their tags say. Joins the caller's transaction. */
public interface Relations {

  /** Everything made from an asset, directly or not, nearest first; each asset once. */
  List<Related> madeFrom(AssetId root);

  /** The master of an asset that is an adaptation. */
  Optional<AssetId> masterOf(AssetId asset);
}
