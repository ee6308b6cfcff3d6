package io.medley.platform.elasticsearch;

/** Creates indices and looks after them. */
public interface SearchIndexes {

  /** Creates the index and its alias unless they exist; racing instances are tolerated. */
  void create(SearchIndex index);

  /** Makes everything written so far searchable. */
  void refresh(SearchIndex index);

  /** Number of searchable documents. */
  long count(SearchIndex index);

  /** True if the server has the named plugin or module, e.g. {@code analysis-common}. */
  boolean hasModule(String name);
}
