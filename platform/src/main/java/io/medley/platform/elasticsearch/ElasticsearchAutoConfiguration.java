package io.medley.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.net.URI;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * The search store's client. Boot 4.1.1's own module for it is not published, so the client is
 * built here, on Jackson 3 like everything else.
 */
@AutoConfiguration
@ConditionalOnProperty("medley.elasticsearch.url")
@EnableConfigurationProperties(ElasticsearchProperties.class)
class ElasticsearchAutoConfiguration {

  @Bean(destroyMethod = "close")
  ElasticsearchTransport elasticsearchTransport(ElasticsearchProperties properties) {
    return transport(properties.url());
  }

  static ElasticsearchTransport transport(URI url) {
    return new Rest5ClientTransport(
        Rest5Client.builder(url).build(), new Jackson3JsonpMapper(JsonMapper.builder().build()));
  }

  @Bean
  SearchExchange searchExchange(
      ElasticsearchTransport transport, ElasticsearchProperties properties) {
    return new SearchExchange(new ElasticsearchClient(transport), properties.prefix());
  }

  @Bean(destroyMethod = "close")
  IdSearch idSearch(ElasticsearchProperties properties) {
    return new IdSearch(properties.url(), properties.prefix());
  }

  @Bean
  SearchIndexes searchIndexes(SearchExchange exchange) {
    return new ElasticsearchIndexes(exchange);
  }

  @Bean
  IndexProjector indexProjector(SearchExchange exchange) {
    return new ElasticsearchProjector(exchange);
  }

  @Bean
  IndexRebuild indexRebuild(SearchExchange exchange) {
    return new ElasticsearchRebuild(exchange);
  }
}
