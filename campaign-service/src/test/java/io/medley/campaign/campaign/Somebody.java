package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.outbox.OutboxMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts HCPs and their journeys into the database of {@link WholeService}. */
public final class Somebody {

  private static final JdbcClient JDBC = bean(JdbcClient.class);

  /** What a person does not read as a sentence: mark-up, and what stands in it as code. */
  private static final Pattern NOT_READ =
      Pattern.compile(
          "<(script|style|code|pre|textarea|svg)\\b.*?</\\1>|<li class=\"mono[^>]*>[^<]*|<[^>]*>",
          Pattern.DOTALL);

  private static final Pattern CODE =
      Pattern.compile(
          "(?<![\\w-])(?:[A-Z]+(?:_[A-Z]+)+|WITHDRAWN|SUSPENDED|EXPIRED|PHYSICIAN|EMAIL)(?![\\w-])");

  /** Transactions of the service. */
  public static final TransactionTemplate TRANSACTIONS =
      new TransactionTemplate(bean(PlatformTransactionManager.class));

  private Somebody() {}

  /** A bean of the service. */
  public static <T> T bean(Class<T> type) {
    return WholeService.context().getBean(type);
  }

  /** The service's time. */
  public static Instant now() {
    return bean(Clock.class).instant();
  }

  /** An HCP in Great Britain whom this person looks after. */
  public static HcpId hcp(String rep) {
    String territory = "GB-" + rep;
    JDBC.sql(
            """
            insert into territory (code, name, country, rep, updated_at)
            values (:code, :code, 'GB', :rep, now()) on conflict do nothing
            """)
        .param("code", territory)
        .param("rep", rep)
        .update();
    HcpId id = HcpId.random();
    JDBC.sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier,
                             affinities, territory, created_at, updated_at, version)
            values (:id, :name, :name, 'GB', 'en-GB', 'cardiology', 'PHYSICIAN', 1, '{}',
                    :territory, now(), now(), 1)
            """)
        .param("id", id.value())
        .param("name", id.value().toString())
        .param("territory", territory)
        .update();
    return id;
  }

  /** A launched campaign in Great Britain; nobody is enrolled. */
  public static CampaignId campaign(String template, String brand) {
    CampaignId id = CampaignId.random();
    CampaignPlan plan =
        new CampaignPlan(
            "Campaign " + id,
            template,
            brand,
            List.of("GB"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    Campaigns campaigns = bean(Campaigns.class);
    TRANSACTIONS.executeWithoutResult(
        status -> {
          campaigns.add(
              new Campaign(id, plan, CampaignState.DRAFT, "mia", now(), null, null, null, null));
          campaigns.launched(id, "mia", now());
        });
    return id;
  }

  /** The HCP, enrolled and waiting to be started. */
  public static EnrolmentId enrolled(HcpId hcp, CampaignId campaign) {
    Enrolments enrolments = bean(Enrolments.class);
    TRANSACTIONS.executeWithoutResult(
        status -> enrolments.enrol(campaign, List.of(hcp.value()), now()));
    return enrolments.openOf(campaign).stream()
        .filter(id -> enrolments.require(id).hcpId().equals(hcp.value()))
        .findFirst()
        .orElseThrow();
  }

  /** An instance has claimed the enrolment. */
  public static EnrolmentId running(EnrolmentId enrolment) {
    JDBC.sql("update enrolment set state = 'RUNNING', instance_key = 1 where id = :id")
        .param("id", enrolment.value())
        .update();
    return enrolment;
  }

  /** Lets a person campaign everywhere. */
  public static void campaigns(String person) {
    JDBC.sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', 'CAMPAIGN', '*', 'test', now()) on conflict do nothing
            """)
        .param("person", person)
        .update();
  }

  /** Something a journey is told: a response of its HCP, or the answer of a representative. */
  public record Told(UUID eventId, String what) {}

  /** What is on its way to the enrolment's journey, oldest first. */
  public static List<Told> told(UUID enrolment) {
    return JDBC.sql(
            """
            select payload -> 'variables' ->> 'eventId' as event,
                   coalesce(payload -> 'variables' ->> 'responseType',
                            (payload -> 'variables' ->> 'answeredStep') || ' '
                              || (payload -> 'variables' ->> 'answer')) as what
            from outbox_message where topic = 'engine' and key = :enrolment order by row_id
            """)
        .param("enrolment", enrolment.toString())
        .query(
            (row, number) ->
                new Told(UUID.fromString(row.getString("event")), row.getString("what")))
        .list();
  }

  /** The newest word about a key, to be handed on as the relay would. */
  public static OutboxMessage newest(String topic, String key) {
    return JDBC.sql(
            """
            select id, topic, key, payload from outbox_message
            where topic = :topic and key = :key order by row_id desc limit 1
            """)
        .param("topic", topic)
        .param("key", key)
        .query(
            (row, number) ->
                new OutboxMessage(
                    row.getObject("id", UUID.class),
                    row.getString("topic"),
                    row.getString("key"),
                    JsonMapper.shared().readTree(row.getString("payload"))))
        .single();
  }

  /** Signs a person in for the calls that follow in this thread. */
  public static void signIn(String person, String role) {
    Jwt token =
        new Jwt(
            "token",
            now(),
            now().plus(Duration.ofHours(1)),
            Map.of("alg", "none"),
            Map.of("sub", person, "name", "Rob Rep", "roles", List.of(role)));
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken(token, "", "ROLE_" + role));
  }

  /**
   * Leaves a page that was read in {@code target/pages}, to be looked at. Whatever page it is, it
   * says codes of ours in words.
   */
  public static String kept(String name, String html) throws IOException {
    if (html.stripLeading().startsWith("<")) {
      assertThat(
              CODE.matcher(NOT_READ.matcher(html).replaceAll(" "))
                  .results()
                  .map(MatchResult::group))
          .as("codes on the page “%s”", name)
          .isEmpty();
    }
    Path folder = Path.of("target", "pages");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".html"), html);
    return html;
  }
}
