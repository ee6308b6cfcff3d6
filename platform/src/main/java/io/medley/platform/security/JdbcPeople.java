package io.medley.platform.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

final class JdbcPeople implements People {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  /**
   * The newest token of each person that is in the table already, as far as this instance knows.
   */
  private final Map<String, Instant> known = new ConcurrentHashMap<>();

  JdbcPeople(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Optional<Person> find(String id) {
    return jdbc.sql("select * from person_account where id = :id")
        .param("id", id)
        .query((row, number) -> person(row))
        .optional();
  }

  @Override
  public List<Person> all() {
    return jdbc.sql("select * from person_account order by printed_name, id")
        .query((row, number) -> person(row))
        .list();
  }

  @Override
  public String printedName(String id) {
    return find(id).map(Person::printedName).orElse(id);
  }

  @Override
  public void told(Person person) {
    // Most requests carry a token that is known already.
    Instant newest = known.get(person.id());
    if (newest != null && !person.toldAt().isAfter(newest)) {
      return;
    }
    transactions.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    insert into person_account as known (id, printed_name, agency, roles, groups, told_at)
                    values (:id, :name, :agency, :roles, :groups, :at)
                    on conflict (id) do update set printed_name = excluded.printed_name,
                      agency = excluded.agency, roles = excluded.roles, groups = excluded.groups,
                      told_at = excluded.told_at
                    where known.told_at < excluded.told_at
                    """)
                .param("id", person.id())
                .param("name", person.printedName())
                .param("agency", person.agency())
                .param("roles", array(person.roles()))
                .param("groups", array(person.groups()))
                .param("at", person.toldAt().atOffset(ZoneOffset.UTC))
                .update());
    known.merge(person.id(), person.toldAt(), (one, other) -> one.isAfter(other) ? one : other);
  }

  /** In an order of its own, so that the same people give the same rows. */
  static String[] array(Set<String> texts) {
    return new TreeSet<>(texts).toArray(String[]::new);
  }

  static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        row.getString("id"),
        row.getString("printed_name"),
        row.getString("agency"),
        texts(row, "roles"),
        texts(row, "groups"),
        row.getObject("told_at", OffsetDateTime.class).toInstant());
  }
}
