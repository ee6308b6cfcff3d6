package io.medley.platform.notification;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Reads and keeps what each person chose. Settings say how mail is sent, so they need no audit. */
public final class SettingsKeeping {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final NotificationProperties properties;
  private final Clock clock;

  SettingsKeeping(
      JdbcClient jdbc,
      TransactionOperations transactions,
      NotificationProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  private record When(int digestHour, String zone) {}

  /** A person's settings; the usual ones for somebody who chose nothing. */
  public NotificationSettings of(String person) {
    When when =
        jdbc.sql("select digest_hour, zone from notification_setting where person = :person")
            .param("person", person)
            .query(When.class)
            .optional()
            .orElseGet(() -> new When(properties.digestHour(), properties.zone().getId()));
    Map<NotificationKind, Delivery> chosen = new EnumMap<>(NotificationKind.class);
    jdbc.sql("select kind, delivery from notification_choice where person = :person")
        .param("person", person)
        .query(
            row -> {
              chosen.put(
                  NotificationKind.valueOf(row.getString("kind")),
                  Delivery.valueOf(row.getString("delivery")));
            });
    List<Notice.Subject> muted =
        jdbc.sql(
                """
                select subject, title from notification_mute where person = :person
                order by muted_at desc
                """)
            .param("person", person)
            .query(
                (row, number) ->
                    new Notice.Subject(row.getString("subject"), row.getString("title")))
            .list();
    return new NotificationSettings(when.digestHour(), ZoneId.of(when.zone()), chosen, muted);
  }

  /** Keeps hour, zone and the kinds' deliveries; what is muted stays. */
  public void keep(
      String person, int digestHour, ZoneId zone, Map<NotificationKind, Delivery> chosen) {
    NotificationSettings wanted = new NotificationSettings(digestHour, zone, chosen, List.of());
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into notification_setting (person, digest_hour, zone, changed_at)
                  values (:person, :hour, :zone, :at)
                  on conflict (person) do update
                    set digest_hour = excluded.digest_hour, zone = excluded.zone,
                      changed_at = excluded.changed_at
                  """)
              .param("person", person)
              .param("hour", wanted.digestHour())
              .param("zone", wanted.zone().getId())
              .param("at", clock.instant().atOffset(ZoneOffset.UTC))
              .update();
          wanted
              .chosen()
              .forEach(
                  (kind, delivery) ->
                      jdbc.sql(
                              """
                              insert into notification_choice (person, kind, delivery)
                              values (:person, :kind, :delivery)
                              on conflict (person, kind) do update set delivery = excluded.delivery
                              """)
                          .param("person", person)
                          .param("kind", kind.name())
                          .param("delivery", delivery.name())
                          .update());
        });
  }

  /** From now on the person hears nothing of the thing; what waits of it is read. */
  public void mute(String person, Notice.Subject subject) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into notification_mute (person, subject, title, muted_at)
                  values (:person, :subject, :title, :at) on conflict (person, subject) do nothing
                  """)
              .param("person", person)
              .param("subject", subject.key())
              .param("title", subject.title())
              .param("at", clock.instant().atOffset(ZoneOffset.UTC))
              .update();
          jdbc.sql(
                  """
                  update notification set read_at = :at
                  where person = :person and subject = :subject and read_at is null
                  """)
              .param("at", clock.instant().atOffset(ZoneOffset.UTC))
              .param("person", person)
              .param("subject", subject.key())
              .update();
        });
  }

  /** The person hears of the thing again. */
  public void unmute(String person, String subject) {
    jdbc.sql("delete from notification_mute where person = :person and subject = :subject")
        .param("person", person)
        .param("subject", subject)
        .update();
  }
}
