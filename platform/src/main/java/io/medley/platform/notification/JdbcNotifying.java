package io.medley.platform.notification;

import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.Delegations;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class JdbcNotifying implements Notifying {

  private final JdbcClient jdbc;
  private final Authorities authorities;
  private final Delegations delegations;
  private final AddressBook addresses;
  private final Outbox outbox;
  private final Clock clock;

  JdbcNotifying(
      JdbcClient jdbc,
      Authorities authorities,
      Delegations delegations,
      AddressBook addresses,
      Outbox outbox,
      Clock clock) {
    this.jdbc = jdbc;
    this.authorities = authorities;
    this.delegations = delegations;
    this.addresses = addresses;
    this.outbox = outbox;
    this.clock = clock;
  }

  private record Choice(String person, @Nullable String delivery, boolean muted) {}

  @Override
  public int tell(Notice notice, Recipients to) {
    requireTransaction();
    Instant now = clock.instant();
    int told = 0;
    for (Choice choice : choices(notice, persons(to))) {
      Delivery delivery = delivery(notice.kind(), choice);
      UUID id = id(choice.person(), notice);
      if (insert(id, choice.person(), notice, delivery, now)) {
        told++;
        if (delivery == Delivery.AT_ONCE) {
          outbox.append(
              id, NotificationMails.TOPIC, choice.person(), Map.of("notification", id.toString()));
        }
      }
    }
    return told;
  }

  @Override
  public void settle(String task) {
    requireTransaction();
    jdbc.sql(
            """
            update notification set settled_at = :at where task = :task and settled_at is null
            """)
        .param("at", offset(clock.instant()))
        .param("task", task)
        .update();
  }

  /**
   * In one order everywhere, so that two transactions that tell the same people cannot deadlock.
   */
  private Set<String> persons(Recipients to) {
    Set<String> persons = new TreeSet<>(to.persons());
    for (Recipients.Holders wanted : to.holders()) {
      persons.addAll(holders(wanted));
    }
    to.agencies().forEach(agency -> persons.addAll(addresses.ofAgency(agency)));
    persons.removeAll(to.except());
    persons.removeIf(person -> person.isBlank() || person.startsWith(Actor.system("").id()));
    return persons;
  }

  private Set<String> holders(Recipients.Holders wanted) {
    Set<String> all = null;
    for (String market : wanted.markets()) {
      Set<String> here = present(wanted.authority(), market);
      if (all == null) {
        all = new HashSet<>(here);
      } else {
        all.retainAll(here);
      }
    }
    return all == null ? Set.of() : all;
  }

  /** Holders, without those who are away, with those who act for them. */
  private Set<String> present(Authority authority, String market) {
    Instant now = clock.instant();
    Set<String> present = new HashSet<>();
    for (String holder : authorities.holders(authority, market)) {
      delegations
          .delegateOf(holder, authority, market, now)
          .map(Delegations.Delegation::delegate)
          .ifPresent(present::add);
      if (!delegations.absent(holder, now)) {
        present.add(holder);
      }
    }
    return present;
  }

  private List<Choice> choices(Notice notice, Set<String> persons) {
    return jdbc.sql(
            """
            select p.person, c.delivery, m.person is not null as muted
            from unnest(cast(:persons as text[])) as p (person)
              left join notification_choice c on c.person = p.person and c.kind = :kind
              left join notification_mute m on m.person = p.person and m.subject = :subject
            order by p.person
            """)
        .param("persons", persons.toArray(String[]::new))
        .param("kind", notice.kind().name())
        .param("subject", notice.subject().key())
        .query(Choice.class)
        .list();
  }

  private static Delivery delivery(NotificationKind kind, Choice choice) {
    if (choice.muted()) {
      return Delivery.MUTED;
    }
    return choice.delivery() == null ? kind.usual() : Delivery.valueOf(choice.delivery());
  }

  private boolean insert(UUID id, String person, Notice notice, Delivery delivery, Instant now) {
    return jdbc.sql(
                """
                insert into notification (id, person, kind, occurrence, subject, title, message,
                  link, task, due_at, delivery, told_at, read_at)
                values (:id, :person, :kind, :occurrence, :subject, :title, :message,
                  :link, :task, :due, :delivery, :at, :read)
                on conflict do nothing
                """)
            .param("id", id)
            .param("person", person)
            .param("kind", notice.kind().name())
            .param("occurrence", notice.occurrence())
            .param("subject", notice.subject().key())
            .param("title", notice.subject().title())
            .param("message", notice.text())
            .param("link", notice.link())
            .param("task", notice.task())
            .param("due", notice.dueAt() == null ? null : offset(notice.dueAt()))
            .param("delivery", delivery.name())
            .param("at", offset(now))
            .param("read", delivery == Delivery.MUTED ? offset(now) : null)
            .update()
        == 1;
  }

  /** The same event gives the same id and so the same Message-ID, whatever is repeated. */
  private static UUID id(String person, Notice notice) {
    return UUID.nameUUIDFromBytes(
        (person + '\n' + notice.kind() + '\n' + notice.occurrence())
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A notice belongs to the transaction it tells of");
    }
  }

  private static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
