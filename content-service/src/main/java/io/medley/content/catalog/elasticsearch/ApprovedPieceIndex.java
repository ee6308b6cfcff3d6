package io.medley.content.catalog.elasticsearch;

import io.medley.platform.elasticsearch.SearchIndex;
import io.medley.platform.elasticsearch.SearchIndexes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The catalog's index. Where the server has the module for it, titles and key messages are stemmed
 * in English and German too; a bare distribution lacks the module and is searched by plain words.
 */
@Component
class ApprovedPieceIndex {

  static final String ALIAS = "approved-pieces";
  static final int VERSION = 1;
  static final String ANALYSIS_MODULE = "analysis-common";

  private static final String MAPPING = "elasticsearch/approved-pieces-v1";

  private final SearchIndexes indexes;
  private final ReentrantLock creating = new ReentrantLock();
  private volatile @Nullable Ready ready;

  ApprovedPieceIndex(SearchIndexes indexes) {
    this.indexes = indexes;
  }

  /** The index, created on first use; the server may be away when the service starts. */
  SearchIndex index() {
    return ready().index();
  }

  /** Text fields to search, most telling first. */
  List<String> textFields() {
    return ready().stemmed()
        ? List.of(
            "title^3",
            "title.en^2",
            "title.de^2",
            "jobCode.words^3",
            "keyMessages",
            "keyMessages.en",
            "keyMessages.de")
        : List.of("title^3", "jobCode.words^3", "keyMessages");
  }

  /** Fields in which the title's found words are marked. */
  List<String> titleFields() {
    return ready().stemmed() ? List.of("title", "title.en", "title.de") : List.of("title");
  }

  static SearchIndex of(boolean stemmed) {
    return new SearchIndex(ALIAS, VERSION, MAPPING + (stemmed ? "-languages.json" : ".json"));
  }

  private Ready ready() {
    Ready known = ready;
    if (known != null) {
      return known;
    }
    creating.lock();
    try {
      boolean stemmed = indexes.hasModule(ANALYSIS_MODULE);
      Ready fresh = new Ready(of(stemmed), stemmed);
      indexes.create(fresh.index());
      ready = fresh;
      return fresh;
    } finally {
      creating.unlock();
    }
  }

  private record Ready(SearchIndex index, boolean stemmed) {}
}
