package io.medley.content.extraction;

import java.nio.file.Path;

/**
 * Writes metadata into copies of files. The copy begins with the very bytes of the original: what
 * was sealed can be cut out of it again and verified.
 */
public interface MetadataStamping {

  /**
   * Writes a copy of a PDF that carries the XMP packet.
   *
   * @param original the file; it is only read
   * @param packet the XMP packet
   * @param copy where the copy is written
   * @return false if this file cannot carry it, for example because it is encrypted or broken
   */
  boolean stamp(Path original, String packet, Path copy);
}
