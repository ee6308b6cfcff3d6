package io.medley.campaign.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.campaign.CampaignService;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.HistoryEntry;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyStart;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A release brings another model of a journey while HCPs are under way: the whole service on a live
 * engine. Nobody agreed to anything, so every touch is skipped and only the way is seen.
 */
class ReleaseOnTheEngineIT {

  private static final Actor MIA = new Actor("mia.release", "Mia", Set.of(), null);
  private static final Actor BEA = new Actor("bea.release", "Bea", Set.of(), null);
  private static final String JOURNEY = "journey-launch";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Long enough to be met there, short enough to be waited for. */
  private static final Duration PAUSE = Duration.ofSeconds(12);

  private static ConfigurableApplicationContext service;

  /** The models of this installation: after a release those of the next one. */
  static final class Installation implements JourneyProcesses {
    private final JourneyProcesses real;
    private volatile Map<String, JourneyTemplate> released = Map.of();

    Installation(JourneyProcesses real) {
      this.real = real;
    }

    /** What a start of the next release does: journeys are compared, then models deployed. */
    void release(JourneyTemplate next, JourneyReleases releases) {
      released = Map.of(next.id(), next);
      releases.compare();
      real.deploy(next);
    }

    @Override
    public List<JourneyTemplate> templates() {
      return real.templates().stream()
          .map(template -> released.getOrDefault(template.id(), template))
          .toList();
    }

    @Override
    public void start(JourneyStart start) {
      real.start(start);
    }

    @Override
    public void respond(UUID enrolmentId, UUID eventId, String type) {
      real.respond(enrolmentId, eventId, type);
    }

    @Override
    public void answered(UUID enrolmentId, UUID eventId, String stepId, String answer) {
      real.answered(enrolmentId, eventId, stepId, answer);
    }

    @Override
    public void postponed(UUID enrolmentId, UUID eventId, String stepId, Instant until) {
      real.postponed(enrolmentId, eventId, stepId, until);
    }

    @Override
    public void replanned(UUID enrolmentId, UUID eventId, Instant until) {
      real.replanned(enrolmentId, eventId, until);
    }

    @Override
    public void exit(UUID enrolmentId, UUID eventId, String reason) {
      real.exit(enrolmentId, eventId, reason);
    }

    @Override
    public boolean alive(long processInstanceKey) {
      return real.alive(processInstanceKey);
    }

    @Override
    public JourneyTemplate read(String bpmnXml) {
      return real.read(bpmnXml);
    }

    @Override
    public void deploy(JourneyTemplate template) {
      real.deploy(template);
    }

    @Override
    public Moved move(long processInstanceKey, JourneyTemplate from, JourneyTemplate to) {
      return real.move(processInstanceKey, from, to);
    }

    @Override
    public Optional<Duration> oldestClaimJobAge() {
      return real.oldestClaimJobAge();
    }
  }

  /** Puts the installation before what the service calls. */
  static class Models {
    @Bean
    @Primary
    Installation installation(@Qualifier("journeyProcesses") JourneyProcesses real) {
      return new Installation(real);
    }
  }

