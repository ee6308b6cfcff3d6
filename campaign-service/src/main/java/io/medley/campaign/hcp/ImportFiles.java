package io.medley.campaign.hcp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Files of HCPs that wait to be read. They are full of personal values: each is sealed under a key
 * of its own, and both are gone once it was read.
 */
public interface ImportFiles {

  /**
   * Keeps a file, piece by piece in transactions of their own; the run waits when all is there.
   *
   * @param run as it begins, in the state {@code RECEIVING}
   * @throws IOException if the file breaks off; what was kept is forgotten with {@link #forget}
   */
  void receive(ImportRun run, InputStream file) throws IOException;

  /** Reads a file from its beginning; a piece at a time is in memory. The caller closes it. */
  InputStream read(UUID run);

  /** Forgets the file and its key, in the caller's transaction. */
  void forget(UUID run);

  /** Runs that are being received and got nothing since. */
  List<UUID> abandoned(Instant since);
}
