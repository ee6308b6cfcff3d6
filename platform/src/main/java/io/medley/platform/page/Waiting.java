package io.medley.platform.page;

/** The number beside the bell. */
@FunctionalInterface
public interface Waiting {

  /** How many notifications wait for a person; -1 if that cannot be said, then there is no bell. */
  int of(String person);
}
