package io.medley.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.nodes.info.NodesInfoMetric;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

final class ElasticsearchIndexes implements SearchIndexes {

  private final SearchExchange exchange;

  ElasticsearchIndexes(SearchExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void create(SearchIndex index) {
    String alias = exchange.name(index);
    if (exchange.run(client -> client.indices().existsAlias(a -> a.name(alias))).value()) {
      return;
    }
    try {
      create(exchange, index, exchange.concrete(index), alias);
    } catch (SearchRejected rejected) {
      // Another instance was faster.
      if (!rejected.errorType().equals("resource_already_exists_exception")) {
        throw rejected;
      }
    }
  }

  /** Creates one concrete index from the mapping resource. */
  static void create(
      SearchExchange exchange, SearchIndex index, String concrete, @Nullable String alias) {
    exchange.run(
        (ElasticsearchClient client) -> {
          try (InputStream mapping = resource(index)) {
            return client
                .indices()
                .create(
                    c -> {
                      c.withJson(mapping).index(concrete);
                      return alias == null ? c : c.aliases(alias, a -> a);
                    });
          }
        });
  }

  private static InputStream resource(SearchIndex index) throws IOException {
    return new ClassPathResource(index.mappingResource()).getInputStream();
  }

  @Override
  public void refresh(SearchIndex index) {
    exchange.run(client -> client.indices().refresh(r -> r.index(exchange.name(index))));
  }

  @Override
  public long count(SearchIndex index) {
    return exchange.run(client -> client.count(c -> c.index(exchange.name(index)))).count();
  }

  @Override
  public boolean hasModule(String name) {
    return exchange
        .run(client -> client.nodes().info(n -> n.metric(NodesInfoMetric.Plugins)))
        .nodes()
        .values()
        .stream()
        .allMatch(
            node ->
                node.modules().stream().anyMatch(module -> module.name().equals(name))
                    || node.plugins().stream().anyMatch(plugin -> plugin.name().equals(name)));
  }
}
