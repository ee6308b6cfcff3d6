package io.medley.content.extraction;

import java.nio.file.Path;

/**
 * Writes metadata into copies of files; the original is only read. What a format knows of its own
 * for that is used, and what the file already said of itself is kept beside it.
 */
public interface MetadataStamping {

  /**
   * Writes a copy that carries the XMP packet: as an incremental update (PDF), a chunk (PNG), a
   * segment (JPEG), an element (SVG), a box (MP4), or as document properties (Office files).
   *
   * @param format of the file; one that {@linkplain ContentFormat#carriesMetadata() can carry it}
   * @param original the file; it is only read
   * @param packet the XMP packet
   * @param copy where the copy is written
   * @return false if this file cannot carry it, for example because it is encrypted or broken
   */
  boolean stamp(ContentFormat format, Path original, String packet, Path copy);
}
