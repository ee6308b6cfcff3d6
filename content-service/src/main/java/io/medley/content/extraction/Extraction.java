package io.medley.content.extraction;

import java.nio.file.Path;

/** Reads files that may be broken or hostile; never inside this process. */
public interface Extraction {

  /** Changes whenever the same bytes may read differently than before. */
  String VERSION = "7";

  /**
   * Decides the type from the content, reads the text and renders the pages into the object store.
   *
   * @param file the bytes
   * @param name as its sender called it; only compared with what the content turns out to be
   * @throws FileRefused if it cannot be taken in
   */
  ExtractedFile read(Path file, String name);
}
