package io.medley.campaign.touch.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/**
 * Statements that travel to the database together and are answered together: waiting for answers is
 * what a touch pays for most. Each begins when the one before it has ended, and under READ
 * COMMITTED sees what was committed by then, as if it had been sent by itself; so one that follows
 * a lock sees what its last holder wrote.
 */
final class Trip {

  /** Texts are constants, so this holds as many as there are. */
  private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();

  /** A text as it is written, and with question marks for its named parameters. */
  private record Text(ParsedSql named, String positional) {
    static Text of(String sql) {
      ParsedSql named = NamedParameterUtils.parseSqlStatement(sql);
      return new Text(
          named, NamedParameterUtils.substituteNamedParameters(named, new MapSqlParameterSource()));
    }
  }

  /** Reads what came of one statement. */
  interface Answer {
    void read(PreparedStatement statement) throws SQLException;
  }

  private record Part(Text text, Map<String, ? extends @Nullable Object> values, Answer answer) {}

  private final List<Part> parts = new ArrayList<>();

  /** The rows a query gives, once the trip was made. */
  static final class Rows<T> implements Answer {
    private final RowMapper<T> mapper;
    private final List<T> rows = new ArrayList<>();

    private Rows(RowMapper<T> mapper) {
      this.mapper = mapper;
    }

    @Override
    public void read(PreparedStatement statement) throws SQLException {
      try (ResultSet found = statement.getResultSet()) {
        while (found.next()) {
          rows.add(mapper.mapRow(found, rows.size()));
        }
      }
    }

    List<T> all() {
      return List.copyOf(rows);
    }

    Optional<T> first() {
      return rows.stream().findFirst();
    }
  }

  /** How many rows a change concerned, once the trip was made. */
  static final class Written implements Answer {
    private int rows;

    @Override
    public void read(PreparedStatement statement) throws SQLException {
      rows = statement.getUpdateCount();
    }

    int rows() {
      return rows;
    }
  }

  /** Adds a query. */
  <T> Rows<T> rows(
      String sql, Map<String, ? extends @Nullable Object> values, RowMapper<T> mapper) {
    return add(sql, values, new Rows<>(mapper));
  }

  /** Adds a change. */
  Written update(String sql, Map<String, ? extends @Nullable Object> values) {
    return add(sql, values, new Written());
  }

  private <A extends Answer> A add(
      String sql, Map<String, ? extends @Nullable Object> values, A answer) {
    parts.add(new Part(TEXTS.computeIfAbsent(sql, Text::of), values, answer));
    return answer;
  }

  /** Sends everything and reads all answers. */
  void make(JdbcOperations jdbc) {
    String all =
        parts.stream().map(part -> part.text().positional()).collect(Collectors.joining(";\n"));
    PreparedStatementCallback<Boolean> read =
        statement -> {
          int position = 1;
          for (Part part : parts) {
            for (@Nullable Object value : values(part)) {
              set(statement, position++, value);
            }
          }
          statement.execute();
          for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
              statement.getMoreResults();
            }
            parts.get(i).answer().read(statement);
          }
          return true;
        };
    jdbc.execute(all, read);
  }

  private static void set(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      // Spring would ask the server first which type it is a null of.
      statement.setNull(position, Types.NULL);
    } else {
      StatementCreatorUtils.setParameterValue(
          statement, position, SqlTypeValue.TYPE_UNKNOWN, value);
    }
  }

  private static @Nullable Object[] values(Part part) {
    return NamedParameterUtils.buildValueArray(
        part.text().named(), new MapSqlParameterSource(part.values()), null);
  }
}
