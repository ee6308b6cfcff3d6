package io.medley.content.extraction.tika;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files of one format. */
interface DocumentReader {

  /**
   * Reads text, links, remarks and pages.
   *
   * @throws IOException if the file is not what its first bytes promise
   * @throws Refused if it must not be taken in
   */
  void read(Path file, Reading reading) throws IOException;
}
