package io.medley.content.vocabulary.jdbc;

import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcVocabularies implements Vocabularies {

  private final JdbcClient jdbc;

  JdbcVocabularies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Term> terms(Vocabulary vocabulary) {
    return jdbc.sql(
            """
            select code, label, aliases, retired
            from vocabulary_term
            where vocabulary = :vocabulary and not retired
            order by position
            """)
        .param("vocabulary", vocabulary.key())
        .query(JdbcVocabularies::term)
        .list();
  }

  @Override
  public Optional<Term> find(Vocabulary vocabulary, String code) {
    return jdbc.sql(
            """
            select code, label, aliases, retired
            from vocabulary_term
            where vocabulary = :vocabulary and code = :code
            """)
        .param("vocabulary", vocabulary.key())
        .param("code", code)
        .query(JdbcVocabularies::term)
        .optional();
  }

  private static Term term(ResultSet row, int number) throws SQLException {
    return new Term(
        row.getString("code"),
        row.getString("label"),
        List.of((String[]) row.getArray("aliases").getArray()),
        row.getBoolean("retired"));
  }
}