  @BeforeAll
  static void start() {
    LocalStack stack = LocalStack.forTests().startEngine();
    PostgresServer.Database database = stack.newDatabase(stack.postgres().campaign());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.datasource.username", database.app().user());
    settings.put("spring.datasource.password", database.app().password());
    settings.put("camunda.client.grpc-address", stack.broker().grpcAddress());
    settings.put("camunda.client.rest-address", stack.broker().restAddress());
    settings.put("medley.elasticsearch.url", stack.elasticsearch().url());
    settings.put("medley.elasticsearch.prefix", "release-");
    settings.put("medley.sign-in.issuer", "http://127.0.0.1:1");
    settings.put("medley.sign-in.client-id", "test");
    settings.put("medley.sign-in.client-secret", "test");
    settings.put("medley.feed.enabled", "false");
    settings.put("medley.feed.url", "http://127.0.0.1:1");
    settings.put("medley.feed.client-id", "test");
    settings.put("medley.feed.client-secret", "test");
    settings.put("medley.smtp.host", "127.0.0.1");
    settings.put("medley.smtp.port", "2525");
    settings.put("medley.sms.signing-secret", "test");
    settings.put("medley.urls.campaign", "http://127.0.0.1:1");
    for (String folder : List.of("keys.folder", "store.folder", "audit.roots-folder")) {
      settings.put("medley." + folder, stack.home().data("release-" + folder));
    }
    service =
        new SpringApplicationBuilder(CampaignService.class, Models.class)
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    for (String authority : List.of("CAMPAIGN", "LEAD_BRAND")) {
      for (Actor person : List.of(MIA, BEA)) {
        sql()
            .sql(
                """
                insert into authority_grant (holder, holder_kind, authority, market, granted_by, granted_at)
                values (:person, 'PERSON', :authority, '*', 'test', now())
                """)
            .param("person", person.id())
            .param("authority", authority)
            .update();
      }
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void shouldFinishEverybodyByTheModelTheyBeganWithAndTakeAlongWhoAConfirmedMoveTakes() {
    CampaignId left = campaign("Left alone");
    CampaignId moved = campaign("Moved");
    EnrolmentId before = enrolled(left);
    EnrolmentId chosen = enrolled(moved);
    standsAtThePause(before);
    standsAtThePause(chosen);

    bean(Installation.class).release(nextModel(), bean(JourneyReleases.class));
    EnrolmentId after = enrolled(left);
    PlanChanging changing = bean(PlanChanging.class);
    ChangeProposal catchUp =
        new ChangeProposal(null, null, null, null, null, Map.of(), Map.of(), true);
    changing.confirm(changing.propose(moved, catchUp, "One journey for all", MIA).id(), BEA);
    await().atMost(PATIENCE).until(() -> enrolment(chosen).version() == 3);
    assertThat(stepOf(chosen)).as("moved where it stands").isEqualTo("pause");
    assertThat(enrolment(before).version()).isEqualTo(1);

    assertThat(wayOf(before)).endsWith("pause", "reminder");
    assertThat(wayOf(chosen)).endsWith("pause", "last-call");
    assertThat(wayOf(after)).endsWith("pause", "last-call");
    assertThat(enrolment(after).version()).isEqualTo(2);
    assertThat(enrolment(before).version()).isEqualTo(1);
  }

  /** The launch journey with another last step. */
  private static JourneyTemplate nextModel() {
    JourneyProcesses processes = bean(Installation.class);
    String today =
        processes.templates().stream()
            .filter(template -> template.id().equals(JOURNEY))
            .findFirst()
            .orElseThrow()
            .bpmnXml();
    String next =
        today.replace("key=\"step\" value=\"reminder\"", "key=\"step\" value=\"last-call\"");
    assertThat(next).isNotEqualTo(today);
    return processes.read(next);
  }

  private static void standsAtThePause(EnrolmentId enrolment) {
    await().atMost(PATIENCE).until(() -> "pause".equals(stepOf(enrolment)));
  }

  /** The steps of a journey that is over, in the order they were come to. */
  private static List<String> wayOf(EnrolmentId enrolment) {
    await().atMost(PATIENCE).until(() -> enrolment(enrolment).state().over());
    assertThat(enrolment(enrolment).state()).isEqualTo(EnrolmentState.COMPLETED);
    return bean(JourneyVisits.class).history(enrolment(enrolment).hcpId()).reversed().stream()
        .map(HistoryEntry::stepId)
        .filter(Predicate.not(step -> step == null || step.isEmpty()))
        .toList();
  }

  private static String stepOf(EnrolmentId enrolment) {
    return bean(EnrolmentMoves.class).step(enrolment).orElse("");
  }

  private static Enrolment enrolment(EnrolmentId id) {
    return bean(Enrolments.class).require(id);
  }

  private static CampaignId campaign(String name) {
    CampaignId id = CampaignId.random();
    Campaigns campaigns = bean(Campaigns.class);
    CampaignPlan plan =
        new CampaignPlan(
            name,
            JOURNEY,
            "zelvaro",
            List.of("GB"),
            Map.of("await-response", Duration.ofSeconds(1), "pause", PAUSE),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    inTransaction(
        () -> {
          campaigns.add(
              new Campaign(id, plan, CampaignState.DRAFT, "mia", now(), null, null, null, null));
          campaigns.launched(id, "mia", now());
        });
    return id;
  }

  /** Somebody who agreed to nothing; the enroller starts their journey. */
  private static EnrolmentId enrolled(CampaignId campaign) {
    HcpId hcp = HcpId.random();
    sql()
        .sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier,
                             affinities, created_at, updated_at, version)
            values (:id, :name, :name, 'GB', 'en-GB', 'cardiology', 'PHYSICIAN', 1, '{}', now(), now(), 1)
            """)
        .param("id", hcp.value())
        .param("name", hcp.value().toString())
        .update();
    Enrolments enrolments = bean(Enrolments.class);
    inTransaction(() -> enrolments.enrol(campaign, List.of(hcp.value()), now()));
    return enrolments.openOf(campaign).stream()
        .filter(id -> enrolment(id).hcpId().equals(hcp.value()))
        .findFirst()
        .orElseThrow();
  }

  private static void inTransaction(Runnable work) {
    new TransactionTemplate(bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> work.run());
  }

  private static Instant now() {
    return bean(Clock.class).instant();
  }

  private static JdbcClient sql() {
    return bean(JdbcClient.class);
  }

  private static <T> T bean(Class<T> type) {
    return service.getBean(type);
  }
}
