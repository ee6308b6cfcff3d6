package io.medley.content.precheck;

import java.util.Collection;
import java.util.Map;

/** Stored results of fetching links. */
public interface LinkResults {

  /** The newest result of each of these addresses that was ever fetched, by address. */
  Map<String, LinkResult> newest(Collection<String> urls);

  /** Adds results; older ones stay. */
  void add(Collection<LinkResult> results);
}
