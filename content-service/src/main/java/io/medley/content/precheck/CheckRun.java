package io.medley.content.precheck;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One run of the pre-checks, stored with everything it depended on: equal inputs and pack give
 * equal findings.
 *
 * @param contentHash the bytes that were checked
 * @param metadataHash the metadata that was checked, hashed as it would be frozen
 * @param packVersion names and versions of the packs that spoke
 * @param findings most severe first, then in reading order
 * @param claims the sentences that read as claims, in reading order
 * @param inputs hashes of everything else the rules looked at, by name: product master, claims
 *     library, reader, day
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
    Instant at,
    Map<String, String> inputs) {

  public CheckRun {
    findings = List.copyOf(findings);
    claims = List.copyOf(claims);
    inputs = Map.copyOf(inputs);
  }

  /** A run whose further inputs are not known. */
  public CheckRun(
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
    this(
        id,
        versionId,
        stage,
        contentHash,
        metadataHash,
        packVersion,
        verdict,
        findings,
        claims,
        at,
        Map.of());
  }

  /** How many findings do this to the version; an overridden one is for the reviewers. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.effective() == severity).count();
  }

  /** Whether somebody decided against a blocking finding. */
  public boolean hasOverriddenBlock() {
    return findings.stream()
        .anyMatch(finding -> finding.severity() == Severity.BLOCK && finding.overridden() != null);
  }
}
