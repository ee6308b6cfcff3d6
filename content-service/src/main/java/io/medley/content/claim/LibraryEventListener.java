package io.medley.content.claim;

/** Told of every event of the library, inside the transaction that makes it. */
public interface LibraryEventListener {

  /** Something happened to what pieces rest on. */
  void told(LibraryEvent event);
}
