package io.medley.platform.command;

/** Rebuilds one search index from the system of record and compares the two. */
public interface Reindexer {

  /** Name for the report, e.g. {@code content-assets}. */
  String name();

  /** Rebuilds and compares. */
  Report reindex();

  /**
   * Outcome of one rebuild.
   *
   * @param stored documents the system of record holds
   * @param indexed documents the index holds afterwards
   * @param storedDigest digest over the documents the record calls for
   * @param indexedDigest digest over the documents the index holds
   */
  record Report(String name, long stored, long indexed, String storedDigest, String indexedDigest) {

    /** True if record and index hold the same. */
    public boolean equal() {
      return stored == indexed && storedDigest.equals(indexedDigest);
    }
  }
}
