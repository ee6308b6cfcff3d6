package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.interpreter.JourneyModelRefused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A journey people drew themselves gets into the gallery, and never changes under a campaign. */
class JourneyUploadingIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final Actor MIA = new Actor("mia", "Mia", java.util.Set.of(), null);
  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final OwnJourneys own = CONTEXT.getBean(OwnJourneys.class);
  private final Campaigns campaigns = CONTEXT.getBean(Campaigns.class);
  private final TransactionTemplate transactions =
      new TransactionTemplate(CONTEXT.getBean(PlatformTransactionManager.class));
  private final RecordingJourneys journeys = new RecordingJourneys();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final AuditTrail audit = CONTEXT.getBean(AuditTrail.class);
  private final JourneyUploading uploading =
      new JourneyUploading(
          own, campaigns, journeys, mock(Authorities.class), audit, clock, transactions);
  private final CampaignPlanning planning =
      new CampaignPlanning(
          campaigns,
          journeys,
          own,
          mock(ReleasedJourneys.class),
          mock(Authorities.class),
          audit,
          mock(Outbox.class),
          clock);

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @Test
  void shouldDeployItOnceAndShowItsNewestVersion() {
    uploading.upload("journey-visit|one", MIA);
    uploading.upload("journey-visit|one", MIA);
    assertThat(journeys.deployed).containsExactly("journey-visit");
    assertThat(own.find("journey-visit").orElseThrow().version()).isEqualTo(1);

    uploading.upload("journey-visit|two", MIA);

    assertThat(own.find("journey-visit").orElseThrow().version()).isEqualTo(2);
    assertThat(planning.template("journey-visit").bpmnXml()).isEqualTo("journey-visit|two");
    assertThat(planning.templates()).extracting(JourneyTemplate::id).contains("journey-visit");
  }

  @Test
  void shouldNotChangeAJourneyUnderACampaign() {
    uploading.upload("journey-used|one", MIA);
    campaign("journey-used");

    assertThat(refused("journey-used|two").problems()).singleElement().asString().contains("use");
    assertThat(own.find("journey-used").orElseThrow().bpmnXml()).isEqualTo("journey-used|one");
  }

  @Test
  void shouldNotReplaceAJourneyOfTheInstallation() {
    journeys.templates.add(journeys.read("journey-launch|built in"));

    assertThat(refused("journey-launch|mine").problems())
        .singleElement()
        .asString()
        .contains("belongs to a journey of this installation");
    assertThat(journeys.deployed).isEmpty();
  }

  private JourneyModelRefused refused(String bpmnXml) {
    return catchThrowableOfType(JourneyModelRefused.class, () -> uploading.upload(bpmnXml, MIA));
  }

  private void campaign(String templateId) {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            templateId,
            "zelvaro",
            List.of("GB"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    transactions.executeWithoutResult(
        status ->
            campaigns.add(
                new Campaign(
                    CampaignId.random(),
                    plan,
                    CampaignState.DRAFT,
                    "mia",
                    NOW,
                    null,
                    null,
                    null,
                    null)));
  }
}
