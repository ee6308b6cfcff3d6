package io.medley.content.review.jdbc;

import io.medley.content.precheck.CheckRunDigests;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.platform.audit.AuditReport.Finding;
import io.medley.platform.audit.AuditReport.Kind;
import io.medley.platform.audit.SignedRecords;
import io.medley.platform.signing.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was signed in reviews, compared with what is stored: lane signatures with the findings
 * behind them, carry records, decisions, decisions against findings and seals; and what the audit
 * says was signed or checked, with what is still there.
 */
@Repository
class JdbcSignedRecords implements SignedRecords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final Signatures signatures;
  private final SignatureVerification verification;
  private final SignatureVerifier verifier;
  private final CheckRunDigests digests;

  JdbcSignedRecords(
      JdbcClient jdbc,
      Signatures signatures,
      SignatureVerification verification,
      SignatureVerifier verifier,
      CheckRunDigests digests) {
    this.jdbc = jdbc;
    this.signatures = signatures;
    this.verification = verification;
    this.verifier = verifier;
    this.digests = digests;
  }

  @Override
  public List<Finding> verify() {
    return new Run().findings();
  }

  /** One verification; no run of checks is compared twice under the same hash. */
  private final class Run {

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Boolean> compared = new HashMap<>();

    List<Finding> findings() {
      Map<String, String> signed = audited("signed", "signature");
      for (UUID id : ids("select id from lane_signature order by signed_at, id")) {
        signature(signatures.find(id).orElseThrow(), signed.containsKey(id.toString()));
        signed.remove(id.toString());
      }
      gone(signed, "its signature %s is gone");
      Map<String, String> decided = audited("decided", "decision");
      statements("review_decision")
          .forEach(
              row -> {
                statement(row, "decision");
                decided.remove(row.id());
              });
      gone(decided, "its decision %s is gone");
      statements("review_carry").forEach(row -> statement(row, "carry record"));
      overrides();
      seals();
      jdbc.sql(
              """
              select aggregate_id, facts ->> 'checkRun', facts ->> 'checkRunHash' from audit_entry
              where aggregate_type = 'review' and action = 'checked' order by id
              """)
          .query((row, number) -> List.of(row.getString(2), row.getString(3)))
          .list()
          .forEach(checked -> run(checked.getFirst(), checked.getLast()));
      return findings;
    }

    private void signature(LaneSignature signature, boolean audited) {
      SignedSubject subject = signature.statement().subject();
      if (!verification.holds(signature)) {
        findings.add(
            new Finding(
                audited ? Kind.EDITED : Kind.INSERTED,
                "review %s, %s lane, round %d, signature %s"
                    .formatted(
                        subject.review(), subject.lane().title(), subject.round(), signature.id()),
                "no key of the service signed what it says"));
        return;
      }
      if (subject.checkRunHash() != null) {
        run(subject.checkRun().toString(), subject.checkRunHash());
      }
    }

    private void run(String run, String hash) {
      if (compared.putIfAbsent(run + hash, true) == null) {
        findings.addAll(digests.differences(UUID.fromString(run), hash));
      }
    }

    private void statement(Statement row, String what) {
      String said = new String(row.statement(), StandardCharsets.UTF_8);
      boolean says =
          verifier.verify(row.keyId(), row.statement(), row.signature()) && said.contains(row.id());
      if (!says) {
        findings.add(
            new Finding(
                Kind.EDITED,
                "review %s, %s %s".formatted(row.review(), what, row.id()),
                "no key of the service signed what it says"));
      }
    }

    private void overrides() {
      Map<String, String> audited = new HashMap<>();
      jdbc.sql(
              """
              select facts ->> 'signature', aggregate_id from audit_entry
              where aggregate_type = 'asset-version' and action = 'block-overridden'
              """)
          .query((row, number) -> audited.put(row.getString(1), row.getString(2)))
          .list();
      jdbc.sql(
              """
              select id, version_id, finding_key, rule_id, content_hash, person_id, reason, statement,
                key_id, signature
              from check_override order by decided_at, id
              """)
          .query((row, number) -> override(row, audited.remove(row.getString("signature")) != null))
          .list()
          .forEach(found -> found.ifPresent(findings::add));
      audited.values().stream()
          .map(
              version ->
                  new Finding(
                      Kind.DELETED,
                      "asset-version " + version,
                      "a decision against a finding is audited and gone"))
          .forEach(findings::add);
    }

    private void seals() {
      jdbc.sql(
              """
              select id, state, seal::text as seal from review
              where seal is not null or state in ('SEALED', 'LIVE') order by opened_at, id
              """)
          .query(
              (row, number) -> {
                seal(row.getString("id"), row.getString("seal"));
                return 0;
              })
          .list();
    }

    private void seal(String review, @org.jspecify.annotations.Nullable String stored) {
      String place = "review %s, seal".formatted(review);
      if (stored == null) {
        findings.add(new Finding(Kind.DELETED, place, "it was approved and the seal is gone"));
        return;
      }
      JsonNode seal = JSON.readTree(stored);
      byte[] statement = seal.path("statement").asString("").getBytes(StandardCharsets.UTF_8);
      if (!fits(seal, statement) || !says(statement, "review", review)) {
        findings.add(new Finding(Kind.EDITED, place, "no key of the service signed what it says"));
        return;
      }
      JSON.readTree(statement)
          .path("checkRuns")
          .forEach(run -> run(run.path("id").asString(""), run.path("hash").asString("")));
    }

    private void gone(Map<String, String> audited, String explanation) {
      audited.forEach(
          (id, review) ->
              findings.add(
                  new Finding(Kind.DELETED, "review " + review, explanation.formatted(id))));
    }
  }

  private Optional<Finding> override(ResultSet row, boolean audited) throws SQLException {
    byte[] statement = row.getString("statement").getBytes(StandardCharsets.UTF_8);
    boolean holds =
        verifier.verify(row.getString("key_id"), statement, decoded(row.getString("signature")))
            && says(statement, "findingKey", row.getString("finding_key"))
            && says(statement, "rule", row.getString("rule_id"))
            && says(statement, "contentHash", row.getString("content_hash"))
            && says(statement, "reason", row.getString("reason"));
    return holds
        ? Optional.empty()
        : Optional.of(
            new Finding(
                audited ? Kind.EDITED : Kind.INSERTED,
                "asset-version %s, decision %s against a finding"
                    .formatted(row.getString("version_id"), row.getString("id")),
                "no key of the service signed what it says"));
  }

  private boolean fits(JsonNode seal, byte[] statement) {
    return verifier.verify(
        seal.path("keyId").asString(""), statement, decoded(seal.path("signature").asString("")));
  }

  private static boolean says(byte[] statement, String member, String value) {
    try {
      return JSON.readTree(statement).path(member).asString("").equals(value);
    } catch (JacksonException broken) {
      return false;
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }

  /** What the audit of reviews names in such a fact, and in which review. */
  private Map<String, String> audited(String action, String fact) {
    Map<String, String> named = new HashMap<>();
    jdbc.sql(
            """
            select facts ->> :fact, aggregate_id from audit_entry
            where aggregate_type = 'review' and action = :action and facts ->> :fact is not null
            """)
        .param("fact", fact)
        .param("action", action)
        .query((row, number) -> named.put(row.getString(1), row.getString(2)))
        .list();
    return named;
  }

  private List<UUID> ids(String sql) {
    return jdbc.sql(sql).query(UUID.class).list();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Statement(
      String id, String review, byte[] statement, String keyId, byte[] signature) {}

  private List<Statement> statements(String table) {
    return jdbc.sql(
            "select id, review_id, statement, key_id, signature from " + table + " order by id")
        .query(
            (row, number) ->
                new Statement(
                    row.getString("id"),
                    row.getString("review_id"),
                    row.getBytes("statement"),
                    row.getString("key_id"),
                    row.getBytes("signature")))
        .list();
  }
}
