package io.medley.content.asset;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A piece nobody goes on with is given up: by who works on it, with the reason, or by itself once
 * it lay long enough. What was given up stays readable and audited; its file may come back as a new
 * version.
 */
@Service
public class GivingUp {

  private static final Actor SYSTEM = Actor.system("drafts");

  /** Longest reason, in UTF-16 units. */
  public static final int LONGEST_REASON = 1_000;

  /** Where it is with its agency, and nobody else works on it. */
  private static final Set<VersionState> WITH_ITS_AGENCY =
      EnumSet.of(VersionState.DRAFT, VersionState.REVISE);

  private final StoredVersions stored;
  private final AssetVersions versions;
  private final Visibility visibility;
  private final Authorities authorities;
  private final List<DraftWitness> witnesses;

  GivingUp(
      StoredVersions stored,
      AssetVersions versions,
      Visibility visibility,
      Authorities authorities,
      List<DraftWitness> witnesses) {
    this.stored = stored;
    this.versions = versions;
    this.visibility = visibility;
    this.authorities = authorities;
    this.witnesses = List.copyOf(witnesses);
  }

  /** Whether this person may give the version up as it stands. */
  public boolean may(AssetVersion version, Actor person) {
    return WITH_ITS_AGENCY.contains(version.state())
        && visibility.of(person).includes(version)
        && mayWork(person);
  }

  private boolean mayWork(Actor person) {
    return !authorities.markets(person.id(), Authority.UPLOAD).isEmpty()
        || (person.agency() == null
            && !authorities.markets(person.id(), Authority.COORDINATE).isEmpty());
  }

  /**
   * Gives a draft or a returned version up.
   *
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws AssetRefusal.ReasonMissing if nobody could learn why
   * @throws AssetRefusal.StateConflict if it was handed over meanwhile
   * @throws io.medley.platform.security.AuthorityMissing if this person works on no piece
   */
  @Transactional
  public AssetVersion giveUp(VersionId id, String reason, Actor by) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw new AssetRefusal.ReasonMissing();
    }
    if (!mayWork(by)) {
      authorities.requireAnywhere(by, Authority.UPLOAD);
    }
    AssetVersion version =
        stored
            .findAndLock(id)
            .map(StoredVersion::version)
            .filter(visibility.of(by)::includes)
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
    if (!WITH_ITS_AGENCY.contains(version.state())) {
      throw new AssetRefusal.StateConflict(id, version.state(), VersionState.CANCELLED);
    }
    return cancel(version, why, by);
  }

  /**
   * Gives a draft up that lay too long; a draft somebody touched meanwhile is left alone.
   *
   * @param since a draft changed at or after this instant did not lie too long
   * @return whether it was given up
   */
  @Transactional
  public boolean lay(VersionId id, Instant since, long days) {
    return stored
        .findAndLock(id)
        .filter(one -> one.version().state() == VersionState.DRAFT)
        .filter(one -> one.changedAt().isBefore(since))
        .map(
            one ->
                cancel(
                    one.version(), "Nothing was done with it for %d days.".formatted(days), SYSTEM))
        .isPresent();
  }

  private AssetVersion cancel(AssetVersion version, String why, Actor by) {
    AssetVersion after =
        versions.transition(version.id(), version.state(), VersionState.CANCELLED, by, why);
    witnesses.forEach(witness -> witness.givenUp(after));
    return after;
  }

  /** Drafts nothing was done with since an instant, the longest first. */
  @Transactional(readOnly = true)
  public List<StoredVersion> lyingSince(Instant before, int limit) {
    return stored.draftsUnchangedSince(before, limit);
  }
}
