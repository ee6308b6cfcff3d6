package io.medley.content.inspection;

import io.medley.content.asset.AssetVersion;
import java.util.Map;

/** What another room adds to the inspection bundle of a version. */
public interface BundlePart {

  /**
   * Files by path within the bundle, e.g. {@code annotations.json}; each value is written as
   * canonical JSON and must come out the same for the same state.
   */
  Map<String, Object> of(AssetVersion version);
}
