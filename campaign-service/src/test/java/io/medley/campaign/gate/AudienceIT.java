package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceRefusal.AudienceChanged;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.audience.Condition.Field;
import io.medley.campaign.audience.Makeup;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.LearnedLikings;
import io.medley.campaign.touch.Liking;
import io.medley.campaign.touch.RecordedContact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who belongs to an audience, on the real database. */
class AudienceIT {

  private static GateBench bench;

  @BeforeAll
  static void importPeople() throws IOException {
    bench = new GateBench();
    String people =
        """
        external_id,first_name,last_name,email,country,language,specialty,type,tier,territory,\
        hco_id,tier_zelvaro,affinity_email,consent_email,observed_preferred_channel
        P-1,F,Quill,p1@practice.example,GB,en-GB,CARDIOLOGY,MD,1,GB-LON,HCO-1,1,0.9,yes,EMAIL
        P-2,F,Quill,p2@practice.example,GB,en-GB,CARDIOLOGY,NURSE,2,GB-NOR,HCO-1,2,0.1,no,
        P-3,F,Quill,p3@practice.example,DE,de-DE,CARDIOLOGY,MD,3,,HCO-2,,,yes,REP
        P-4,F,Quill,p4@practice.example,DE,de-DE,NEPHROLOGY,NP,1,,,1,,,
        """;
    bench
        .bean(HcpImport.class)
        .importCsv(
            new ByteArrayInputStream(people.getBytes(StandardCharsets.UTF_8)), GateBench.TESTER);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void shouldFindByEveryKindOfFact() {
    assertThat(found(is(Field.COUNTRY, "GB"))).containsExactly("P-1", "P-2");
    assertThat(found(isNot(Field.COUNTRY, "GB"))).containsExactly("P-3", "P-4");
    assertThat(found(is(Field.LANGUAGE, "de-DE"))).containsExactly("P-3", "P-4");
    assertThat(found(is(Field.SPECIALTY, "NEPHROLOGY"))).containsExactly("P-4");
    assertThat(found(is(Field.TYPE, "MD", "NP"))).containsExactly("P-1", "P-3", "P-4");
    assertThat(found(is(Field.TIER, "1", "2"))).containsExactly("P-1", "P-2", "P-4");
    assertThat(found(is(Field.BRAND_TIER, "zelvaro:1"))).containsExactly("P-1", "P-4");
    assertThat(found(is(Field.TERRITORY, "GB-LON"))).containsExactly("P-1");
    assertThat(found(isNot(Field.TERRITORY, "GB-LON"))).containsExactly("P-2", "P-3", "P-4");
    assertThat(found(is(Field.HCO, "HCO-1"))).containsExactly("P-1", "P-2");
    assertThat(found(is(Field.FACT, "preferred_channel=REP"))).containsExactly("P-3");
    assertThat(found(is(Field.AFFINITY, "EMAIL>=0.5"))).containsExactly("P-1");
    assertThat(found(isNot(Field.AFFINITY, "EMAIL>=0.5"))).containsExactly("P-2", "P-3", "P-4");
    assertThat(found(is(Field.CONSENT, "EMAIL:PROMOTION"))).containsExactly("P-1", "P-3");
    assertThat(found(is(Field.COUNTRY, "DE"), is(Field.TYPE, "MD"))).containsExactly("P-3");
    assertThat(found()).hasSize(4);
  }

  @Test
  void shouldGoByWhatHcpsDoWhereSomethingIsKnownOfIt() {
    try {
      learned("P-1", 0, 12);
      learned("P-2", 10, 10);
      learned("P-4", 0, 12);

      assertThat(found(is(Field.AFFINITY, "EMAIL>=0.5")))
          .as("P-1 was said to like it and lets it lie, P-2 the other way round")
          .containsExactly("P-2");
      assertThat(found(isNot(Field.AFFINITY, "EMAIL>=0.25"))).containsExactly("P-1", "P-3", "P-4");
    } finally {
      bench.sql().sql("delete from hcp_liking").update();
    }
  }

  private static void learned(String externalId, double liked, double weight) {
    bench
        .bean(LearnedLikings.class)
        .store(
            Map.of(
                bench.hcps().findByExternalId(externalId).orElseThrow().id(),
                Map.of("EMAIL", new Liking.Learned(liked, weight, now()))));
  }

  @Test
  void shouldSayHowManyOfThemAgreeToEachChannel() {
    Audiences audiences = bench.bean(Audiences.class);

    assertThat(audiences.reach(List.of(), List.of("EMAIL", "SMS"), now()))
        .containsExactly(Map.entry("EMAIL", 2L), Map.entry("SMS", 0L));
    assertThat(audiences.reach(List.of(is(Field.COUNTRY, "DE")), List.of("EMAIL"), now()))
        .containsExactly(Map.entry("EMAIL", 1L));
  }

  @Test
  void shouldSayWhatTheMembersAreLike() {
    Audiences audiences = bench.bean(Audiences.class);

    assertThat(audiences.makeup(Audience.everybody(), List.of("GB"), now()))
        .containsExactly(new Makeup("GB", "en-GB", 2, 1, 0, 0, 0, 2));
    Audience physicians =
        new Audience(
            UUID.randomUUID(),
            "Physicians",
            1,
            Audience.Kind.LIVE,
            List.of(is(Field.TYPE, "MD")),
            "tester",
            now());
    assertThat(audiences.makeup(physicians, List.of("GB", "DE"), now()))
        .containsExactly(
            new Makeup("DE", "de-DE", 1, 1, 0, 0, 0, 1),
            new Makeup("GB", "en-GB", 1, 1, 0, 0, 0, 1));
  }

  @Test
  void shouldFindWhoReceivedAVersionWhoeverBroughtIt() {
    UUID version = UUID.randomUUID();
    HcpId written = bench.hcps().findByExternalId("P-2").orElseThrow().id();
    HcpId shown = bench.hcps().findByExternalId("P-3").orElseThrow().id();
    contacted(written, now().minus(Duration.ofDays(400)));
    bench
        .sql()
        .sql("update contact set version_id = :version where hcp_id = :hcp")
        .param("version", version)
        .param("hcp", written.value())
        .update();
    bench
        .bean(ContactHistory.class)
        .add(
            new RecordedContact(
                "suggestion/" + version,
                shown,
                "MEETING",
                "zelvaro",
                false,
                version,
                UUID.randomUUID(),
                now().minus(Duration.ofDays(1))),
            GateBench.TESTER);

    assertThat(found(is(Field.RECEIVED, version.toString()))).containsExactly("P-2", "P-3");
    assertThat(found(is(Field.RECEIVED, UUID.randomUUID().toString()))).isEmpty();
  }

  @Test
  void shouldFindByWhatWasDoneLately() {
    HcpId hcp = bench.hcps().findByExternalId("P-1").orElseThrow().id();
    contacted(hcp, now().minus(Duration.ofDays(10)));

    assertThat(found(within(Field.TOUCHED, false, 11))).containsExactly("P-1");
    assertThat(found(within(Field.TOUCHED, false, 9))).isEmpty();
    assertThat(found(within(Field.TOUCHED, true, 11))).containsExactly("P-2", "P-3", "P-4");
    assertThat(found(within(Field.OPENED, false, 30))).isEmpty();
    assertThat(found(within(Field.CLICKED, true, 30))).hasSize(4);
  }

  @Test
  void shouldFindWhoHearsTooMuchAndAnswersNothing() {
    HcpId hcp = bench.hcps().findByExternalId("P-2").orElseThrow().id();
    for (int i = 0; i < Field.FATIGUE; i++) {
      assertThat(found(within(Field.SILENT, false, 60))).as("after %d contacts", i).isEmpty();
      contacted(hcp, now().minus(Duration.ofDays(20 + i)));
    }

    assertThat(found(within(Field.SILENT, false, 60))).containsExactly("P-2");
    assertThat(found(within(Field.SILENT, true, 60))).containsExactly("P-1", "P-3", "P-4");
    assertThat(found(within(Field.SILENT, false, 21))).as("too few lately").isEmpty();
    opened(hcp, now().minus(Duration.ofDays(2)));
    assertThat(found(within(Field.SILENT, false, 60))).as("answered").isEmpty();
    bench.asOwner().sql("delete from engagement").update();
  }

  @Test
  void shouldSayWhichConditionsHold() {
    HcpId hcp = bench.hcps().findByExternalId("P-2").orElseThrow().id();

    assertThat(
            audiences()
                .holds(
                    List.of(
                        is(Field.COUNTRY, "GB"),
                        is(Field.TYPE, "MD"),
                        isNot(Field.CONSENT, "EMAIL:PROMOTION")),
                    hcp,
                    now()))
        .containsExactly(true, false, true);
  }

  @Test
  void shouldCountPerCountry() {
    assertThat(audiences().count(List.of(is(Field.SPECIALTY, "CARDIOLOGY")), now()))
        .isEqualTo(Map.of("GB", 2L, "DE", 1L));
  }

  @Test
  void shouldKeepASnapshotsMembersAndOldVersionsAsTheyWere() {
    Audience first = saved(1, Audience.Kind.SNAPSHOT, is(Field.TIER, "1"));
    bench.sql().sql("update hcp set tier = 4 where external_id = 'P-4'").update();
    try {
      Audience live = revised(first, Audience.Kind.LIVE);

      assertThat(members(first)).containsExactly("P-1", "P-4");
      assertThat(members(live)).containsExactly("P-1");
      assertThat(audiences().find(first.id(), 1)).contains(first);
      assertThat(audiences().find(first.id())).contains(live);
      assertThatThrownBy(() -> revised(first, Audience.Kind.LIVE))
          .isInstanceOf(AudienceChanged.class);
    } finally {
      bench.sql().sql("update hcp set tier = 1 where external_id = 'P-4'").update();
    }
  }

  private static Audience saved(int version, Audience.Kind kind, Condition... conditions) {
    return saved(
        new Audience(
            UUID.randomUUID(),
            "Audience " + UUID.randomUUID(),
            version,
            kind,
            List.of(conditions),
            "tester",
            Instant.ofEpochSecond(now().getEpochSecond())));
  }

  private static Audience revised(Audience before, Audience.Kind kind) {
    return saved(
        new Audience(
            before.id(),
            before.name(),
            before.version() + 1,
            kind,
            before.conditions(),
            "tester",
            before.createdAt()));
  }

  private static Audience saved(Audience audience) {
    return new TransactionTemplate(bench.bean(PlatformTransactionManager.class))
        .execute(
            status -> {
              if (!audiences().add(audience)) {
                throw new AudienceChanged(audience.name());
              }
              if (audience.kind() == Audience.Kind.SNAPSHOT) {
                audiences().fix(audience, now());
              }
              return audience;
            });
  }

  private static List<String> members(Audience audience) {
    return named(audiences().members(audience, List.of(), null, 100, now()));
  }

  private static List<String> found(Condition... conditions) {
    Audience audience =
        new Audience(
            UUID.randomUUID(),
            "asked",
            1,
            Audience.Kind.LIVE,
            List.of(conditions),
            "tester",
            now());
    List<String> members = members(audience);
    long counted =
        audiences().count(List.of(conditions), now()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    assertThat(counted).isEqualTo(members.size());
    return members;
  }

  private static List<String> named(List<HcpId> ids) {
    return ids.stream()
        .map(id -> bench.hcps().profile(id).orElseThrow().externalId())
        .sorted()
        .toList();
  }

  private static Condition is(Field field, String... values) {
    return new Condition(field, false, List.of(values), null);
  }

  private static Condition isNot(Field field, String... values) {
    return new Condition(field, true, List.of(values), null);
  }

  private static Condition within(Field field, boolean not, int days) {
    return new Condition(field, not, List.of(), days);
  }

  private static void contacted(HcpId hcp, Instant at) {
    bench
        .sql()
        .sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
                                 channel, slot, version_id, market, language, state, at, links,
                                 rendered_hash)
            values (gen_random_uuid(), gen_random_uuid()::text, gen_random_uuid(), :hcp,
                    gen_random_uuid(), 'zelvaro', 'announce', 'EMAIL', 'announce',
                    gen_random_uuid(), 'GB', 'en-GB', 'CONTACTED', :at, '{}', '')
            """)
        .param("hcp", hcp.value())
        .param("at", java.sql.Timestamp.from(at))
        .update();
  }

  private static void opened(HcpId hcp, Instant at) {
    bench
        .sql()
        .sql(
            """
            with c as (
              insert into campaign (id, name, template_id, brand_id, countries, waits, contact_hours,
                                    cap_days, cap_max, content, state, created_by, created_at)
              values (gen_random_uuid(), 'Opened', 'journey-launch', 'zelvaro', '{GB}', '{}', '{}', 7, 3,
                      '{}', 'DRAFT', 'test', now())
              returning id),
            e as (
              insert into enrolment (id, campaign_id, hcp_id, state, enrolled_at)
              select gen_random_uuid(), id, :hcp, 'ENROLLED', now() from c returning id, campaign_id)
            insert into engagement (id, contact_id, enrolment_id, campaign_id, hcp_id, step_id, kind,
                                    first_at, last_at)
            select gen_random_uuid(), gen_random_uuid(), id, campaign_id, :hcp, 'announce', 'OPENED',
                   :at, :at from e
            """)
        .param("hcp", hcp.value())
        .param("at", java.sql.Timestamp.from(at))
        .update();
  }

  private static Audiences audiences() {
    return bench.bean(Audiences.class);
  }

  private static Instant now() {
    return bench.clock().instant();
  }
}
