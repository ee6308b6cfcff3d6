package io.medley.campaign.touch.content;

import io.medley.campaign.touch.FacetFetching;
import io.medley.campaign.touch.MissingFacets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Soon after the start, and now and then: what is not known of pieces is asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "medley.feed.enabled", matchIfMissing = true)
class FacetFetchingSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(FacetFetchingSchedule.class);

  private final FacetFetching fetching;

  FacetFetchingSchedule(FacetFetching fetching) {
    this.fetching = fetching;
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 45_000)
  void fetch() {
    try {
      int known = fetching.fetch();
      if (known > 0) {
        LOG.info("content-service told of {} pieces what they are about", known);
      }
    } catch (MissingFacets.SourceUnavailable away) {
      LOG.warn("{} It is asked again.", away.getMessage());
    }
  }
}
