package io.medley.platform.notification;

import io.medley.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Once a day of each person's, at their hour, one mail with what waits. The day is a row with a
 * unique key and leaves with its outbox message in one transaction, so several instances and any
 * restart make one digest a day; a service that was away at the hour makes it when it is back.
 */
public final class DigestSending {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final SettingsKeeping settings;
  private final NotificationProperties properties;
  private final Outbox outbox;
  private final Clock clock;

  DigestSending(
      JdbcClient jdbc,
      TransactionOperations transactions,
      SettingsKeeping settings,
      NotificationProperties properties,
      Outbox outbox,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.settings = settings;
    this.properties = properties;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Makes the digests whose hour has come. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
  public void makeDue() {
    List<String> persons =
        jdbc.sql(
                """
                select distinct person from notification
                where delivery = 'DAILY' and digest_id is null and read_at is null
                  and settled_at is null
                order by person
                """)
            .query(String.class)
            .list();
    persons.forEach(this::make);
  }

  private void make(String person) {
    NotificationSettings chosen = settings.of(person);
    ZonedDateTime moment = latestHour(clock.instant(), chosen.zone(), chosen.digestHour());
    LocalDate day = moment.toLocalDate();
    transactions.executeWithoutResult(
        status -> {
          UUID id = UUID.randomUUID();
          boolean first =
              jdbc.sql(
                          """
                          insert into notification_digest (id, person, local_date, made_at)
                          select :id, :person, :day, :at where exists (
                            select 1 from notification where person = :person
                              and delivery = 'DAILY' and digest_id is null and read_at is null
                              and settled_at is null and told_at <= :moment)
                          on conflict (person, local_date) do nothing
                          """)
                      .param("id", id)
                      .param("person", person)
                      .param("day", day)
                      .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                      .param("moment", moment.toOffsetDateTime())
                      .update()
                  == 1;
          if (first) {
            jdbc.sql(
                    """
                    update notification set digest_id = :id
                    where person = :person and delivery = 'DAILY' and digest_id is null
                      and read_at is null and settled_at is null and told_at <= :moment
                    """)
                .param("id", id)
                .param("person", person)
                .param("moment", moment.toOffsetDateTime())
                .update();
            outbox.append(id, NotificationMails.TOPIC, person, Map.of("digest", id.toString()));
          }
        });
  }

  /** The newest instant not after now at which it was the hour in the zone. */
  static ZonedDateTime latestHour(Instant now, ZoneId zone, int hour) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    ZonedDateTime moment = ZonedDateTime.of(today, LocalTime.of(hour, 0), zone);
    return moment.toInstant().isAfter(now)
        ? ZonedDateTime.of(today.minusDays(1), LocalTime.of(hour, 0), zone)
        : moment;
  }

  /** Drops what was read or settled long ago. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  public void forgetOld() {
    jdbc.sql(
            """
            delete from notification
            where told_at < :before and (read_at is not null or settled_at is not null)
            """)
        .param("before", clock.instant().minus(properties.keepFor()).atOffset(ZoneOffset.UTC))
        .update();
  }
}
