package io.medley.content.asset;

import java.util.List;

/** The text of versions as it was extracted from their files. */
public interface AssetText {

  /**
   * The text in reading order.
   *
   * @throws AssetRefusal.VersionUnknown if there is no such version
   */
  List<TextSection> sections(VersionId id);
}
