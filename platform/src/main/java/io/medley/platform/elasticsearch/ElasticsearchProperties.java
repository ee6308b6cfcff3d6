package io.medley.platform.elasticsearch;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The search store.
 *
 * @param url address of a node; without it a service has no search beans
 * @param prefix put before every index name, so that tests share a server; empty in production
 */
@Validated
@ConfigurationProperties("medley.elasticsearch")
record ElasticsearchProperties(@NotNull URI url, @DefaultValue("") String prefix) {}
