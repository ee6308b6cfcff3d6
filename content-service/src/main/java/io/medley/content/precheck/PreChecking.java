package io.medley.content.precheck;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.SubmissionCheck;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.precheck.CheckEngine.Result;
import io.medley.content.product.ProductMaster;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class PreChecking implements PreChecks, SubmissionCheck {

  private final CheckEngine engine = new CheckEngine(RulePacks.load());
  private final AssetVersions versions;
  private final StoredVersions stored;
  private final AssetText texts;
  private final ProductMaster master;
  private final CheckRuns runs;
  private final Clock clock;

  PreChecking(
      AssetVersions versions,
      StoredVersions stored,
      AssetText texts,
      ProductMaster master,
      CheckRuns runs,
      Clock clock) {
    this.versions = versions;
    this.stored = stored;
    this.texts = texts;
    this.master = master;
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  @Transactional
  public CheckRun run(VersionId id, Stage stage) {
    return run(versions.require(id), stage);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CheckRun> latest(VersionId id) {
    return runs.latest(id);
  }

  @Override
  @Transactional
  public Outcome check(AssetVersion candidate) {
    CheckRun run = run(candidate, Stage.SUBMISSION);
    List<Finding> blocking =
        run.findings().stream().filter(finding -> finding.severity() == Severity.BLOCK).toList();
    boolean blocked = run.verdict() == Verdict.BLOCKED;
    String reason =
        blocking.size() == 1
            ? blocking.getFirst().message()
            : "%d findings stop this submission; the first: %s"
                .formatted(blocking.size(), blocked ? blocking.getFirst().message() : "");
    return new Outcome(blocked, run.verdict().name(), blocked ? reason : "", run.findings());
  }

  private CheckRun run(AssetVersion version, Stage stage) {
    ExtractedFile rendition = texts.rendition(version.id());
    Piece piece =
        new Piece(
            version,
            rendition,
            texts.sections(version.id()),
            master.current(),
            LocalDate.now(clock),
            stored.jobCodeTaken(version.metadata().jobCode(), version.asset()));
    Result result = engine.check(piece);
    CheckRun run =
        new CheckRun(
            UUID.randomUUID(),
            version.id(),
            stage,
            version.contentHash(),
            MetadataHash.of(version.asset(), version.contentHash(), version.metadata()),
            result.packVersion(),
            result.verdict(),
            result.findings(),
            result.claims(),
            clock.instant());
    runs.add(run);
    return run;
  }
}
