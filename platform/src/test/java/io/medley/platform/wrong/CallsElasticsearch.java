package io.medley.platform.wrong;

import co.elastic.clients.elasticsearch.ElasticsearchClient;

/** A second place that talks to the search store. */
public record CallsElasticsearch(ElasticsearchClient client) {}
