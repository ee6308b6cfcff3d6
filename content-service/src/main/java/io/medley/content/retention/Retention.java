package io.medley.content.retention;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Retention and legal hold (21 CFR 11.10(c)): an asset is kept while it is in use, then for the
 * time its markets want, then for as long as somebody holds it. Only then an administrator may
 * dispose of its bytes; tags, signatures and audit stay for ever.
 */
@Service
public class Retention {

  private static final Set<VersionState> IN_USE =
      EnumSet.of(
          VersionState.SUBMITTED,
          VersionState.QC,
          VersionState.IN_REVIEW,
          VersionState.APPROVED,
          VersionState.LIVE,
          VersionState.SUSPENDED,
          VersionState.WITHDRAWING);

  private final AssetVersions versions;
  private final Holds holds;
  private final ObjectStore store;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final RetentionSettings settings;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Retention(
      AssetVersions versions,
      Holds holds,
      ObjectStore store,
      Authorities authorities,
      AuditTrail audit,
      RetentionSettings settings,
      Clock clock,
      TransactionTemplate transaction) {
    this.versions = versions;
    this.holds = holds;
    this.store = store;
    this.authorities = authorities;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * How long an asset is kept.
   *
   * @param ended when it was last in use; null while it is
   * @param years what its markets want after that
   * @param until first instant at which it may be disposed of, holds aside; null while in use
   * @param holds every hold, newest first
   * @param disposedAt when its bytes were erased; null if they are there
   */
  public record Keeping(
      AssetId asset,
      List<AssetVersion> versions,
      @Nullable Instant ended,
      int years,
      @Nullable Instant until,
      List<LegalHold> holds,
      @Nullable Instant disposedAt) {

    /** The hold that keeps it, if one does. */
    public Optional<LegalHold> hold() {
      return holds.stream().filter(LegalHold::active).findFirst();
    }
  }

  /**
   * How long the asset is kept, for administrators and legal.
   *
   * @throws AuthorityMissing for anybody else
   */
  @Transactional(readOnly = true)
  public Keeping of(AssetId asset, Actor actor) {
    requireKeeper(actor);
    return keeping(asset);
  }

  /** Every hold that is active, for administrators and legal. */
  @Transactional(readOnly = true)
  public List<LegalHold> active(Actor actor) {
    requireKeeper(actor);
    return holds.active();
  }

  /** Places a hold; audited. */
  @Transactional
  public LegalHold hold(AssetId asset, String reason, Actor actor) {
    requireKeeper(actor);
    requireReason(reason);
    holds.lock(asset);
    keeping(asset);
    LegalHold hold =
        new LegalHold(
            UUID.randomUUID(),
            asset,
            reason.strip(),
            actor.id(),
            clock.instant(),
            null,
            null,
            null);
    holds.add(hold);
    note(
        asset, "hold-placed", actor, Map.of("hold", hold.id().toString(), "reason", hold.reason()));
    return hold;
  }

  /** Releases a hold; audited. */
  @Transactional
  public void release(UUID id, String reason, Actor actor) {
    requireKeeper(actor);
    requireReason(reason);
    LegalHold hold = holds.find(id).orElseThrow(RetentionRefusal::noSuchHold);
    if (!holds.release(id, actor.id(), clock.instant(), reason.strip())) {
      throw RetentionRefusal.noSuchHold();
    }
    note(
        hold.asset(),
        "hold-released",
        actor,
        Map.of("hold", id.toString(), "reason", reason.strip()));
  }

  /**
   * Erases the asset's bytes and what was read from them; audited. Tags, signatures, verdicts and
   * audit stay, so that it can still be told what was approved and by whom.
   *
   * @throws RetentionRefusal while it is in use, to be kept or held
   */
  public void dispose(AssetId asset, String reason, Actor actor) {
    authorities.require(actor, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    requireReason(reason);
    List<String> gone =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  holds.lock(asset);
                  Keeping keeping = keeping(asset);
                  requireDisposable(keeping);
                  if (!holds.dispose(asset, reason.strip(), actor.id(), clock.instant())) {
                    return List.<String>of();
                  }
                  Set<String> hashes = new LinkedHashSet<>();
                  keeping.versions().forEach(version -> hashes.add(version.contentHash()));
                  List<String> objects = new ArrayList<>();
                  hashes.forEach(hash -> objects.addAll(holds.forget(asset, hash)));
                  note(
                      asset,
                      "disposed",
                      actor,
                      Map.of("reason", reason.strip(), "contentHashes", List.copyOf(hashes)));
                  return objects;
                }));
    try {
      for (String object : gone) {
        store.remove(object);
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private void requireDisposable(Keeping keeping) {
    keeping
        .hold()
        .ifPresent(
            hold -> {
              throw RetentionRefusal.held(hold);
            });
    Instant until = keeping.until();
    if (until == null) {
      throw RetentionRefusal.inUse();
    }
    if (clock.instant().isBefore(until)) {
      throw RetentionRefusal.tooEarly(until);
    }
  }

  private Keeping keeping(AssetId asset) {
    List<AssetVersion> all = versions.ofAsset(asset);
    if (all.isEmpty()) {
      throw RetentionRefusal.unknown(asset);
    }
    boolean inUse = all.stream().anyMatch(version -> IN_USE.contains(version.state()));
    Set<String> markets = new LinkedHashSet<>();
    all.forEach(version -> markets.addAll(version.metadata().countries()));
    int years = settings.of(markets);
    Instant ended = inUse ? null : holds.lastChange(asset).orElse(null);
    Instant until =
        ended == null ? null : ended.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    return new Keeping(
        asset, all, ended, years, until, holds.of(asset), holds.disposedAt(asset).orElse(null));
  }

  private void requireKeeper(Actor actor) {
    boolean keeper =
        authorities.has(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET)
            || !authorities.markets(actor.id(), Authority.LANE_LEGAL).isEmpty();
    if (actor.agency() != null || !keeper) {
      throw new AuthorityMissing(actor.id(), Authority.LANE_LEGAL, "any");
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank() || reason.length() > 1000) {
      throw RetentionRefusal.reasonNeeded();
    }
  }

  private void note(AssetId asset, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("asset", asset.toString(), action, by, facts));
  }
}
