package io.medley.content.catalog;

/**
 * The number of the newest committed change of what may be served. It is read from the store, never
 * guessed from time: what is remembered under a number that is still the newest is still true.
 */
public interface CatalogEpoch {

  /** The number as it is at some instant after this was called. */
  long current();
}
