package io.medley.content.precheck.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.CheckRuns;
import io.medley.content.precheck.ClaimSentence;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.precheck.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcCheckRuns implements CheckRuns {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcCheckRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(CheckRun run) {
    jdbc.sql(
            """
            insert into check_run (id, version_id, stage, content_hash, metadata_hash, pack_version, verdict, claims, ran_at, inputs)
            values (:id, :version, :stage, :contentHash, :metadataHash, :packVersion, :verdict, cast(:claims as jsonb), :at, cast(:inputs as jsonb))
            """)
        .param("id", run.id())
        .param("version", run.versionId().value())
        .param("stage", run.stage().name())
        .param("contentHash", run.contentHash())
        .param("metadataHash", run.metadataHash())
        .param("packVersion", run.packVersion())
        .param("verdict", run.verdict().name())
        .param("claims", JSON.writeValueAsString(run.claims()))
        .param("at", Timestamp.from(run.at()))
        .param("inputs", JSON.writeValueAsString(run.inputs()))
        .update();
    int ordinal = 0;
    for (Finding finding : run.findings()) {
      jdbc.sql(
              """
              insert into finding (run_id, ordinal, rule_id, severity, kind, market, page, span_start, span_end, quote,
                message, fix, basis, finding_key, boxes, words)
              values (:run, :ordinal, :rule, :severity, :kind, :market, :page, :start, :end, :quote, :message, :fix, :basis,
                :key, cast(:boxes as jsonb), cast(:words as jsonb))
              """)
          .param("run", run.id())
          .param("ordinal", ordinal++)
          .param("rule", finding.ruleId())
          .param("severity", finding.severity().name())
          .param("kind", finding.kind().name())
          .param("market", finding.market())
          .param("page", finding.page())
          .param("start", finding.start())
          .param("end", finding.end())
          .param("quote", finding.quote())
          .param("message", finding.message())
          .param("fix", finding.fix())
          .param("basis", finding.basis())
          .param("key", finding.key())
          .param("boxes", JSON.writeValueAsString(finding.boxes()))
          .param("words", JSON.writeValueAsString(finding.words()))
          .update();
    }
  }

  @Override
  public Optional<CheckRun> latest(VersionId id) {
    return jdbc.sql(
            "select * from check_run where version_id = :version order by sequence desc limit 1")
        .param("version", id.value())
        .query((row, number) -> run(row))
        .optional();
  }

  @Override
  public List<CheckRun> ofVersion(VersionId id) {
    return jdbc.sql("select * from check_run where version_id = :version order by sequence")
        .param("version", id.value())
        .query((row, number) -> run(row))
        .list();
  }

  @Override
  public Optional<CheckRun> latest(VersionId id, Stage stage) {
    return jdbc.sql(
            """
            select * from check_run where version_id = :version and stage = :stage
            order by sequence desc limit 1
            """)
        .param("version", id.value())
        .param("stage", stage.name())
        .query((row, number) -> run(row))
        .optional();
  }

  @Override
  public Optional<CheckRun> find(UUID id) {
    return jdbc.sql("select * from check_run where id = :id")
        .param("id", id)
        .query((row, number) -> run(row))
        .optional();
  }

  @Override
  public void keepDigest(String hash, UUID run, byte[] document) {
    jdbc.sql(
            """
            insert into check_run_digest (hash, run_id, document) values (:hash, :run, :document)
            on conflict (hash) do nothing
            """)
        .param("hash", hash)
        .param("run", run)
        .param("document", document)
        .update();
  }

  @Override
  public Optional<byte[]> digest(String hash) {
    return jdbc.sql("select document from check_run_digest where hash = :hash")
        .param("hash", hash)
        .query((row, number) -> row.getBytes(1))
        .optional();
  }

  @Override
  public List<byte[]> digests(UUID run) {
    return jdbc.sql("select document from check_run_digest where run_id = :run")
        .param("run", run)
        .query((row, number) -> row.getBytes(1))
        .list();
  }

  private CheckRun run(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    List<Finding> findings =
        jdbc.sql("select * from finding where run_id = :run order by ordinal")
            .param("run", id)
            .query(JdbcCheckRuns::finding)
            .list();
    return new CheckRun(
        id,
        new VersionId(row.getObject("version_id", UUID.class)),
        Stage.valueOf(row.getString("stage")),
        row.getString("content_hash"),
        row.getString("metadata_hash"),
        row.getString("pack_version"),
        Verdict.valueOf(row.getString("verdict")),
        findings,
        JSON.readValue(row.getString("claims"), new TypeReference<List<ClaimSentence>>() {}),
        row.getTimestamp("ran_at").toInstant(),
        JSON.readValue(row.getString("inputs"), new TypeReference<Map<String, String>>() {}));
  }

  private static Finding finding(ResultSet row, int number) throws SQLException {
    return new Finding(
        row.getString("rule_id"),
        Severity.valueOf(row.getString("severity")),
        Finding.Kind.valueOf(row.getString("kind")),
        row.getString("market"),
        row.getObject("page", Integer.class),
        row.getObject("span_start", Integer.class),
        row.getObject("span_end", Integer.class),
        row.getString("quote"),
        row.getString("message"),
        row.getString("fix"),
        row.getString("basis"),
        row.getString("finding_key"),
        JSON.readValue(row.getString("boxes"), new TypeReference<List<Box>>() {}),
        JSON.readValue(row.getString("words"), new TypeReference<List<Finding.Word>>() {}),
        null);
  }
}
