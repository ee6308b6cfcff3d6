package io.medley.content.precheck.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.precheck.Verdict;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The checks once more before a version is sent, against today's label, claims, registrations and
 * packs. Asked again over unchanged inputs it answers from what is stored.
 */
@RestController
class SendCheckResource {

  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final CurrentActor actor;

  SendCheckResource(AssetVersions versions, PreChecks preChecks, CurrentActor actor) {
    this.versions = versions;
    this.preChecks = preChecks;
    this.actor = actor;
  }

  /**
   * What came of it.
   *
   * @param blocking what stops the version from being sent, in words
   */
  record SendCheck(
      UUID checkRunId,
      UUID versionId,
      String contentHash,
      String packVersion,
      Verdict verdict,
      List<String> blocking,
      Instant at) {}

  @PostMapping("/api/versions/{id}/send-check")
  SendCheck check(@PathVariable UUID id) {
    VersionId version = new VersionId(id);
    if (!isSender()) {
      versions.requireVisible(version, actor.require());
    }
    CheckRun run = preChecks.run(version, Stage.SEND);
    return new SendCheck(
        run.id(),
        id,
        run.contentHash(),
        run.packVersion(),
        run.verdict(),
        run.findings().stream()
            .filter(finding -> finding.effective() == Severity.BLOCK)
            .map(SendCheckResource::words)
            .toList(),
        run.at());
  }

  private static String words(Finding finding) {
    return finding.ruleId() + ": " + finding.message();
  }

  /** The campaign service's token has this scope; it serves every agency's approved work. */
  private static boolean isSender() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(granted -> "SCOPE_feed".equals(granted.getAuthority()));
  }
}
