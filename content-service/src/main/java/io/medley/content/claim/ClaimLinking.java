package io.medley.content.claim;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.claim.ClaimLink.State;
import io.medley.content.claim.ClaimLinkStore.Linking;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.signing.CanonicalJson;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which words of a version are which claim: found by comparing, decided by people where comparing
 * cannot.
 */
@Service
public class ClaimLinking {

  private static final Actor LINKER = Actor.system("claim-linking");
  private static final Set<VersionState> OPEN =
      EnumSet.of(
          VersionState.DRAFT,
          VersionState.SUBMITTED,
          VersionState.QC,
          VersionState.IN_REVIEW,
          VersionState.REVISE,
          VersionState.CONDITIONS_OPEN);
  private static final Duration RECENT = Duration.ofDays(2);

  private final ClaimStore claims;
  private final ClaimLinkStore links;
  private final AssetVersions versions;
  private final AssetText texts;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  ClaimLinking(
      ClaimStore claims,
      ClaimLinkStore links,
      AssetVersions versions,
      AssetText texts,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.claims = claims;
    this.links = links;
    this.versions = versions;
    this.texts = texts;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A link as it is shown.
   *
   * @param claim the version it links to
   * @param current state of the claim as a whole now
   * @param comparison approved wording beside the words found
   * @param obstacles what stands against using the claim in this piece
   */
  public record Linked(
      ClaimLink link,
      ClaimVersion claim,
      ClaimWording wording,
      ClaimState current,
      WordingComparison comparison,
      List<ClaimVersion.Obstacle> obstacles) {
    public Linked {
      obstacles = List.copyOf(obstacles);
    }
  }

  /**
   * The links of a version, after comparing again if the version or the library changed since; what
   * people decided stays.
   */
  @Transactional
  public List<Linked> links(AssetVersion version) {
    refresh(version);
    return stored(version);
  }

  /** The links of a version as they are stored. */
  @Transactional(readOnly = true)
  public List<Linked> stored(AssetVersion version) {
    Map<String, List<ClaimVersion>> known = new LinkedHashMap<>();
    List<Linked> linked = new ArrayList<>();
    for (ClaimLink link : links.of(version.id())) {
      List<ClaimVersion> ofClaim = known.computeIfAbsent(link.claimId(), claims::versions);
      ClaimVersion claim =
          ofClaim.stream()
              .filter(candidate -> candidate.number() == link.number())
              .findFirst()
              .orElseThrow();
      ClaimWording wording = claim.wordings().get(link.wording());
      linked.add(
          new Linked(
              link,
              claim,
              wording,
              claim.stateOn(LocalDate.now(clock)),
              WordingComparison.of(wording.text(), link.found(), wording.language()),
              claim.obstacles(wording, use(version))));
    }
    return linked;
  }

  /** How long the newest comparing of a version took. */
  @Transactional(readOnly = true)
  public Optional<Duration> took(VersionId version) {
    return links.linking(version).map(linking -> Duration.ofMillis(linking.milliseconds()));
  }

  /**
   * Compares a version with the library if that was not done yet for both as they are. A version
   * past review is compared once; afterwards its links are history.
   *
   * @return whether it was compared
   */
  @Transactional
  public boolean refresh(AssetVersion version) {
    if (version.metadata().brandId().isEmpty()) {
      return false;
    }
    List<ClaimVersion> library = claims.everApproved(version.metadata().brandId());
    String hash = hash(version, library);
    Optional<Linking> before = links.linking(version.id());
    boolean settled = before.isPresent() && !OPEN.contains(version.state());
    if (settled || before.filter(linking -> linking.libraryHash().equals(hash)).isPresent()) {
      before
          .filter(linking -> linking.rowVersion() != version.rowVersion())
          .ifPresent(
              linking ->
                  links.note(
                      version.id(),
                      new Linking(version.rowVersion(), hash, linking.milliseconds()),
                      clock.instant()));
      return false;
    }
    long begun = System.nanoTime();
    List<TextSection> sections = texts.sections(version.id());
    List<ClaimMatch> matches = LibraryReading.matches(library, version, sections);
    int milliseconds = (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
    List<ClaimLink> old = links.of(version.id());
    for (ClaimLink link : old) {
      if (link.decidedBy() == null && matches.stream().noneMatch(match -> same(match, link))) {
        links.remove(link.id());
      }
    }
    for (ClaimMatch match : matches) {
      boolean decided =
          old.stream()
              .anyMatch(
                  link -> link.decidedBy() != null && (same(match, link) || overlaps(match, link)));
      if (!decided) {
        links.put(link(version, match), clock.instant());
      }
    }
    links.note(
        version.id(), new Linking(version.rowVersion(), hash, milliseconds), clock.instant());
    audit.append(
        new AuditEvent(
            "asset-version",
            version.id().toString(),
            "claims-linked",
            LINKER,
            Map.of(
                "matches",
                matches.stream()
                    .map(
                        match ->
                            "%s v%d %s %d:%d-%d"
                                .formatted(
                                    match.claim().claimId(),
                                    match.claim().number(),
                                    match.type(),
                                    match.section(),
                                    match.start(),
                                    match.end()))
                    .toList(),
                "library",
                hash)));
    return true;
  }

  /** Versions that changed lately and were not compared since. */
  @Transactional(readOnly = true)
  public List<VersionId> behind(int limit) {
    return links.unlinked(clock.instant().minus(RECENT), limit);
  }

  /** Compares a version if that was not done yet. */
  @Transactional
  public boolean refresh(VersionId id) {
    return refresh(versions.require(id));
  }

  /** Notes that a version cannot be compared, so that it is not tried again until it changes. */
  @Transactional
  public void giveUp(VersionId id) {
    AssetVersion version = versions.require(id);
    links.note(id, new Linking(version.rowVersion(), "", 0), clock.instant());
  }

  /**
   * Accepts or rejects a suggested link.
   *
   * @throws ClaimRefusal.ClaimUnknown if there is no such link in a version this person may see
   * @throws ClaimRefusal.LinkRefused if the words differ from the claim in meaning, or the version
   *     is past review
   */
  @Transactional
  public ClaimLink decide(UUID id, boolean accept, String reason, Actor by) {
    ClaimLink link = visible(id, by);
    if (accept && link.match() == MatchType.ALTERED) {
      throw new ClaimRefusal.LinkRefused(
          "The words differ from the approved claim in meaning. Use the approved words, or have the claim's next version approved.");
    }
    ClaimLink decided = decided(link, accept ? State.LINKED : State.REJECTED, reason, by);
    links.put(decided, clock.instant());
    audit.append(
        new AuditEvent(
            "asset-version",
            link.version().toString(),
            accept ? "claim-link-accepted" : "claim-link-rejected",
            by,
            Map.of(
                "claim",
                link.claimId(),
                "number",
                link.number(),
                "found",
                link.found(),
                "reason",
                reason)));
    return decided;
  }

  /**
   * Links words of a version to a claim by hand.
   *
   * @param wording index of the claim's wording they stand for
   * @throws ClaimRefusal.LinkRefused if the words are not in the version or their figures,
   *     negations or comparisons differ from the claim's
   */
  @Transactional
  public ClaimLink link(
      VersionId id, String claimId, int wording, int section, int start, int end, Actor by) {
    AssetVersion version = versions.requireVisible(id, by);
    requireOpen(version);
    requireMayDecide(by);
    ClaimVersion claim =
        claims.versions(claimId).stream()
            .filter(candidate -> candidate.state() == ClaimState.APPROVED)
            .filter(candidate -> candidate.brandId().equals(version.metadata().brandId()))
            .filter(candidate -> wording >= 0 && wording < candidate.wordings().size())
            .findFirst()
            .orElseThrow(
                () ->
                    new ClaimRefusal.ClaimUnknown(
                        "approved claim “%s” of this brand with such a wording"
                            .formatted(claimId)));
    TextSection text =
        texts.sections(id).stream()
            .filter(candidate -> candidate.number() == section)
            .filter(candidate -> start >= 0 && start < end && end <= candidate.text().length())
            .findFirst()
            .orElseThrow(
                () ->
                    new ClaimRefusal.LinkRefused(
                        "Page %d has no characters %d to %d.".formatted(section, start, end)));
    String found = text.text().substring(start, end);
    ClaimWording words = claim.wordings().get(wording);
    WordingComparison comparison = WordingComparison.of(words.text(), found, words.language());
    if (!comparison.agrees()) {
      throw new ClaimRefusal.LinkRefused(
          comparison.differences().getFirst().words()
              + " Words that say something else cannot be linked.");
    }
    ClaimLink link =
        new ClaimLink(
            UUID.randomUUID(),
            id,
            claimId,
            claim.number(),
            wording,
            section,
            start,
            end,
            found,
            MatchType.MANUAL,
            comparison.similarity(),
            State.LINKED,
            List.of("Linked by hand."),
            by.id(),
            clock.instant(),
            "");
    links.put(link, clock.instant());
    audit.append(
        new AuditEvent(
            "asset-version",
            id.toString(),
            "claim-linked-by-hand",
            by,
            Map.of("claim", claimId, "number", claim.number(), "found", found)));
    return link;
  }

  private ClaimLink visible(UUID id, Actor by) {
    ClaimLink link = links.find(id).orElseThrow(() -> new ClaimRefusal.ClaimUnknown("link " + id));
    requireOpen(versions.requireVisible(link.version(), by));
    requireMayDecide(by);
    return link;
  }

  private static void requireOpen(AssetVersion version) {
    if (!OPEN.contains(version.state())) {
      throw new ClaimRefusal.LinkRefused(
          "The version is %s; what its words are held for cannot change any more."
              .formatted(version.state()));
    }
  }

  private void requireMayDecide(Actor by) {
    boolean may =
        Set.of(
                Authority.UPLOAD,
                Authority.COORDINATE,
                Authority.LANE_MEDICAL,
                Authority.LANE_REGULATORY)
            .stream()
            .anyMatch(authority -> !authorities.markets(by.id(), authority).isEmpty());
    if (!may) {
      throw new AuthorityMissing(by.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
  }

  private ClaimLink decided(ClaimLink link, State state, String reason, Actor by) {
    return new ClaimLink(
        link.id(),
        link.version(),
        link.claimId(),
        link.number(),
        link.wording(),
        link.section(),
        link.start(),
        link.end(),
        link.found(),
        link.match(),
        link.similarity(),
        state,
        link.remarks(),
        by.id(),
        clock.instant(),
        reason);
  }

  private static boolean same(ClaimMatch match, ClaimLink link) {
    return match.section() == link.section()
        && match.start() == link.start()
        && match.end() == link.end()
        && match.claim().claimId().equals(link.claimId());
  }

  private static boolean overlaps(ClaimMatch match, ClaimLink link) {
    return match.section() == link.section()
        && match.start() < link.end()
        && match.end() > link.start()
        && (link.state() == State.LINKED || match.claim().claimId().equals(link.claimId()));
  }

  private static ClaimLink link(AssetVersion version, ClaimMatch match) {
    List<String> remarks = new ArrayList<>(match.remarks());
    match.comparison().differences().forEach(difference -> remarks.add(difference.words()));
    State state =
        switch (match.type()) {
          case EXACT, MANUAL -> State.LINKED;
          case NEAR -> State.SUGGESTED;
          case ALTERED -> State.REFUSED;
        };
    return new ClaimLink(
        UUID.randomUUID(),
        version.id(),
        match.claim().claimId(),
        match.claim().number(),
        match.claim().wordings().indexOf(match.wording()),
        match.section(),
        match.start(),
        match.end(),
        match.found(),
        match.type(),
        match.comparison().similarity(),
        state,
        remarks,
        null,
        null,
        "");
  }

  /** What the piece wants of a claim; a draft without dates asks about today. */
  ClaimUse use(AssetVersion version) {
    LocalDate today = LocalDate.now(clock);
    LocalDate from = orElse(version.metadata().validFrom(), today);
    LocalDate first = from.isBefore(today) ? today : from;
    return new ClaimUse(
        version.metadata().indicationIds(),
        version.metadata().countries(),
        version.metadata().language(),
        version.metadata().audiences(),
        version.metadata().channels(),
        first,
        orElse(version.metadata().validTo(), first));
  }

  private static LocalDate orElse(@Nullable LocalDate day, LocalDate otherwise) {
    return Objects.requireNonNullElse(day, otherwise);
  }

  private static String hash(AssetVersion version, List<ClaimVersion> library) {
    return CanonicalJson.sha256(
        Map.of(
            "content",
            version.contentHash(),
            "language",
            version.metadata().language(),
            "claims",
            library.stream()
                .sorted(
                    Comparator.comparing(ClaimVersion::claimId)
                        .thenComparingInt(ClaimVersion::number))
                .map(
                    claim ->
                        claim.claimId()
                            + "\n"
                            + claim.number()
                            + "\n"
                            + claim.wordings().stream()
                                .map(wording -> wording.language() + " " + wording.text())
                                .toList())
                .toList()));
  }
}
