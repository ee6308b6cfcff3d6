package io.medley.seed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What pieces rest on is lost while journeys wait: a registration ends, a claim is withdrawn, a
 * source is retracted. Each loss reaches the touch that is not made, across both services.
 */
class LossesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static FullStack stack;

  private final String run = String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999));

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    stack = FullStack.running();
  }

  /** Other tests of this stack find what they rest on as it was. */
  @AfterAll
  static void giveBack() throws SQLException {
    stack.content("ada.admin").put("/api/product-master", registrations(null));
    var database = stack.description().database("content");
    try (Connection connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      for (String back :
          List.of(
              "update reference_document set retraction_reason = null where id = 'zel-spc'",
              "update claim_version set state = 'APPROVED' where claim_id = 'zel-c-002' and state = 'WITHDRAWN'")) {
        try (PreparedStatement statement = connection.prepareStatement(back)) {
          statement.executeUpdate();
        }
      }
    }
  }

  @Test
  void shouldKeepATouchBackWhenWhatItsPieceRestsOnIsLost() throws IOException {
    SampleDocuments samples = new SampleDocuments(folder, run, YearMonth.now(ZoneOffset.UTC));
    List<Piece> live =
        stack.live(
            List.of(
                samples.email("GB", "announce"),
                samples.email("GB", "reminder-monitoring"),
                samples.email("GB", "reminder"),
                samples.email("DE", "announce"),
                samples.email("DE", "reminder")));
    Piece announceGb = live.get(0);
    Piece monitoringGb = live.get(1);
    Piece dosingGb = live.get(2);
    Piece announceDe = live.get(3);
    Piece reminderDe = live.get(4);
    Ledger content = stack.ledger("content");
    eventually(
        () ->
            assertThat(
                    content.number(
                        "select count(*) from claim_link where version_id = ? and claim_id = 'zel-c-002'",
                        id(dosingGb)))
                .as("the claim is found in the piece")
                .isPositive());
    stack.importHcps("L" + run, 120);

    UUID first =
        launched(
            "Losses " + run,
            Map.of(
                "announce",
                List.of(announceGb.versionId(), announceDe.versionId()),
                "reminder",
                List.of(dosingGb.versionId(), reminderDe.versionId())));
    eventually(() -> assertThat(sent(first, announceGb)).isGreaterThanOrEqualTo(3));
    eventually(() -> assertThat(sent(first, announceDe)).isPositive());
    assertThat(sent(first, dosingGb) + sent(first, reminderDe)).as("they wait").isZero();

    // 1. The product is not registered in Germany any more.
    stack
        .content("ada.admin")
        .put("/api/product-master", registrations(LocalDate.now(ZoneOffset.UTC).minusDays(1)));
    // 2. A claim of safety is withdrawn.
    stack
        .content("vera.vigilance")
        .post(
            "/api/claims/zel-c-002/state",
            Map.of("state", "WITHDRAWN", "reason", "The figure behind it is in doubt."));

    lost(reminderDe, "REGISTRATION_LOST");
    lost(announceDe, "REGISTRATION_LOST");
    lost(dosingGb, "CLAIM_WITHDRAWN");
    // The journeys go on by another way: British ones with another approved reminder, German ones,
    // for which nothing is left, are held and ask again.
    eventually(
        () -> assertThat(traces(first, "GB", "SUBSTITUTED")).as(happened(first)).isPositive());
    eventually(
        () -> assertThat(traces(first, "DE", "HELD_UNTIL")).as(happened(first)).isPositive());
    nothingHandedOver(first, reminderDe);
    nothingHandedOver(first, dosingGb);
    assertThat(sent(first, dosingGb) + sent(first, reminderDe)).as("never sent at all").isZero();
    eventually(
        () ->
            assertThat(sent(first, monitoringGb))
                .as("what went instead: %s", happened(first))
                .isPositive());

    // 3. The source under what is left is retracted.
    stack
        .content("vera.vigilance")
        .post(
            "/api/references/zel-spc/retraction", Map.of("reason", "Withdrawn by its publisher."));

    lost(monitoringGb, "REFERENCE_RETRACTED");
    nothingHandedOver(first, monitoringGb);
    eventually(
        () ->
            assertThat(traces(first, "GB", "HELD_UNTIL", "CONTENT_WITHDRAWN"))
                .as(happened(first))
                .isPositive());
  }

  private UUID launched(String name, Map<String, List<String>> slots) {
    CampaignRoad marketer = stack.marketer();
    String campaign = marketer.create(name, slots);
    marketer.launch(campaign, stack.approvers());
    return UUID.fromString(campaign);
  }

  /** The piece is suspended for this, every sender has passed it, and knows. */
  private static void lost(Piece piece, String kind) {
    eventually(
        () ->
            assertThat(
                    stack
                        .ledger("content")
                        .rows(
                            """
                            select a.state || ' ' || b.kind from approval a
                            join basis_change b on b.version_id = a.version_id
                            join recall r on r.version_id = a.version_id
                            where a.version_id = ? and b.kind = ? and r.acknowledged_at is not null
                            """,
                            row -> row.getString(1),
                            id(piece),
                            kind))
                .contains("SUSPENDED " + kind));
    assertThat(
            stack
                .ledger("campaign")
                .rows(
                    "select state from servable_version where version_id = ?",
                    row -> row.getString(1),
                    id(piece)))
        .containsExactly("SUSPENDED");
  }

  private static void nothingHandedOver(UUID campaign, Piece piece) {
    OffsetDateTime acknowledged =
        stack
            .ledger("content")
            .rows(
                "select max(acknowledged_at) from recall where version_id = ?",
                row -> row.getObject(1, OffsetDateTime.class),
                id(piece))
            .getFirst();
    assertThat(
            stack
                .ledger("campaign")
                .number(
                    """
                    select count(*) from send
                    where campaign_id = ? and ? = any (versions) and handing_over_at > ?
                    """,
                    campaign,
                    id(piece),
                    acknowledged))
        .isZero();
  }

  private static long sent(UUID campaign, Piece piece) {
    return stack
        .ledger("campaign")
        .number(
            """
            select count(*) from send
            where campaign_id = ? and ? = any (versions) and state = 'SENT'
            """,
            campaign,
            id(piece));
  }

  /** For the reader of a failure. */
  private static String happened(UUID campaign) {
    return stack
        .ledger("campaign")
        .counts(
            """
            select concat_ws(' ', h.country, t.slot, t.outcome, t.reason), count(*)
            from touch_trace t join hcp h on h.id = t.hcp_id
            where t.campaign_id = ? group by 1 order by 1
            """,
            campaign)
        .toString();
  }

  private static long traces(UUID campaign, String country, String outcome) {
    return traces(campaign, country, outcome, "%");
  }

  private static long traces(UUID campaign, String country, String outcome, String reason) {
    return stack
        .ledger("campaign")
        .number(
            """
            select count(*) from touch_trace t join hcp h on h.id = t.hcp_id
            where t.campaign_id = ? and h.country = ? and t.outcome = ?
              and t.reason like ?
            """,
            campaign,
            country,
            outcome,
            reason);
  }

  private static Map<String, Object> registrations(
      @org.jspecify.annotations.Nullable LocalDate to) {
    Map<String, Object> german = new LinkedHashMap<>();
    german.put("brandId", "zelvaro");
    german.put("indicationId", "hypertension-adults");
    german.put("market", "DE");
    german.put("number", "EU/1/26/9999/001");
    german.put("from", "2026-02-01");
    german.put("to", to == null ? null : to.toString());
    return Map.of("registrations", List.of(german));
  }

  private static UUID id(Piece piece) {
    return UUID.fromString(piece.versionId());
  }

  private static void eventually(ThrowingRunnable holds) {
    await().atMost(PATIENCE).untilAsserted(holds);
  }
}
