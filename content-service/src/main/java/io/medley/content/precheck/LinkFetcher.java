package io.medley.content.precheck;

/** Fetches a link as a reader's browser would, and no further. */
public interface LinkFetcher {

  /** Fetches; every failure is a result. Never called inside a database transaction. */
  LinkResult fetch(String url);
}
