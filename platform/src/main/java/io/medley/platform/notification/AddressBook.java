package io.medley.platform.notification;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where people of the house and of its agencies are reached. Learned from the sign-in provider's
 * claims whenever somebody signs in; an administrator may put in people who have not yet.
 */
public final class AddressBook {

  private final JdbcClient jdbc;
  private final Clock clock;

  AddressBook(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Somebody who can be told.
   *
   * @param person sign-in name
   * @param agency empty for people of the house
   */
  public record Entry(String person, String printedName, String email, String agency) {}

  /** Keeps an entry; does not touch the store if it says nothing new. */
  public void learn(Entry entry) {
    jdbc.sql(
            """
            insert into notification_address (person, printed_name, email, agency, learned_at)
            values (:person, :name, :email, :agency, :at)
            on conflict (person) do update
              set printed_name = excluded.printed_name, email = excluded.email,
                agency = excluded.agency, learned_at = excluded.learned_at
              where (notification_address.printed_name, notification_address.email,
                  notification_address.agency)
                is distinct from (excluded.printed_name, excluded.email, excluded.agency)
            """)
        .param("person", entry.person())
        .param("name", entry.printedName())
        .param("email", entry.email())
        .param("agency", entry.agency())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The person's entry; empty for who is not known yet. */
  public Optional<Entry> find(@Nullable String person) {
    return jdbc.sql(
            """
            select person, printed_name, email, agency from notification_address
            where person = :person
            """)
        .param("person", person)
        .query(Entry.class)
        .optional();
  }

  Set<String> ofAgency(String agency) {
    return Set.copyOf(
        jdbc.sql("select person from notification_address where agency = :agency")
            .param("agency", agency)
            .query(String.class)
            .list());
  }
}
