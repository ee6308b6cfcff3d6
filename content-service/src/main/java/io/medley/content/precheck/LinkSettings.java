package io.medley.content.precheck;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Fetching of links.
 *
 * @param fetch whether links are fetched at all; if not, every check says so
 * @param time for one answer
 * @param age a result older than this is fetched again before the next check
 * @param redirects followed at most
 * @param bytes read of an answer at most
 * @param privateHosts hosts that may lie in the inner network, for example an address of a test
 */
@ConfigurationProperties("medley.links")
public record LinkSettings(
    @DefaultValue("false") boolean fetch,
    @DefaultValue("5s") Duration time,
    @DefaultValue("24h") Duration age,
    @DefaultValue("5") int redirects,
    @DefaultValue("65536") int bytes,
    @DefaultValue List<String> privateHosts) {

  public LinkSettings {
    privateHosts = List.copyOf(privateHosts);
  }
}
