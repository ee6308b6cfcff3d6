package io.medley.content.lifecycle;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.market.MarketPacks;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Going live: from here on the version may be served, and its older version may not. */
@Service
public class Publishing {

  private static final List<String> SLOTS = List.of("announce", "follow-up", "reminder");

  private final Approvals approvals;
  private final ApprovalChanges changes;
  private final AssetVersions versions;
  private final PieceForms forms;
  private final LifecycleProcesses processes;
  private final BasisWatch watch;
  private final MarketPacks packs;
  private final Clock clock;
  private final RealTime realTime;

  Publishing(
      Approvals approvals,
      ApprovalChanges changes,
      AssetVersions versions,
      PieceForms forms,
      LifecycleProcesses processes,
      BasisWatch watch,
      MarketPacks packs,
      Clock clock,
      RealTime realTime) {
    this.approvals = approvals;
    this.changes = changes;
    this.versions = versions;
    this.forms = forms;
    this.processes = processes;
    this.watch = watch;
    this.packs = packs;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Publishes a sealed version inside the caller's transaction; does nothing if it was published
   * before.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void goLive(AssetVersion version, Approval.Proof proof, String tier, Actor by) {
    // A module that moves meanwhile would not find the piece live yet, and senders never hear of
    // it.
    forms.hold(version.id());
    Approval approval = approval(version, proof, tier, clock.instant());
    if (!approvals.add(approval, realTime.now())) {
      return;
    }
    versions.transition(
        version.id(), version.state(), VersionState.LIVE, by, "Published after approval");
    changes.announce(approval, UUID.randomUUID());
    processes.start(version.id().value(), 1);
    for (Approval older : approvals.ofAsset(version.asset())) {
      if (older.state().inForce() && !older.version().equals(version.id())) {
        supersede(older.version(), version, by);
      }
    }
  }

  private void supersede(VersionId olderVersion, AssetVersion newer, Actor by) {
    Approval older = approvals.lock(olderVersion).orElseThrow();
    if (!older.state().inForce()) {
      return;
    }
    UUID event = UUID.randomUUID();
    changes.change(
        older, ApprovalState.SUPERSEDED, by, "Version " + newer.number() + " went live", event);
    processes.superseded(olderVersion.value(), event);
    watch.masterChanged(
        older,
        BasisChange.MASTER_SUPERSEDED,
        "version " + newer.number() + " took its place",
        false,
        by,
        List.of());
  }

  private Approval approval(AssetVersion version, Approval.Proof proof, String tier, Instant now) {
    AssetMetadata metadata = version.metadata();
    return new Approval(
        version.id(),
        version.asset(),
        1,
        ApprovalState.LIVE,
        version.number(),
        version.contentHash(),
        Objects.requireNonNull(version.metadataHash(), "a published version is frozen"),
        version.format(),
        version.fileName(),
        metadata.brandId(),
        metadata.title(),
        metadata.jobCode(),
        metadata.materialType(),
        metadata.purpose(),
        metadata.countries(),
        metadata.language(),
        metadata.channels(),
        metadata.audiences(),
        metadata.indicationIds(),
        metadata.keyMessages(),
        slotHints(metadata),
        ValidityPeriod.start(metadata, packs),
        ValidityPeriod.end(metadata, packs),
        proof,
        version.agency(),
        tier,
        now,
        now);
  }

  /** A piece recommends itself for a slot by naming it in its title or key messages. */
  static List<String> slotHints(AssetMetadata metadata) {
    String words =
        Stream.concat(Stream.of(metadata.title()), metadata.keyMessages().stream())
            .reduce("", (all, next) -> all + " " + next)
            .toLowerCase(Locale.ROOT)
            .replace("follow up", "follow-up");
    return SLOTS.stream().filter(words::contains).toList();
  }
}
