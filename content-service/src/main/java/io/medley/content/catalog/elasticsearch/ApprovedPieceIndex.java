package io.medley.content.catalog.elasticsearch;

import io.medley.platform.elasticsearch.SearchExchange;
import io.medley.platform.elasticsearch.SearchIndex;
import io.medley.platform.elasticsearch.SearchIndexes;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalog's index. Where the server has the module for it, titles and key messages are stemmed
 * in English and German too; a bare distribution lacks the module and is searched by plain words.
 * It is kept newest first, so that a question for the newest few stops early.
 */
@Component
class ApprovedPieceIndex {

  static final String ALIAS = "approved-pieces";
  static final int VERSION = 2;
  static final String ANALYSIS_MODULE = "analysis-common";

  private static final String MAPPING = "elasticsearch/approved-pieces-v" + VERSION;

  private static final List<String> LANGUAGES = List.of("en", "de", "fr");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SearchExchange exchange;
  private final SearchIndexes indexes;
  private final ReentrantLock creating = new ReentrantLock();
  private volatile @Nullable Ready ready;

  ApprovedPieceIndex(SearchExchange exchange, SearchIndexes indexes) {
    this.exchange = exchange;
    this.indexes = indexes;
  }

  /** The index, created on first use; the server may be away when the service starts. */
  SearchIndex index() {
    return ready().index();
  }

  /** Text fields to search, most telling first. */
  List<String> textFields() {
    List<String> fields =
        new ArrayList<>(List.of("title^3", "jobCode.words^3", "keyMessages", "text"));
    if (ready().stemmed()) {
      for (String language : LANGUAGES) {
        fields.add("title." + language + "^2");
        fields.add("keyMessages." + language);
        fields.add("text." + language + "^0.5");
      }
    }
    return fields;
  }

  /** Fields in which slips of spelling are forgiven. */
  List<String> forgivingFields() {
    return List.of("title^2", "keyMessages", "jobCode.words", "text^0.5");
  }

  /** Fields in which the title's found words are marked. */
  List<String> titleFields() {
    return marked("title");
  }

  /** Fields in which the piece's own found words are marked. */
  List<String> wordFields() {
    return marked("text");
  }

  private List<String> marked(String field) {
    List<String> fields = new ArrayList<>(List.of(field));
    if (ready().stemmed()) {
      LANGUAGES.forEach(language -> fields.add(field + "." + language));
    }
    return fields;
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
      grow(fresh.index());
      ready = fresh;
      return fresh;
    } finally {
      creating.unlock();
    }
  }

  /** Gives an index made by an earlier release the fields that came since. */
  private void grow(SearchIndex index) {
    try (InputStream resource = new ClassPathResource(index.mappingResource()).getInputStream()) {
      String properties = JSON.readTree(resource).path("mappings").toString();
      exchange.run(
          client ->
              client
                  .indices()
                  .putMapping(
                      m -> m.withJson(new StringReader(properties)).index(exchange.name(index))));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private record Ready(SearchIndex index, boolean stemmed) {}
}
