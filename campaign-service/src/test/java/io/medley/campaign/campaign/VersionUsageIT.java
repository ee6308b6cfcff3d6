package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.campaign.measure.Exposure;
import io.medley.campaign.measure.VersionUsage;
import io.medley.campaign.measure.VersionUsage.InCampaign;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the other service is told of a version: counts, of people each counted once. */
class VersionUsageIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
  private final VersionUsage.Counting counting = CONTEXT.getBean(VersionUsage.Counting.class);
  private final UUID version = UUID.randomUUID();

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @Test
  void shouldCountEachPersonOnceAndEachCampaignForItself() {
    UUID spring = campaign("Spring", "{}");
    UUID autumn = campaign("Autumn", "{\"announce\": [\"%s\"]}".formatted(version));
    UUID one = hcp();
    UUID two = hcp();
    contact(spring, one, "CONTACTED", NOW);
    contact(spring, one, "CONTACTED", NOW.plusSeconds(60));
    contact(spring, two, "IN_DOUBT", NOW.plusSeconds(90));
    contact(autumn, one, "CONTACTED", NOW.plusSeconds(120));
    contact(autumn, two, "RELEASED", NOW.plusSeconds(130));
    contact(autumn, two, "GHOST", NOW.plusSeconds(140));

    VersionUsage usage = counting.of(List.of(version)).getFirst();

    assertThat(usage.hcps()).isEqualTo(1);
    assertThat(usage.contacts()).isEqualTo(3);
    assertThat(usage.inDoubt()).isEqualTo(1);
    assertThat(usage.lastAt()).isEqualTo(NOW.plusSeconds(120));
    assertThat(usage.campaigns())
        .containsExactly(
            new InCampaign(
                autumn, "Autumn", "journey-launch", "DRAFT", true, 1, 1, 0, NOW.plusSeconds(120)),
            new InCampaign(
                spring, "Spring", "journey-launch", "DRAFT", false, 1, 2, 1, NOW.plusSeconds(60)));
    assertThat(usage.exposure())
        .containsExactly(
            new VersionUsage.Exposure("GB", "EMAIL", LocalDate.of(2026, 6, 1), 1, 3, 1));
    assertThat(counting.plannedBy(autumn)).containsExactly(version);
    assertThat(counting.plannedBy(spring)).isEmpty();
  }

  @Test
  void shouldListWhoReceivedItEachOnceAndInDoubtApart() {
    UUID spring = campaign("Spring", "{}");
    UUID one = hcp();
    contact(spring, one, "CONTACTED", NOW);
    contact(spring, one, "CONTACTED", NOW.plusSeconds(60));
    contact(spring, hcp(), "IN_DOUBT", NOW.plusSeconds(90));
    contact(spring, hcp(), "RELEASED", NOW.plusSeconds(95));

    Exposure.Reading reading = CONTEXT.getBean(Exposure.Reading.class);

    assertThat(reading.count(version)).isEqualTo(2);
    assertThat(reading.of(version, 0, 10))
        .extracting(Exposure::state, Exposure::contacts, Exposure::market)
        .containsExactly(tuple("IN_DOUBT", 1L, "GB"), tuple("CONTACTED", 2L, "GB"));
    assertThat(reading.of(version, 1, 10)).singleElement().matches(row -> row.hcpId().equals(one));
  }

  @Test
  void shouldSayOfAnUnusedVersionThatItIsUnused() {
    assertThat(counting.of(List.of(version)))
        .containsExactly(new VersionUsage(version, 0, 0, 0, null, List.of(), List.of()));
  }

  private UUID campaign(String name, String content) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into campaign (id, name, template_id, brand_id, countries, waits, contact_hours, cap_days, cap_max, content,
              state, created_by, created_at)
            values (:id, :name, 'journey-launch', 'zelvaro', '{GB}', '{}', '{}', 7, 3, cast(:content as jsonb), 'DRAFT', 'mia', now())
            """)
        .param("id", id)
        .param("name", name)
        .param("content", content)
        .update();
    return id;
  }

  private UUID hcp() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier, affinities, created_at, updated_at, version)
            values (:id, :name, :name, 'GB', 'en-GB', 'cardiology', 'DOCTOR', 1, '{}', now(), now(), 1)
            """)
        .param("id", id)
        .param("name", id.toString())
        .update();
    return id;
  }

  private void contact(UUID campaign, UUID hcp, String state, Instant at) {
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id, channel, slot, version_id,
              market, language, state, at, links, rendered_hash)
            values (gen_random_uuid(), :key, gen_random_uuid(), :hcp, :campaign, 'zelvaro', 'touch_announce', 'EMAIL', 'announce', :version,
              'GB', 'en-GB', :state, :at, '{}', '')
            """)
        .param("key", UUID.randomUUID().toString())
        .param("hcp", hcp)
        .param("campaign", campaign)
        .param("version", version)
        .param("state", state)
        .param("at", Timestamp.from(at))
        .update();
  }
}
