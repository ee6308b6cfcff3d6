package io.medley.content.precheck;

import io.medley.platform.audit.AuditReport;
import io.medley.platform.bundle.CheckRunDigest;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Digests of stored check runs: what a reviewer was shown is bound to the signature by one hash,
 * and a finding that is edited, deleted or put in afterwards is located.
 */
@Service
public class CheckRunDigests {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final CheckRuns runs;
  private final Overrides overrides;

  CheckRunDigests(CheckRuns runs, Overrides overrides) {
    this.runs = runs;
    this.overrides = overrides;
  }

  /**
   * The hash of a run with what is decided about its findings at this instant.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  @Transactional(readOnly = true)
  public String hash(UUID run) {
    return Sha256.hex(document(run));
  }

  /**
   * Keeps the digest of a run, in the caller's transaction.
   *
   * @return its hash; empty if the run is not what it was when its first digest was kept
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> keep(UUID run) {
    byte[] now = document(run);
    List<byte[]> kept = runs.digests(run);
    if (!kept.stream().allMatch(before -> CheckRunDigest.ofSameRun(before, now))) {
      return Optional.empty();
    }
    String hash = Sha256.hex(now);
    if (kept.stream().noneMatch(before -> Arrays.equals(before, now))) {
      runs.keepDigest(hash, run, now);
    }
    return Optional.of(hash);
  }

  /** Where the run is not what was signed under this hash; empty if all of it is. */
  @Transactional(readOnly = true)
  public List<AuditReport.Finding> differences(UUID run, String hash) {
    Optional<byte[]> kept = runs.digest(hash).filter(document -> Sha256.hex(document).equals(hash));
    if (kept.isEmpty()) {
      return List.of(
          new AuditReport.Finding(
              AuditReport.Kind.DELETED,
              "check run " + run,
              "the digest that was signed is gone or is another"));
    }
    JsonNode signed = MAPPER.readTree(kept.get());
    if (!signed.path("run").asString("").equals(run.toString())) {
      return List.of(
          new AuditReport.Finding(
              AuditReport.Kind.EDITED, "check run " + run, "the signed digest is of another run"));
    }
    Optional<CheckRun> found = runs.find(run);
    return CheckRunDigest.differences(
        kept.get(),
        found.map(CheckRunDigests::json).orElse(null),
        // Decisions that came after the signature are no difference.
        signed.path("overrides").isEmpty()
            ? MAPPER.createArrayNode()
            : found.map(this::decisions).orElseGet(MAPPER::createArrayNode));
  }

  /** The document kept under the hash. */
  @Transactional(readOnly = true)
  public Optional<byte[]> document(String hash) {
    return runs.digest(hash);
  }

  private byte[] document(UUID id) {
    CheckRun run =
        runs.find(id)
            .orElseThrow(() -> new IllegalArgumentException("There is no check run " + id));
    return CheckRunDigest.of(json(run), decisions(run));
  }

  private JsonNode decisions(CheckRun run) {
    return json(overrides.of(run.versionId(), run.contentHash()));
  }

  private static JsonNode json(Object value) {
    return MAPPER.readTree(CanonicalJson.of(value));
  }
}
