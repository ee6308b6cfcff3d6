package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.UUID;

/**
 * Imports that go on by themselves once the file is here: whoever asked may leave, and a run that
 * breaks off with its process is gone on with by another, from the row it stood at.
 */
public interface HcpImports {

  /**
   * Takes a file; it is read in the background.
   *
   * @param fileName as people know it; shown, not trusted
   * @param file the caller closes it
   * @return the run, waiting
   * @throws IOException if the file breaks off; then nothing of it is imported
   */
  ImportRun receive(String fileName, ImportRun.Format format, InputStream file, Actor actor)
      throws IOException;

  /**
   * A run.
   *
   * @throws ImportUnknown if there is none
   */
  ImportRun require(UUID id);

  /** Writes all notes of a run as CSV: {@code row,kind,reason}. */
  void writeNotes(UUID id, Writer out) throws IOException;

  /** Goes on with whatever waits or broke off; one file at a time in this process. */
  void resume();
}
