package io.medley.seed.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one service's database, to count what is really there. */
final class Ledger {

  private final String url;
  private final String user;
  private final String password;

  Ledger(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** One number. */
  long number(String sql, Object... values) {
    return rows(sql, row -> row.getLong(1), values).getFirst();
  }

  /** Name to number, from rows of two columns, in their order. */
  Map<String, Long> counts(String sql, Object... values) {
    Map<String, Long> counts = new LinkedHashMap<>();
    rows(sql, row -> Map.entry(row.getString(1), row.getLong(2)), values)
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /** Every row, mapped. */
  <T> List<T> rows(String sql, RowReader<T> reader, Object... values) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    } catch (SQLException failure) {
      throw new DemoFailed("The database could not be read: " + failure.getMessage());
    }
  }

  /** Reads the row a result stands on. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
