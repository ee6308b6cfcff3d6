package io.medley.content.brief;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.asset.Visibility;
import io.medley.content.market.MarketPacks;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of a brief. Marketers and coordinators write it for their markets, the agency that is
 * named in it works on it, and no other agency ever learns of it.
 */
@Service
public class Briefing {

  private static final int LONGEST_REASON = 1000;

  /** Who of the house may read every brief. */
  private static final Set<Authority> READERS =
      Stream.concat(
              Stream.of(Authority.COORDINATE, Authority.CAMPAIGN, Authority.ADMINISTER),
              Authority.LANES.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<VersionState> WITH_THE_AGENCY =
      EnumSet.of(
          VersionState.DRAFT,
          VersionState.REVISE,
          VersionState.CONDITIONS_OPEN,
          VersionState.REJECTED,
          VersionState.CANCELLED);

  private final Briefs briefs;
  private final BriefRules rules;
  private final BriefNotices notices;
  private final AssetVersions versions;
  private final Visibility visibility;
  private final Authorities authorities;
  private final MarketPacks packs;
  private final List<BriefWitness> witnesses;
  private final AuditTrail audit;
  private final Clock clock;

  Briefing(
      Briefs briefs,
      BriefRules rules,
      BriefNotices notices,
      AssetVersions versions,
      Visibility visibility,
      Authorities authorities,
      MarketPacks packs,
      List<BriefWitness> witnesses,
      AuditTrail audit,
      Clock clock) {
    this.briefs = briefs;
    this.rules = rules;
    this.notices = notices;
    this.versions = versions;
    this.visibility = visibility;
    this.authorities = authorities;
    this.packs = packs;
    this.witnesses = List.copyOf(witnesses);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A brief with what was made for it.
   *
   * @param pieces every piece with its versions, newest first
   */
  public record Opened(Brief brief, List<Piece> pieces) {
    public Opened {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A piece made for a brief.
   *
   * @param versions newest first
   * @param readable whether this person may open them; a marketer opens what was approved
   */
  public record Piece(AssetId asset, List<AssetVersion> versions, boolean readable) {
    public Piece {
      versions = List.copyOf(versions);
    }

    /** The newest version. */
    public AssetVersion newest() {
      return versions.getFirst();
    }
  }

  /**
   * Writes a brief and tells its agency.
   *
   * @throws BriefRefusal.Incomplete if something is missing, unknown or past
   * @throws AuthorityMissing unless the person plans campaigns or coordinates in each of its
   *     markets
   */
  @Transactional
  public Brief write(BriefDraft wanted, Actor by) {
    requireWriter(by, wanted.markets());
    refuse(rules.lacks(wanted, false));
    return add(wanted, by);
  }

  /**
   * A campaign has nothing for one of its slots. While a brief for the same campaign, slot, markets
   * and languages is worked on, that one is the answer.
   *
   * @param by a program; it wrote nothing, so material type, messages and agency may be open
   * @throws BriefRefusal.Incomplete if campaign or slot is missing, or something is unknown
   */
  @Transactional
  public GapBriefed briefGap(BriefDraft gap, Actor by) {
    List<Lack> lacks = rules.lacks(gap, true);
    refuse(lacks);
    briefs.lockGap(Objects.requireNonNull(gap.campaignId()));
    Optional<Brief> known = briefs.ofGap(gap);
    return known
        .map(brief -> new GapBriefed(brief, false))
        .orElseGet(() -> new GapBriefed(add(gap, by), true));
  }

  /**
   * The brief for a gap.
   *
   * @param opened whether it was opened just now
   */
  public record GapBriefed(Brief brief, boolean opened) {}

  private Brief add(BriefDraft wanted, Actor by) {
    Instant now = clock.instant();
    Brief brief =
        new Brief(
            BriefId.random(), BriefState.OPEN, wanted, dueAt(wanted), by.id(), now, now, null, 1);
    briefs.add(brief);
    note(brief.id(), "written", by, facts(wanted));
    notices.written(brief);
    witnesses.forEach(witness -> witness.written(brief));
    return brief;
  }

  /**
   * Changes what is asked for while it is worked on; everybody who works on it is told.
   *
   * @param rowVersion the brief as the person saw it
   */
  @Transactional
  public Brief change(BriefId id, long rowVersion, BriefDraft wanted, Actor by) {
    Brief before = locked(id, by);
    requireWriter(by, before.wanted().markets());
    requireWriter(by, wanted.markets());
    if (before.state() != BriefState.OPEN && before.state() != BriefState.IN_PRODUCTION) {
      throw new BriefRefusal.StateConflict(
          id,
          before.state(),
          "The brief is %s; what it asks for stays as it is. Write a new one."
              .formatted(words(before.state())));
    }
    if (before.state() == BriefState.IN_PRODUCTION && !before.agency().equals(wanted.agency())) {
      refuse(
          List.of(
              new Lack(
                  "agency",
                  "“%s” has begun; cancel this brief and write one for the other agency."
                      .formatted(before.agency()))));
    }
    refuse(rules.lacks(wanted, before.wanted().campaignId() != null && wanted.agency().isEmpty()));
    Instant due = dueAt(wanted);
    if (!briefs.change(id, rowVersion, wanted, due, clock.instant())) {
      throw new BriefRefusal.EditConflict(id);
    }
    note(id, "changed", by, Map.of("before", facts(before.wanted()), "after", facts(wanted)));
    Brief after = briefs.find(id).orElseThrow();
    notices.changed(before, after);
    witnesses.forEach(witness -> witness.changed(after));
    return after;
  }

  /** Gives a brief up, with the reason its agency reads. */
  @Transactional
  public Brief cancel(BriefId id, String reason, Actor by) {
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      refuse(List.of(new Lack("reason", "Say why, in 1 to 1000 characters; the agency reads it.")));
    }
    Brief brief = locked(id, by);
    requireWriter(by, brief.wanted().markets());
    Brief after = move(brief, BriefState.CANCELLED, reason.strip(), by);
    notices.cancelled(after);
    witnesses.forEach(witness -> witness.over(after));
    return after;
  }

  /** Who asked for it has it. */
  @Transactional
  public Brief close(BriefId id, Actor by) {
    Brief brief = locked(id, by);
    requireWriter(by, brief.wanted().markets());
    Brief after = move(brief, BriefState.CLOSED, null, by);
    notices.settled(after);
    witnesses.forEach(witness -> witness.over(after));
    return after;
  }

  /**
   * Says that a piece that is here already is made for this brief.
   *
   * @throws BriefRefusal.PieceNotForIt if it answers another brief or another agency made it
   */
  @Transactional
  public Brief link(BriefId id, AssetId piece, Actor by) {
    Brief brief = locked(id, by);
    requireWorker(brief, by);
    List<AssetVersion> there =
        versions.ofAsset(piece).stream().filter(visibility.of(by)::includes).toList();
    if (there.isEmpty()) {
      throw new BriefRefusal.PieceNotForIt(
          id, piece, "There is no piece %s among the work you may see.".formatted(piece));
    }
    if (!there.getFirst().agency().equals(brief.agency())) {
      throw new BriefRefusal.PieceNotForIt(
          id, piece, "The piece was made by “%s”.".formatted(there.getFirst().agency()));
    }
    requireRunning(brief);
    Brief linked = linked(brief, there.getFirst(), by);
    if (!WITH_THE_AGENCY.contains(there.getFirst().state())) {
      delivered(linked, by);
    }
    return briefs.find(id).orElseThrow();
  }

  /** A version was uploaded for a brief, in the transaction that stores it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Brief uploaded(BriefId id, AssetVersion version, Actor by) {
    return linked(locked(id, by), version, by);
  }

  private Brief linked(Brief brief, AssetVersion version, Actor by) {
    if (!briefs.link(brief.id(), version.asset(), by.id(), clock.instant())
        && !briefs.ofPiece(version.asset()).equals(Optional.of(brief.id()))) {
      throw new BriefRefusal.PieceNotForIt(
          brief.id(), version.asset(), "The piece answers another brief already.");
    }
    note(
        brief.id(),
        "piece-linked",
        by,
        Map.of("asset", version.asset().toString(), "version", version.id().toString()));
    witnesses.forEach(witness -> witness.pieceCame(brief, version));
    return inProduction(brief, by);
  }

  /**
   * A version came or came back that is not submitted: the brief is in production. Nothing happens
   * to one that nobody works on any more.
   */
  Brief inProduction(Brief brief, Actor by) {
    return brief.state().mayBecome(BriefState.IN_PRODUCTION)
        ? move(brief, BriefState.IN_PRODUCTION, null, by)
        : brief;
  }

  /** A version made for it was submitted. */
  void delivered(Brief brief, Actor by) {
    if (brief.state().mayBecome(BriefState.DELIVERED)) {
      notices.delivered(move(brief, BriefState.DELIVERED, null, by));
    }
  }

  /**
   * A brief with its pieces.
   *
   * @throws BriefRefusal.BriefUnknown if there is none or it is not for this person
   */
  @Transactional(readOnly = true)
  public Opened open(BriefId id, Actor by) {
    Brief brief =
        briefs
            .find(id)
            .filter(found -> maySee(found, by))
            .orElseThrow(() -> new BriefRefusal.BriefUnknown(id));
    Visibility.Scope scope = visibility.of(by);
    return new Opened(
        brief,
        briefs.pieces(id).stream()
            .map(
                asset -> {
                  List<AssetVersion> all = versions.ofAsset(asset);
                  return new Piece(asset, all, all.stream().allMatch(scope::includes));
                })
            .toList());
  }

  /**
   * What is asked for by somebody who may work on it: to upload for it.
   *
   * @throws BriefRefusal.StateConflict if nobody works on it any more
   */
  @Transactional(readOnly = true)
  public Brief requireOpenToWork(BriefId id, Actor by) {
    Brief brief = open(id, by).brief();
    requireWorker(brief, by);
    requireRunning(brief);
    return brief;
  }

  /** Briefs that fit: an agency's own, the house's all. */
  @Transactional(readOnly = true)
  public List<Brief> search(BriefQuery query, Actor by) {
    String agency = by.agency();
    if (agency == null) {
      requireReader(by);
      return briefs.search(query);
    }
    return briefs.search(
        new BriefQuery(query.words(), query.state(), query.market(), query.brandId(), agency));
  }

  /** How many pieces were made for each of these briefs. */
  @Transactional(readOnly = true)
  public Map<BriefId, Integer> pieceCounts(List<Brief> some) {
    return briefs.pieceCounts(some.stream().map(Brief::id).toList());
  }

  /** The brief a piece was made for, if this person may see it. */
  @Transactional(readOnly = true)
  public Optional<Brief> ofPiece(AssetId piece, Actor by) {
    return briefs.ofPiece(piece).flatMap(briefs::find).filter(brief -> maySee(brief, by));
  }

  /** Agencies that can be briefed, as far as they ever worked here. */
  @Transactional(readOnly = true)
  public List<String> agencies() {
    return briefs.agencies();
  }

  /** Whether this person may write briefs anywhere. */
  public boolean mayWrite(Actor by) {
    return by.agency() == null
        && (!authorities.markets(by.id(), Authority.CAMPAIGN).isEmpty()
            || !authorities.markets(by.id(), Authority.COORDINATE).isEmpty());
  }

  /** Whether this person may change, cancel or close this brief. */
  public boolean mayWrite(Brief brief, Actor by) {
    return by.agency() == null && brief.wanted().markets().stream().allMatch(m -> writes(by, m));
  }

  /** Whether this person may upload for this brief. */
  public boolean mayWork(Brief brief, Actor by) {
    return brief.state().running()
        && works(brief, by)
        && !authorities.markets(by.id(), Authority.UPLOAD).isEmpty();
  }

  private static boolean works(Brief brief, Actor by) {
    return by.agency() == null || by.agency().equals(brief.agency());
  }

  private void requireWorker(Brief brief, Actor by) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    if (!works(brief, by)) {
      throw new BriefRefusal.BriefUnknown(brief.id());
    }
  }

  private static void requireRunning(Brief brief) {
    if (!brief.state().running()) {
      throw new BriefRefusal.StateConflict(
          brief.id(),
          brief.state(),
          "The brief is %s; nothing is made for it any more. Upload the piece by itself, or ask for a new brief."
              .formatted(words(brief.state())));
    }
  }

  private Brief locked(BriefId id, Actor by) {
    return briefs
        .lock(id)
        .filter(found -> maySee(found, by))
        .orElseThrow(() -> new BriefRefusal.BriefUnknown(id));
  }

  private boolean maySee(Brief brief, Actor by) {
    if (by.agency() != null) {
      return by.agency().equals(brief.agency());
    }
    return by.hasRole(Actor.SYSTEM_ROLE) || reads(by);
  }

  private boolean reads(Actor by) {
    return READERS.stream().anyMatch(each -> !authorities.markets(by.id(), each).isEmpty());
  }

  private void requireReader(Actor by) {
    if (!reads(by)) {
      throw new AuthorityMissing(by.id(), Authority.COORDINATE, "any");
    }
  }

  private boolean writes(Actor by, String market) {
    return authorities.has(by.id(), Authority.CAMPAIGN, market)
        || authorities.has(by.id(), Authority.COORDINATE, market);
  }

  private void requireWriter(Actor by, List<String> markets) {
    if (!mayWrite(by)) {
      throw new AuthorityMissing(by.id(), Authority.CAMPAIGN, "any");
    }
    markets.stream()
        .filter(market -> !writes(by, market))
        .findFirst()
        .ifPresent(
            market -> {
              throw new AuthorityMissing(by.id(), Authority.CAMPAIGN, market);
            });
  }

  private Brief move(Brief brief, BriefState to, @Nullable String reason, Actor by) {
    if (!brief.state().mayBecome(to)
        || !briefs.move(brief.id(), brief.state(), to, reason, clock.instant())) {
      throw new BriefRefusal.StateConflict(
          brief.id(),
          brief.state(),
          to == BriefState.CLOSED
              ? "The brief is %s; only a delivered one can be closed. Cancel it if nobody needs it any more."
                  .formatted(words(brief.state()))
              : "The brief is %s and cannot become %s.".formatted(words(brief.state()), words(to)));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", brief.state().name());
    facts.put("to", to.name());
    facts.put("why", Objects.requireNonNullElse(reason, ""));
    note(brief.id(), "state-changed", by, facts);
    return briefs.find(brief.id()).orElseThrow();
  }

  private Instant dueAt(BriefDraft wanted) {
    LocalDate day = Objects.requireNonNull(wanted.dueOn(), "checked before");
    return day.plusDays(1).atStartOfDay(packs.zone(wanted.markets().getFirst())).toInstant();
  }

  private static void refuse(List<Lack> lacks) {
    if (!lacks.isEmpty()) {
      throw new BriefRefusal.Incomplete(lacks);
    }
  }

  private static String words(BriefState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Map<String, Object> facts(BriefDraft wanted) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("title", wanted.title());
    facts.put("brandId", wanted.brandId());
    facts.put("materialType", wanted.materialType());
    facts.put("markets", wanted.markets());
    facts.put("languages", wanted.languages());
    facts.put("channels", wanted.channels());
    facts.put("audiences", wanted.audiences());
    facts.put("purpose", wanted.purpose());
    facts.put("keyMessages", wanted.keyMessages());
    facts.put("claims", wanted.claims());
    facts.put("mandatory", wanted.mandatory());
    facts.put("background", wanted.background());
    facts.put("agency", wanted.agency());
    facts.put("dueOn", String.valueOf(wanted.dueOn()));
    facts.put("campaign", Objects.requireNonNullElse(wanted.campaignId(), ""));
    facts.put("slot", Objects.requireNonNullElse(wanted.slot(), ""));
    return facts;
  }

  private void note(BriefId id, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("brief", id.toString(), action, by, facts));
  }
}
