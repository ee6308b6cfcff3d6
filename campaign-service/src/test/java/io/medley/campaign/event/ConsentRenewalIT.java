package io.medley.campaign.event;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentRequest;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.platform.outbox.OutboxMessage;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneySteps;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents are renewed while they hold, on the whole service without its engine. */
class ConsentRenewalIT {

  private static final Actor TESTER = Actor.system("tester");

  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final ConsentRunningOut runningOut = bean(ConsentRunningOut.class);
  private final Enrolments enrolments = bean(Enrolments.class);
  private final CampaignId campaign =
      Somebody.campaign("journey-consent-renewal", "brand-" + UUID.randomUUID());

  @AfterEach
  void nobodyElseIsAskedByIt() {
    jdbc.sql("update campaign set state = 'STOPPED', stopped_at = now() where id = :id")
        .param("id", campaign.value())
        .update();
  }

  @Test
  void shouldBeginTheRenewalOfAConsentThatRunsOutSoonOnce() {
    HcpId soon = agrees(Duration.ofDays(30));
    HcpId later = agrees(Duration.ofDays(90));
    HcpId never = Somebody.hcp("rep.renewal");

    assertThat(runningOut.look()).isEqualTo(1);
    assertThat(runningOut.look()).as("the same consent again").isZero();

    assertThat(enrolments.openOf(campaign))
        .singleElement()
        .satisfies(id -> assertThat(enrolments.require(id).hcpId()).isEqualTo(soon.value()));
    assertThat(bean(EventLedger.class).of(later)).isEmpty();
    assertThat(bean(EventLedger.class).of(never)).isEmpty();
    assertThat(bean(EventLedger.class).of(soon))
        .extracting(HcpEvent::type, HcpEvent::topic)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CONSENT_EXPIRING", "EMAIL/PROMOTION"));
  }

  @Test
  void shouldKeepWhatHoldsWhileItsRenewalWaitsAndTellTheJourneyWhenItIsConfirmed()
      throws Exception {
    HcpId hcp = agrees(Duration.ofDays(30));
    runningOut.look();
    EnrolmentId journey = Somebody.running(enrolments.openOf(campaign).getFirst());
    bean(JourneySteps.class).waitUntil(journey.value(), "renewed");

    ConsentRequest asked =
        bean(ConsentAsking.class).ask(hcp, "EMAIL", Consents.PROMOTION, ConsentSource.HCP, TESTER);

    assertThat(bean(Consents.class).validAt(hcp, "EMAIL", now()))
        .as("nothing is lost by being asked")
        .isTrue();
    bean(ConsentAsking.class).confirm(asked.id());
    OutboxMessage newest = Somebody.newest("consent.recorded", hcp.toString());
    bean(ConsentChanges.class).handle(new SequencedMessage(1, newest, now()));

    assertThat(bean(Consents.class).validAt(hcp, "EMAIL", now().plus(Duration.ofDays(400))))
        .isTrue();
    assertThat(Somebody.told(journey.value()))
        .extracting("what")
        .containsExactly("CONSENT_CONFIRMED");
    assertThat(runningOut.look()).as("it does not run out any more").isZero();
  }

  private static HcpId agrees(Duration validity) {
    HcpId hcp = Somebody.hcp("rep.renewal");
    bean(Consents.class)
        .record(
            new Consents.Draft(
                hcp,
                "EMAIL",
                Consents.PROMOTION,
                ConsentStatus.GRANTED,
                now().minus(Duration.ofDays(1)),
                ConsentSource.HCP,
                "test",
                now().plus(validity),
                null),
            TESTER);
    return hcp;
  }
}
