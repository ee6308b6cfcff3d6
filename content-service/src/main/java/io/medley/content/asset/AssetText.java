package io.medley.content.asset;

import io.medley.content.extraction.ExtractedFile;
import java.util.List;

/** What versions say and look like, as it was read from their files. */
public interface AssetText {

  /**
   * The text in reading order.
   *
   * @throws AssetRefusal.VersionUnknown if there is no such version
   */
  List<TextSection> sections(VersionId id);

  /**
   * Text with places, links, remarks and page images.
   *
   * @throws AssetRefusal.VersionUnknown if there is no such version
   */
  ExtractedFile rendition(VersionId id);
}
