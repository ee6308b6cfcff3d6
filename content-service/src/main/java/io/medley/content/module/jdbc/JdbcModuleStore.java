package io.medley.content.module.jdbc;

import io.medley.content.module.ModuleApproval;
import io.medley.content.module.ModuleApproval.Lane;
import io.medley.content.module.ModuleKind;
import io.medley.content.module.ModuleRules;
import io.medley.content.module.ModuleState;
import io.medley.content.module.ModuleStore;
import io.medley.content.module.ModuleVersion;
import io.medley.content.signing.SignedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcModuleStore implements ModuleStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SELECT =
      """
      select v.*, m.brand_id, m.kind from content_module_version v join content_module m on m.id = v.module_id
      """;

  private final JdbcClient jdbc;

  JdbcModuleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean lock(String moduleId) {
    return jdbc.sql("select id from content_module where id = :id for update")
        .param("id", moduleId)
        .query(String.class)
        .optional()
        .isPresent();
  }

  @Override
  public void add(String moduleId, String brandId, ModuleKind kind, String by, Instant at) {
    jdbc.sql(
            "insert into content_module (id, brand_id, kind, created_by, created_at) values (:id,"
                + " :brand, :kind, :by, :at)")
        .param("id", moduleId)
        .param("brand", brandId)
        .param("kind", kind.name())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public void add(ModuleVersion version, Instant at) {
    jdbc.sql(
            """
            insert into content_module_version (module_id, number, state, title, language, content, claim_id, image_hash, image_type,
              rules, safety_relevant, valid_to, author, created_at, changed_at)
            values (:id, :number, :state, :title, :language, :content, :claim, :image, :imageType, cast(:rules as jsonb), :safety,
              :to, :author, :at, :at)
            """)
        .param("id", version.moduleId())
        .param("number", version.number())
        .param("state", version.state().name())
        .param("title", version.title())
        .param("language", version.language())
        .param("content", version.content())
        .param("claim", version.claimId(), Types.VARCHAR)
        .param("image", version.imageHash(), Types.VARCHAR)
        .param("imageType", version.imageType())
        .param("rules", JSON.writeValueAsString(version.rules()))
        .param("safety", version.safetyRelevant())
        .param("to", version.validTo(), Types.DATE)
        .param("author", version.author())
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public boolean move(
      String moduleId, int number, ModuleState from, ModuleState to, String reason, Instant at) {
    return jdbc.sql(
                """
                update content_module_version set state = :to, changed_at = :at, change_reason = :reason
                where module_id = :id and number = :number and state = :from
                """)
            .param("id", moduleId)
            .param("number", number)
            .param("from", from.name())
            .param("to", to.name())
            .param("reason", reason)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public void add(ModuleApproval approval) {
    SignedStatement signed = approval.signature();
    jdbc.sql(
            """
            insert into content_module_approval (module_id, number, lane, person, printed_name, sha256, approved_at, meaning, statement,
              authenticated_at, key_id, signature)
            values (:id, :number, :lane, :person, :name, :sha256, :at, :meaning, :statement, :authenticated, :key, :signature)
            """)
        .param("id", approval.moduleId())
        .param("number", approval.number())
        .param("lane", approval.lane().name())
        .param("person", approval.person())
        .param("name", approval.printedName())
        .param("sha256", approval.sha256())
        .param("at", Timestamp.from(approval.at()))
        .param("meaning", signed.meaning())
        .param("statement", signed.statement())
        .param("authenticated", Timestamp.from(signed.authenticatedAt()))
        .param("key", signed.keyId())
        .param("signature", signed.signature())
        .update();
  }

  @Override
  public List<ModuleApproval> approvals(String moduleId, int number) {
    return jdbc.sql(
            "select * from content_module_approval where module_id = :id and number = :number order"
                + " by approved_at, lane")
        .param("id", moduleId)
        .param("number", number)
        .query(
            (row, at) ->
                new ModuleApproval(
                    row.getString("module_id"),
                    row.getInt("number"),
                    Lane.valueOf(row.getString("lane")),
                    row.getString("person"),
                    row.getString("printed_name"),
                    row.getString("sha256"),
                    row.getTimestamp("approved_at").toInstant(),
                    new SignedStatement(
                        row.getString("meaning"),
                        row.getString("statement"),
                        row.getTimestamp("approved_at").toInstant(),
                        row.getTimestamp("authenticated_at").toInstant(),
                        row.getString("key_id"),
                        row.getString("signature"))))
        .list();
  }

  @Override
  public Optional<ModuleVersion> find(String moduleId, int number) {
    return jdbc.sql(SELECT + " where v.module_id = :id and v.number = :number")
        .param("id", moduleId)
        .param("number", number)
        .query(JdbcModuleStore::version)
        .optional();
  }

  @Override
  public List<ModuleVersion> versions(String moduleId) {
    return jdbc.sql(SELECT + " where v.module_id = :id order by v.number desc")
        .param("id", moduleId)
        .query(JdbcModuleStore::version)
        .list();
  }

  @Override
  public Map<String, ModuleVersion> inForce(Collection<String> moduleIds) {
    return jdbc
        .sql(SELECT + " where v.module_id = any(:ids) and v.state = 'APPROVED'")
        .param("ids", moduleIds.toArray(String[]::new))
        .query(JdbcModuleStore::version)
        .list()
        .stream()
        .collect(Collectors.toMap(ModuleVersion::moduleId, Function.identity()));
  }

  @Override
  public List<ModuleVersion> search(ModuleQuery query) {
    String newest =
        query.approvedOnly()
            ? "v.state = 'APPROVED'"
            : "v.number = (select max(n.number) from content_module_version n where n.module_id ="
                + " v.module_id and n.state <> 'ABANDONED')";
    return jdbc.sql(
            SELECT
                + " where "
                + newest
                + """
                 and (:brand = '' or m.brand_id = :brand) and (:kind = '' or m.kind = :kind) and (:state = '' or v.state = :state)
                 and not exists (select 1 from unnest(:words::text[]) as wanted(word)
                   where strpos(lower(v.module_id || ' ' || v.title || ' ' || v.content), lower(wanted.word)) = 0)
                 order by m.kind = 'TEMPLATE' desc, v.title, v.module_id limit 500
                """)
        .param("brand", query.brandId())
        .param("kind", query.kind())
        .param("state", query.state())
        .param(
            "words", query.words().isBlank() ? new String[0] : query.words().strip().split("\\s+"))
        .query(JdbcModuleStore::version)
        .list();
  }

  private static ModuleVersion version(ResultSet row, int number) throws SQLException {
    return new ModuleVersion(
        row.getString("module_id"),
        row.getInt("number"),
        row.getString("brand_id"),
        ModuleKind.valueOf(row.getString("kind")),
        ModuleState.valueOf(row.getString("state")),
        row.getString("title"),
        row.getString("language"),
        row.getString("content"),
        row.getString("claim_id"),
        row.getString("image_hash"),
        row.getString("image_type"),
        JSON.readValue(row.getString("rules"), ModuleRules.class),
        row.getBoolean("safety_relevant"),
        row.getObject("valid_to", LocalDate.class),
        row.getString("author"));
  }
}
