package io.medley.content.asset;

import io.medley.content.extraction.ExtractedFile;
import java.util.Optional;

/** What was read from files, kept by the hash of their bytes. */
public interface Renditions {

  /** What was read from these bytes, if anybody sent them before. */
  Optional<ExtractedFile> find(String contentHash);

  /** The same, if today's readers would read the same. */
  Optional<ExtractedFile> findCurrent(String contentHash);

  /** Keeps what was read; the same bytes twice are kept once. */
  void keep(String contentHash, ExtractedFile file);
}
