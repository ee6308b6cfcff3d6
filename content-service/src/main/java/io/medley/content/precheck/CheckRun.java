package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One run of the pre-checks, stored with everything it depended on: equal hashes and pack give
 * equal findings.
 *
 * @param contentHash the bytes that were checked
 * @param metadataHash the metadata that was checked, hashed as it would be frozen
 * @param packVersion names and versions of the packs that spoke
 * @param findings most severe first, then in reading order
 * @param claims the sentences that read as claims, in reading order
 */
public record CheckRun(
    UUID id,
    VersionId versionId,
    Stage stage,
    String contentHash,
    String metadataHash,
    String packVersion,
    Verdict verdict,
    List<Finding> findings,
    List<ClaimSentence> claims,
    Instant at) {

  public CheckRun {
    findings = List.copyOf(findings);
    claims = List.copyOf(claims);
  }

  /** How many findings have this severity. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
