package io.medley.content.asset;

/** The files of the library's sources. */
public interface SourceEditions {

  /** Number of a source's newest file; 0 if it has none, or there is no such source. */
  int newest(String referenceId);
}
