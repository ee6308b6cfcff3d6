package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.channel.HookSignature;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.KeyedDigest;
import io.medley.campaign.measure.MailReading;
import io.medley.campaign.measure.SafetyRefusal;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.touch.Suppressions;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes back to the sender's mailbox, in the whole service without its engine. */
class MailboxIT {

  private static final Actor TESTER = Actor.system("tester");
  private static final Actor NOBODY = new Actor("nobody", "Nobody", Set.of(), null);
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
    assertThatThrownBy(() -> screening.noEvent(report.id(), "Not mine to say.", NOBODY))
        .isInstanceOf(AuthorityMissing.class);
    Somebody.campaigns(TESTER.id());
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

  @Test
  void shouldEndTextMessagesWithStopWhoeverHasTheNumber() throws Exception {
    String number = "+447700900" + (100 + Math.floorMod(hcp.hashCode(), 900));
    numbered(number);
    String stop =
        "{\"id\":\"a-%s\",\"from\":\"%s\",\"text\":\"Stop please\"}".formatted(hcp, number);

    assertThat(call("answers", stop, signed(stop)).statusCode()).isEqualTo(200);
    assertThat(consents.asOf(hcp, "SMS", Consents.PROMOTION, Instant.now()).orElseThrow().status())
        .isEqualTo(ConsentStatus.WITHDRAWN);
    int entries = consents.history(hcp).size();
    // The provider calls once more: nothing is done twice.
    assertThat(call("answers", stop, signed(stop)).body()).contains("\"repeated\":true");
    assertThat(consents.history(hcp)).hasSize(entries);
  }

  @Test
  void shouldReadAnswersByTextForWhatDrugSafetyMustKnow() throws Exception {
    String number = "+44770090" + (1000 + Math.floorMod(hcp.hashCode(), 9000));
    numbered(number);
    String answer =
        "{\"id\":\"b-%s\",\"from\":\"%s\",\"text\":\"My patient had a rash\"}"
            .formatted(hcp, number);

    assertThat(call("answers", answer, signed(answer)).body()).contains("\"safety\":true");
    assertThat(reports.all(100).stream().anyMatch(each -> each.hcpId().equals(hcp.value())))
        .isTrue();
  }

  @Test
  void shouldNoteAReceiptOnceAndNeverLoseWhatIsFurther() throws Exception {
    String delivered = receipt("r1", "DELIVERED");
    String refused = receipt("r2", "UNDELIVERABLE");

    String header = signed(delivered);
    assertThat(call("receipts", delivered, header).body()).contains("\"known\":true");
    // The very same call, listened in on and sent again within its five minutes.
    assertThat(call("receipts", delivered, header).body()).contains("\"repeated\":true");
    call("receipts", refused, signed(refused));
    String late = receipt("r3", "DELIVERED");
    call("receipts", late, signed(late));

    assertThat(
            jdbc.sql(
                    "select d.state from delivery d join contact c on c.id = d.contact_id where c.hcp_id = :hcp")
                .param("hcp", hcp.value())
                .query(String.class)
                .list())
        .containsExactly("UNDELIVERABLE");
    assertThat(suppressions.of(hcp, "SMS")).contains(Suppressions.Why.BOUNCED);
  }

  @Test
  void shouldBelieveNobodyWhoDoesNotKnowTheSecret() throws Exception {
    String number = "+44770091" + (1000 + Math.floorMod(hcp.hashCode(), 9000));
    numbered(number);
    String stop = "{\"id\":\"c-%s\",\"from\":\"%s\",\"text\":\"STOP\"}".formatted(hcp, number);
    String another = stop.replace("STOP", "Hello");
    byte[] body = stop.getBytes(StandardCharsets.UTF_8);

    assertThat(call("answers", stop, "").statusCode()).isEqualTo(401);
    assertThat(call("answers", stop, signed(another)).statusCode()).isEqualTo(401);
    assertThat(
            call("answers", stop, HookSignature.of(List.of("guessed"), Instant.now(), body))
                .statusCode())
        .isEqualTo(401);
    HttpResponse<String> old =
        call(
            "answers",
            stop,
            HookSignature.of(
                List.of(WholeService.SMS_SECRET), Instant.now().minusSeconds(600), body));
    assertThat(old.statusCode()).isEqualTo(401);
    assertThat(old.body()).contains("five minutes");
    assertThat(consents.asOf(hcp, "SMS", Consents.PROMOTION, Instant.now())).isEmpty();
  }

  private String receipt(String id, String state) {
    return "{\"id\":\"%s-%s\",\"messageId\":\"%s\",\"state\":\"%s\",\"detail\":\"network\"}"
        .formatted(id, hcp, messageId.substring(1, messageId.indexOf('@')), state);
  }

  private void numbered(String number) {
    jdbc.sql("insert into hcp_number (hcp_id, fingerprint) values (:hcp, :number)")
        .param("hcp", hcp.value())
        .param("number", SERVICE.getBean(KeyedDigest.class).fingerprint("phone", number))
        .update();
  }

  private static String signed(String body) {
    return HookSignature.of(
        List.of(WholeService.SMS_SECRET), Instant.now(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> call(String hook, String body, String signature)
      throws Exception {
    String port = SERVICE.getEnvironment().getRequiredProperty("local.server.port");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/sms/" + hook))
              .header("Content-Type", "application/json")
              .header(HookSignature.HEADER, signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
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
