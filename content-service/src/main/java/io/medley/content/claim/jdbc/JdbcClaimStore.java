package io.medley.content.claim.jdbc;

import static io.medley.content.claim.jdbc.Columns.array;
import static io.medley.content.claim.jdbc.Columns.at;
import static io.medley.content.claim.jdbc.Columns.day;
import static io.medley.content.claim.jdbc.Columns.strings;

import io.medley.content.claim.ClaimApproval;
import io.medley.content.claim.ClaimApproval.Lane;
import io.medley.content.claim.ClaimDraft;
import io.medley.content.claim.ClaimState;
import io.medley.content.claim.ClaimStore;
import io.medley.content.claim.ClaimSupport;
import io.medley.content.claim.ClaimVersion;
import io.medley.content.claim.ClaimWording;
import io.medley.content.signing.SignedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcClaimStore implements ClaimStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String SELECT =
      """
      select v.*, c.brand_id,
        (select coalesce(jsonb_agg(jsonb_build_object('language', w.language, 'text', w.text, 'markets', w.markets,
            'audiences', w.audiences, 'channels', w.channels) order by w.ordinal), '[]')
         from claim_wording w where w.claim_id = v.claim_id and w.number = v.number) as wordings,
        (select coalesce(jsonb_agg(jsonb_build_object('referenceId', s.reference_id, 'anchor',
            case when a.id is not null then jsonb_build_object('id', a.id, 'referenceId', a.reference_id, 'edition', a.edition,
              'page', a.page, 'start', a.span_start, 'end', a.span_end, 'quote', a.quote) end) order by s.ordinal), '[]')
         from claim_support s left join reference_anchor a on a.id = s.anchor_id
         where s.claim_id = v.claim_id and s.number = v.number) as supports,
        (select array_agg(p.person order by p.approved_at, p.lane) from claim_approval p
         where p.claim_id = v.claim_id and p.number = v.number) as approved_by
      from claim_version v join claim c on c.id = v.claim_id
      """;

  private final JdbcClient jdbc;

  JdbcClaimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean lock(String claimId) {
    return jdbc.sql("select id from claim where id = :id for update")
        .param("id", claimId)
        .query(String.class)
        .optional()
        .isPresent();
  }

  @Override
  public void add(String claimId, String brandId, String by, Instant at) {
    jdbc.sql(
            """
            insert into claim (id, brand_id, created_by, created_at) values (:id, :brand, :by, :at)
            on conflict (id) do nothing
            """)
        .param("id", claimId)
        .param("brand", brandId)
        .param("by", by)
        .param("at", at(at))
        .update();
  }

  @Override
  public void add(ClaimVersion version, Instant at, String reason) {
    jdbc.sql(
            """
            insert into claim_version (claim_id, number, state, indications, countries, valid_from, valid_to, safety_relevant,
              author, created_at, changed_at, change_reason)
            values (:claim, :number, :state, :indications, :countries, :from, :to, :safety, :author, :at, :at, :reason)
            """)
        .param("claim", version.claimId())
        .param("number", version.number())
        .param("state", version.state().name())
        .param("indications", array(version.indications()))
        .param("countries", array(version.countries()))
        .param("from", version.validFrom())
        .param("to", version.validTo())
        .param("safety", version.safetyRelevant())
        .param("author", version.author())
        .param("at", at(at))
        .param("reason", reason)
        .update();
    int ordinal = 0;
    for (ClaimWording wording : version.wordings()) {
      jdbc.sql(
              """
              insert into claim_wording (claim_id, number, ordinal, language, text, markets, audiences, channels)
              values (:claim, :number, :ordinal, :language, :text, :markets, :audiences, :channels)
              """)
          .param("claim", version.claimId())
          .param("number", version.number())
          .param("ordinal", ordinal++)
          .param("language", wording.language())
          .param("text", wording.text())
          .param("markets", array(wording.markets()))
          .param("audiences", array(wording.audiences()))
          .param("channels", array(wording.channels()))
          .update();
    }
    ordinal = 0;
    for (ClaimSupport support : version.supports()) {
      UUID anchor = support.anchor() == null ? null : support.anchor().id();
      addSupport(
          version.claimId(),
          version.number(),
          ordinal++,
          new ClaimDraft.Support(support.referenceId(), anchor));
    }
  }

  @Override
  public void addSupport(String claimId, int number, int ordinal, ClaimDraft.Support support) {
    jdbc.sql(
            """
            insert into claim_support (claim_id, number, ordinal, reference_id, anchor_id)
            values (:claim, :number, :ordinal, :reference, :anchor)
            """)
        .param("claim", claimId)
        .param("number", number)
        .param("ordinal", ordinal)
        .param("reference", support.referenceId())
        .param("anchor", support.anchorId())
        .update();
  }

  @Override
  public void add(ClaimApproval approval) {
    SignedStatement signed = approval.signature();
    jdbc.sql(
            """
            insert into claim_approval (claim_id, number, lane, person, printed_name, sha256, approved_at,
              meaning, statement, authenticated_at, key_id, signature)
            values (:claim, :number, :lane, :person, :name, :sha256, :at, :meaning, :statement, :authenticated, :key, :signature)
            """)
        .param("claim", approval.claimId())
        .param("number", approval.number())
        .param("lane", approval.lane().name())
        .param("person", approval.person())
        .param("name", approval.printedName())
        .param("sha256", approval.sha256())
        .param("at", at(approval.at()))
        .param("meaning", signed == null ? "" : signed.meaning())
        .param("statement", signed == null ? null : signed.statement(), Types.VARCHAR)
        .param(
            "authenticated", signed == null ? null : at(signed.authenticatedAt()), Types.TIMESTAMP)
        .param("key", signed == null ? null : signed.keyId(), Types.VARCHAR)
        .param("signature", signed == null ? null : signed.signature(), Types.VARCHAR)
        .update();
  }

  @Override
  public boolean move(
      String claimId, int number, ClaimState from, ClaimState to, String reason, Instant at) {
    return jdbc.sql(
                """
                update claim_version set state = :to, changed_at = :at, change_reason = :reason
                where claim_id = :claim and number = :number and state = :from
                """)
            .param("claim", claimId)
            .param("number", number)
            .param("from", from.name())
            .param("to", to.name())
            .param("reason", reason)
            .param("at", at(at))
            .update()
        == 1;
  }

  @Override
  public Optional<ClaimVersion> find(String claimId, int number) {
    return jdbc.sql(SELECT + " where v.claim_id = :claim and v.number = :number")
        .param("claim", claimId)
        .param("number", number)
        .query(JdbcClaimStore::version)
        .optional();
  }

  @Override
  public List<ClaimVersion> versions(String claimId) {
    return jdbc.sql(SELECT + " where v.claim_id = :claim order by v.number desc")
        .param("claim", claimId)
        .query(JdbcClaimStore::version)
        .list();
  }

  @Override
  public List<ClaimVersion> everApproved(String brandId) {
    return jdbc.sql(
            SELECT
                + """
                 where c.brand_id = :brand and v.state not in ('DRAFT', 'ABANDONED')
                 order by v.claim_id, v.number desc
                """)
        .param("brand", brandId)
        .query(JdbcClaimStore::version)
        .list();
  }

  @Override
  public List<ClaimVersion> inForce() {
    return jdbc.sql(SELECT + " where v.state = 'APPROVED' order by v.claim_id")
        .query(JdbcClaimStore::version)
        .list();
  }

  @Override
  public List<ClaimApproval> approvals(String claimId, int number) {
    return jdbc.sql(
            "select * from claim_approval where claim_id = :claim and number = :number order by"
                + " approved_at, lane")
        .param("claim", claimId)
        .param("number", number)
        .query(
            (row, at) ->
                new ClaimApproval(
                    row.getString("claim_id"),
                    row.getInt("number"),
                    Lane.valueOf(row.getString("lane")),
                    row.getString("person"),
                    row.getString("printed_name"),
                    row.getString("sha256"),
                    row.getTimestamp("approved_at").toInstant(),
                    signed(row)))
        .list();
  }

  private static @Nullable SignedStatement signed(ResultSet row) throws SQLException {
    String signature = row.getString("signature");
    return signature == null
        ? null
        : new SignedStatement(
            row.getString("meaning"),
            row.getString("statement"),
            row.getTimestamp("approved_at").toInstant(),
            row.getTimestamp("authenticated_at").toInstant(),
            row.getString("key_id"),
            signature);
  }

  @Override
  public Found search(ClaimQuery query, int offset, int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
             where v.number = (select max(n.number) from claim_version n where n.claim_id = v.claim_id and n.state <> 'ABANDONED')
            """);
    filter(sql, query.brandId(), "c.brand_id = :brand");
    filter(sql, query.state(), "v.state = :state");
    filter(
        sql,
        query.language(),
        "exists (select 1 from claim_wording w where w.claim_id = v.claim_id and w.number ="
            + " v.number and split_part(lower(w.language), '-', 1) = split_part(lower(:language),"
            + " '-', 1))");
    filter(sql, query.market(), "(cardinality(v.countries) = 0 or :market = any(v.countries))");
    filter(
        sql,
        query.reference(),
        "exists (select 1 from claim_support s where s.claim_id = v.claim_id and s.number ="
            + " v.number and s.reference_id = :reference)");
    String[] words = query.words().isBlank() ? new String[0] : query.words().strip().split("\\s+");
    if (words.length > 0) {
      sql.append(
          """
           and not exists (select 1 from unnest(:words::text[]) as wanted(word) where not (
             strpos(lower(v.claim_id), lower(wanted.word)) > 0
             or exists (select 1 from claim_wording w where w.claim_id = v.claim_id and w.number = v.number
                        and strpos(lower(w.text), lower(wanted.word)) > 0)))
          """);
    }
    String fits = sql.toString();
    return new Found(
        asked(
                SELECT
                    + fits
                    + " order by v.changed_at desc, v.claim_id offset :offset limit :limit",
                query,
                words)
            .param("offset", offset)
            .param("limit", limit)
            .query(JdbcClaimStore::version)
            .list(),
        asked(
                "select count(*) from claim_version v join claim c on c.id = v.claim_id" + fits,
                query,
                words)
            .query(Long.class)
            .single());
  }

  private JdbcClient.StatementSpec asked(String sql, ClaimQuery query, String[] words) {
    return jdbc.sql(sql)
        .param("brand", query.brandId())
        .param("state", query.state())
        .param("language", query.language())
        .param("market", query.market())
        .param("reference", query.reference())
        .param("words", words);
  }

  private static void filter(StringBuilder sql, String value, String condition) {
    if (!value.isEmpty()) {
      sql.append(" and ").append(condition);
    }
  }

  @Override
  public List<ClaimVersion> over(LocalDate day, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where v.state in ('APPROVED', 'SUSPENDED') and v.valid_to < :day
                 order by v.valid_to, v.claim_id limit :limit
                """)
        .param("day", day)
        .param("limit", limit)
        .query(JdbcClaimStore::version)
        .list();
  }

  @Override
  public List<String> restingOn(String referenceId) {
    return jdbc.sql(
            """
            select distinct s.claim_id from claim_support s
            join claim_version v on v.claim_id = s.claim_id and v.number = s.number
            where s.reference_id = :reference and v.state in ('APPROVED', 'SUSPENDED') order by s.claim_id
            """)
        .param("reference", referenceId)
        .query(String.class)
        .list();
  }

  private static ClaimVersion version(ResultSet row, int number) throws SQLException {
    return new ClaimVersion(
        row.getString("claim_id"),
        row.getInt("number"),
        row.getString("brand_id"),
        ClaimState.valueOf(row.getString("state")),
        strings(row, "indications"),
        strings(row, "countries"),
        Objects.requireNonNull(day(row, "valid_from")),
        day(row, "valid_to"),
        row.getBoolean("safety_relevant"),
        JSON.readValue(row.getString("wordings"), new TypeReference<List<ClaimWording>>() {}),
        JSON.readValue(row.getString("supports"), new TypeReference<List<ClaimSupport>>() {}),
        row.getString("author"),
        strings(row, "approved_by"));
  }
}
