package io.medley.campaign.gate;

import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.measure.TrackingLinks;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The gate's packages with everything of the platform, without campaigns, pages and engine. */
// No stereotype: a scan of the whole service must not find it.
@EnableAutoConfiguration(
    excludeName = {
      "io.camunda.client.spring.configuration.CamundaAutoConfiguration",
      "io.medley.workflows.engine.EngineAutoConfiguration",
      "io.medley.workflows.campaignlaunch.LaunchAutoConfiguration",
      "io.medley.workflows.journey.JourneyAutoConfiguration",
      "io.medley.workflows.lifecycle.LifecycleAutoConfiguration",
      "io.medley.workflows.production.ProductionAutoConfiguration",
      "io.medley.workflows.mlrreview.ReviewAutoConfiguration"
    })
@ConfigurationPropertiesScan({
  "io.medley.campaign.hcp",
  "io.medley.campaign.consent",
  "io.medley.campaign.touch",
  "io.medley.campaign.channel",
  "io.medley.campaign.portal"
})
@ComponentScan({
  "io.medley.campaign.hcp",
  "io.medley.campaign.consent",
  "io.medley.campaign.audience.jdbc",
  "io.medley.campaign.touch",
  "io.medley.campaign.channel",
  "io.medley.campaign.portal",
  "io.medley.campaign.campaign.jdbc",
  "io.medley.campaign.measure.jdbc",
  "io.medley.campaign.rep.jdbc"
})
@Import(TouchCommands.class)
class GateApplication {

  /** Only where a test counts: everything else goes straight to the database. */
  @Bean
  @ConditionalOnProperty(Trips.COUNTED)
  static Trips trips() {
    return new Trips();
  }

  /** Addresses that name request and HCP openly. */
  @Bean
  ConsentLinks consentLinks() {
    return new ConsentLinks() {
      @Override
      public URI confirm(UUID request) {
        return URI.create("http://localhost:1/preferences/confirm/" + request);
      }

      @Override
      public Optional<UUID> request(String token) {
        return Optional.of(UUID.fromString(token));
      }

      @Override
      public URI centre(HcpId hcp) {
        return URI.create("http://localhost:1/preferences/" + hcp);
      }

      @Override
      public Optional<HcpId> hcp(String token) {
        return Optional.of(new HcpId(UUID.fromString(token)));
      }
    };
  }

  /** Addresses that name the contact openly: the signed ones have their own tests. */
  @Bean
  TrackingLinks trackingLinks() {
    return new TrackingLinks() {
      @Override
      public URI openPixel(UUID contactId) {
        return URI.create("http://localhost:1/t/o/" + contactId);
      }

      @Override
      public URI click(UUID contactId, int position) {
        return URI.create("http://localhost:1/t/c/" + contactId + "." + position);
      }

      @Override
      public URI preferences(UUID contactId) {
        return URI.create("http://localhost:1/preferences/" + contactId);
      }

      @Override
      public URI answer(UUID contactId) {
        return URI.create("http://localhost:1/preferences/answer/" + contactId);
      }
    };
  }
}
