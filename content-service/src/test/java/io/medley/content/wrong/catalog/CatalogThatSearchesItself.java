package io.medley.content.wrong.catalog;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import org.jspecify.annotations.Nullable;

/** Wrong on purpose: no port between it and Elasticsearch. */
public final class CatalogThatSearchesItself {

  /** The client it must not know. */
  public @Nullable ElasticsearchClient client;
}
