package io.medley.content.extraction;

import java.nio.file.Path;
import java.util.Optional;

/** Asks a virus scanner. Present only where one is configured. */
public interface VirusScan {

  /**
   * What the scanner found in the file.
   *
   * @return the name of what it found; empty if the file is clean
   * @throws FileRefused if the file is larger than the scanner takes
   * @throws ScannerUnavailable if there was no verdict; the file must not be taken in then
   */
  Optional<String> find(Path file);
}
