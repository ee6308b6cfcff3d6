package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.measure.MailReading;
import io.medley.campaign.measure.SafetyRefusal;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.touch.Suppressions;
import io.medley.platform.security.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes back to the sender's mailbox, in the whole service without its engine. */
class MailboxIT {

  private static final Actor TESTER = Actor.system("tester");
  private static final ConfigurableApplicationContext SERVICE = WholeService.context();

  private final JdbcClient jdbc = SERVICE.getBean(JdbcClient.class);
  private final MailReading mailbox = SERVICE.getBean(MailReading.class);
  private final SafetyScreening screening = SERVICE.getBean(SafetyScreening.class);
  private final SafetyReports reports = SERVICE.getBean(SafetyReports.class);
  private final Suppressions suppressions = SERVICE.getBean(Suppressions.class);
  private final Consents consents = SERVICE.getBean(Consents.class);
  private final HcpId hcp = hcp();
  private final String messageId = contacted();

  @Test
  void shouldSendNothingMoreToAnAddressThatBounced() {
    String bounce =
        """
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Action: failed
        Status: 5.1.1
        --b
        Content-Type: text/rfc822-headers

        Message-ID: %s
        --b--
        """
            .formatted(messageId);

    assertThat(read(bounce)).isEqualTo(new MailReading.Read("BOUNCE", true, false, false));
    assertThat(read(bounce).repeated()).isTrue();
    assertThat(suppressions.of(hcp, "EMAIL")).contains(Suppressions.Why.BOUNCED);
    assertThat(consents.validAt(hcp, "EMAIL", Instant.parse("2026-06-02T00:00:00Z"))).isTrue();
  }

  @Test
  void shouldTakeAComplaintForAWithdrawal() {
    read(
        """
        Content-Type: multipart/report; report-type=feedback-report; boundary=b

        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        --b
        Content-Type: text/rfc822-headers

        Message-ID: %s
        --b--
        """
            .formatted(messageId));

    assertThat(suppressions.of(hcp, "EMAIL")).contains(Suppressions.Why.COMPLAINED);
    assertThat(consents.history(hcp).getFirst().status()).isEqualTo(ConsentStatus.WITHDRAWN);
  }

  @Test
  void shouldGiveWhatDrugSafetyMustKnowItsClockAndKeepTheWordsSealed() {
    String reply =
        "In-Reply-To: %s\n\nOne patient developed a rash and stopped treatment.\n"
            .formatted(messageId);

    assertThat(read(reply).safety()).isTrue();
    assertThat(read(reply).repeated()).isTrue();

    SafetyReport report =
        reports.all(100).stream()
            .filter(each -> each.hcpId().equals(hcp.value()))
            .findFirst()
            .orElseThrow();
    assertThat(report.kinds()).containsExactly("ADVERSE_EVENT");
    assertThat(screening.said(report))
        .contains("One patient developed a rash and stopped treatment.");
    assertThat(
            jdbc.sql("select count(*) from safety_report r where r::text like '%patient%'")
                .query(Long.class)
                .single())
        .isZero();
    assertThatThrownBy(() -> screening.forward(report.id(), " ", TESTER))
        .isInstanceOf(SafetyRefusal.OutcomeMissing.class);
    screening.forward(report.id(), "PV-2026-1", TESTER);
    assertThatThrownBy(() -> screening.noEvent(report.id(), "none", TESTER))
        .isInstanceOf(SafetyRefusal.NotOpen.class);
  }

  @Test
  void shouldLeaveHarmlessAndUnknownMailAlone() {
    assertThat(read("In-Reply-To: %s\n\nThank you.\n".formatted(messageId)))
        .isEqualTo(new MailReading.Read("REPLY", true, false, false));
    assertThat(read("In-Reply-To: <x@elsewhere.example>\n\nA rash.\n").known()).isFalse();
    assertThat(suppressions.of(hcp, "EMAIL")).isEmpty();
  }

  private MailReading.Read read(String mail) {
    return mailbox.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private HcpId hcp() {
    HcpId id = HcpId.random();
    jdbc.sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier, affinities, created_at, updated_at, version)
            values (:id, :name, :name, 'GB', 'en-GB', 'cardiology', 'PHYSICIAN', 1, '{}', now(), now(), 1)
            """)
        .param("id", id.value())
        .param("name", id.value().toString())
        .update();
    consents.record(
        id,
        "EMAIL",
        Consents.PROMOTION,
        ConsentStatus.GRANTED,
        Instant.parse("2026-01-01T00:00:00Z"),
        ConsentSource.IMPORT,
        "test",
        TESTER);
    return id;
  }

  private String contacted() {
    String key = UUID.randomUUID() + "/announce/1";
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id, channel, slot, version_id,
              market, language, state, at, links, rendered_hash)
            values (gen_random_uuid(), :key, gen_random_uuid(), :hcp, gen_random_uuid(), 'zelvaro', 'announce', 'EMAIL', 'announce',
              gen_random_uuid(), 'GB', 'en-GB', 'CONTACTED', now(), '{}', '')
            """)
        .param("key", key)
        .param("hcp", hcp.value())
        .update();
    return "<" + key + "@send.medley.example>";
  }
}
