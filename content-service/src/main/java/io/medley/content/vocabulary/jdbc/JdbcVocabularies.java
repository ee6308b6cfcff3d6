package io.medley.content.vocabulary.jdbc;

import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcVocabularies implements Vocabularies {

  private static final String SELECT =
      """
      select code, label, aliases, retired, parent, position, row_version
      from vocabulary_term
      where vocabulary = :vocabulary\
      """;

  private final JdbcClient jdbc;

  JdbcVocabularies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Term> terms(Vocabulary vocabulary) {
    return jdbc.sql(SELECT + " and not retired order by parent, position, code")
        .param("vocabulary", vocabulary.key())
        .query(JdbcVocabularies::term)
        .list();
  }

  @Override
  public List<Term> all(Vocabulary vocabulary) {
    return jdbc.sql(SELECT + " order by retired, parent, position, code")
        .param("vocabulary", vocabulary.key())
        .query(JdbcVocabularies::term)
        .list();
  }

  @Override
  public Optional<Term> find(Vocabulary vocabulary, String code) {
    return jdbc.sql(SELECT + " and code = :code")
        .param("vocabulary", vocabulary.key())
        .param("code", code)
        .query(JdbcVocabularies::term)
        .optional();
  }

  @Override
  public boolean add(Vocabulary vocabulary, Term term, String by, Instant at) {
    return jdbc.sql(
                """
                insert into vocabulary_term (vocabulary, code, label, aliases, position, retired, parent, changed_by,
                  changed_at)
                values (:vocabulary, :code, :label, :aliases, :position, :retired, :parent, :by, :at)
                on conflict (vocabulary, code) do nothing
                """)
            .param("vocabulary", vocabulary.key())
            .param("code", term.code())
            .param("label", term.label())
            .param("aliases", term.aliases().toArray(String[]::new))
            .param("position", term.position())
            .param("retired", term.retired())
            .param("parent", term.parent())
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public boolean change(Vocabulary vocabulary, Term term, long rowVersion, String by, Instant at) {
    return jdbc.sql(
                """
                update vocabulary_term
                set label = :label, aliases = :aliases, position = :position, retired = :retired, parent = :parent,
                  row_version = row_version + 1, changed_by = :by, changed_at = :at
                where vocabulary = :vocabulary and code = :code and row_version = :rowVersion
                """)
            .param("vocabulary", vocabulary.key())
            .param("code", term.code())
            .param("label", term.label())
            .param("aliases", term.aliases().toArray(String[]::new))
            .param("position", term.position())
            .param("retired", term.retired())
            .param("parent", term.parent())
            .param("rowVersion", rowVersion)
            .param("by", by)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  private static Term term(ResultSet row, int number) throws SQLException {
    return new Term(
        row.getString("code"),
        row.getString("label"),
        List.of((String[]) row.getArray("aliases").getArray()),
        row.getBoolean("retired"),
        row.getString("parent"),
        row.getInt("position"),
        row.getLong("row_version"));
  }
}
