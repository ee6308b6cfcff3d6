package io.medley.content.claim;

import io.medley.content.claim.ClaimApproval.Lane;
import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.CanonicalJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of a claim: drafted by coordinators, approved by medical and regulatory ({@link
 * ClaimApproving}), replaced by its next version, held back, withdrawn. Nothing is edited in place.
 */
@Service
public class ClaimAuthoring {

  private static final String KEY = "[a-z0-9][a-z0-9-]{1,60}";
  private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
  private static final int LONGEST = 1500;

  private final ClaimStore claims;
  private final ReferenceStore references;
  private final ClaimLinkStore links;
  private final Telling telling;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final AuditTrail audit;
  private final Clock clock;

  ClaimAuthoring(
      ClaimStore claims,
      ReferenceStore references,
      ClaimLinkStore links,
      Telling telling,
      ProductMaster master,
      Vocabularies vocabularies,
      Authorities authorities,
      LibraryRights rights,
      AuditTrail audit,
      Clock clock) {
    this.claims = claims;
    this.references = references;
    this.links = links;
    this.telling = telling;
    this.master = master;
    this.vocabularies = vocabularies;
    this.authorities = authorities;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Writes down a new claim as a draft.
   *
   * @throws ClaimRefusal.KeyTaken if there is a claim with this key
   * @throws ClaimRefusal.Incomplete if something is missing or unknown
   */
  @Transactional
  public ClaimVersion draft(String claimId, String brandId, ClaimDraft draft, Actor by) {
    rights.requireAuthor(by);
    List<Lack> lacks = lacks(brandId, draft);
    if (!claimId.matches(KEY)) {
      lacks.addFirst(
          new Lack("id", "The key takes lower-case letters, digits and hyphens, e.g. zel-c-002."));
    }
    refuse(lacks);
    if (claims.lock(claimId)) {
      throw new ClaimRefusal.KeyTaken("claim", claimId);
    }
    claims.add(claimId, brandId, by.id(), clock.instant());
    return store(claimId, 1, brandId, draft, ClaimState.DRAFT, by, "");
  }

  /**
   * Writes down the next version of a claim as a draft; a draft that waits is given up for it.
   *
   * @throws ClaimRefusal.ClaimUnknown if there is no such claim
   * @throws ClaimRefusal.Incomplete if something is missing or unknown
   */
  @Transactional
  public ClaimVersion nextVersion(String claimId, ClaimDraft draft, Actor by) {
    rights.requireAuthor(by);
    ClaimVersion newest = lockNewest(claimId);
    refuse(lacks(newest.brandId(), draft));
    if (newest.state() == ClaimState.DRAFT) {
      move(newest, ClaimState.ABANDONED, "Replaced by another draft", by);
    }
    return store(claimId, newest.number() + 1, newest.brandId(), draft, ClaimState.DRAFT, by, "");
  }

  /**
   * Adds a place in a reference to what a draft rests on.
   *
   * @throws ClaimRefusal.ClaimConflict if the version is no draft
   */
  @Transactional
  public ClaimVersion support(String claimId, int number, ClaimDraft.Support support, Actor by) {
    rights.requireAuthor(by);
    ClaimVersion draft = lock(claimId, number);
    requireState(
        draft, ClaimState.DRAFT, "rests on what it was approved with; draft a new version");
    if (!claims.approvals(claimId, number).isEmpty()) {
      throw new ClaimRefusal.ClaimConflict(
          "Version %d was approved by somebody already as it stands; draft a new version."
              .formatted(number));
    }
    refuse(supportLacks(List.of(support)));
    claims.addSupport(claimId, number, draft.supports().size(), support);
    audit.append(
        new AuditEvent(
            "claim",
            claimId,
            "support-added",
            by,
            Map.of(
                "number",
                number,
                "reference",
                support.referenceId(),
                "anchor",
                String.valueOf(support.anchorId()))));
    return require(claimId, number);
  }

  /** Gives a draft up. */
  @Transactional
  public ClaimVersion abandon(String claimId, int number, String reason, Actor by) {
    rights.requireAuthor(by);
    ClaimVersion draft = lock(claimId, number);
    requireState(draft, ClaimState.DRAFT, "is no draft any more");
    move(draft, ClaimState.ABANDONED, reason, by);
    return require(claimId, number);
  }

  /**
   * Holds a claim back, brings it back, or withdraws it for good; everything that uses it is named
   * in the event.
   *
   * @param to {@code SUSPENDED}, {@code APPROVED} or {@code WITHDRAWN}
   * @throws ClaimRefusal.ClaimConflict if the claim has no version in a state with such a move
   */
  @Transactional
  public ClaimVersion change(String claimId, ClaimState to, String reason, Actor by) {
    authorities.requireAnywhere(by, Authority.WITHDRAW);
    if (reason.isBlank()) {
      throw new ClaimRefusal.Incomplete(
          List.of(new Lack("reason", "Say why; everybody who used the claim will read it.")));
    }
    lockNewest(claimId);
    ClaimVersion current =
        claims.versions(claimId).stream()
            .filter(
                version ->
                    version.state() == ClaimState.APPROVED
                        || version.state() == ClaimState.SUSPENDED)
            .findFirst()
            .orElseThrow(
                () ->
                    new ClaimRefusal.ClaimConflict(
                        "No version of this claim is in force; there is nothing to hold back."));
    Kind kind =
        switch (to) {
          case SUSPENDED -> Kind.CLAIM_SUSPENDED;
          case APPROVED -> Kind.CLAIM_REINSTATED;
          case WITHDRAWN -> Kind.CLAIM_WITHDRAWN;
          case DRAFT, UPDATED, EXPIRED, ABANDONED ->
              throw new ClaimRefusal.ClaimConflict("A claim is not made %s by hand.".formatted(to));
        };
    if (!current.state().successors().contains(to)) {
      throw new ClaimRefusal.ClaimConflict(
          "The claim is %s already.".formatted(to == ClaimState.APPROVED ? "in force" : to));
    }
    move(current, to, reason, by);
    telling.tell(
        kind, "claim", claimId, reason, current.safetyRelevant(), by, links.using(claimId));
    return require(claimId, current.number());
  }

  /**
   * Takes a claim over as approved elsewhere; the same words and scope again change nothing.
   *
   * @return whether anything changed, and whether the claim is new
   */
  @Transactional
  public Taken take(String claimId, String brandId, ClaimDraft draft, Actor by) {
    authorities.requireAnywhere(by, Authority.ADMINISTER);
    List<Lack> lacks = lacks(brandId, draft);
    if (!claimId.matches(KEY)) {
      lacks.addFirst(new Lack("id", "The key takes lower-case letters, digits and hyphens."));
    }
    refuse(lacks);
    boolean known = claims.lock(claimId);
    int number = 1;
    if (known) {
      List<ClaimVersion> versions = claims.versions(claimId);
      ClaimVersion newest = versions.getFirst();
      if (versions.stream()
          .filter(version -> version.state() != ClaimState.DRAFT)
          .filter(version -> version.state() != ClaimState.ABANDONED)
          .findFirst()
          .filter(version -> same(version, draft))
          .isPresent()) {
        return Taken.UNCHANGED;
      }
      number = newest.number() + 1;
      if (newest.state() == ClaimState.DRAFT) {
        move(newest, ClaimState.ABANDONED, "Replaced by an import", by);
      }
    } else {
      claims.add(claimId, brandId, by.id(), clock.instant());
    }
    ClaimVersion taken =
        store(claimId, number, brandId, draft, ClaimState.DRAFT, by, "Taken over by import");
    claims.add(
        new ClaimApproval(
            claimId,
            number,
            Lane.IMPORT,
            by.id(),
            by.printedName(),
            sha256(taken),
            clock.instant(),
            null));
    putInForce(taken, "Taken over as approved elsewhere", by);
    return known ? Taken.CHANGED : Taken.CREATED;
  }

  /** What taking a claim over came to. */
  public enum Taken {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  void putInForce(ClaimVersion version, String reason, Actor by) {
    for (ClaimVersion older : claims.versions(version.claimId())) {
      if (older.state() == ClaimState.APPROVED || older.state() == ClaimState.SUSPENDED) {
        move(older, ClaimState.UPDATED, "Version " + version.number() + " was approved", by);
        telling.tell(
            Kind.CLAIM_UPDATED,
            "claim",
            version.claimId(),
            "Version %d replaces version %d".formatted(version.number(), older.number()),
            version.safetyRelevant(),
            by,
            links.using(version.claimId()));
      }
    }
    move(version, ClaimState.APPROVED, reason, by);
  }

  private ClaimVersion store(
      String claimId,
      int number,
      String brandId,
      ClaimDraft draft,
      ClaimState state,
      Actor by,
      String reason) {
    ClaimVersion version =
        new ClaimVersion(
            claimId,
            number,
            brandId,
            state,
            draft.indications(),
            draft.countries(),
            draft.validFrom(),
            draft.validTo(),
            draft.safetyRelevant(),
            draft.wordings(),
            draft.supports().stream()
                .map(
                    support ->
                        new ClaimSupport(
                            support.referenceId(),
                            support.anchorId() == null
                                ? null
                                : references.anchor(support.anchorId()).orElseThrow()))
                .toList(),
            by.id(),
            List.of());
    claims.add(version, clock.instant(), reason);
    audit.append(
        new AuditEvent(
            "claim",
            claimId,
            "drafted",
            by,
            Map.of("number", number, "sha256", sha256(version), "content", content(version))));
    return version;
  }

  private void move(ClaimVersion version, ClaimState to, String reason, Actor by) {
    if (!version.state().successors().contains(to)
        || !claims.move(
            version.claimId(), version.number(), version.state(), to, reason, clock.instant())) {
      throw new ClaimRefusal.ClaimConflict(
          "Version %d is %s and cannot become %s."
              .formatted(version.number(), version.state(), to));
    }
    audit.append(
        new AuditEvent(
            "claim",
            version.claimId(),
            "state-" + to.name().toLowerCase(java.util.Locale.ROOT),
            by,
            Map.of(
                "number",
                version.number(),
                "before",
                version.state().name(),
                "after",
                to.name(),
                "reason",
                reason)));
  }

  private List<Lack> lacks(String brandId, ClaimDraft draft) {
    List<Lack> lacks = new ArrayList<>();
    Products products = master.current();
    if (products.brand(brandId).isEmpty()) {
      lacks.add(new Lack("brandId", "The product master has no brand “%s”.".formatted(brandId)));
    }
    Set<String> known =
        products.indications(brandId).stream().map(Indication::id).collect(Collectors.toSet());
    unknown(lacks, "indications", "indication of this brand", draft.indications(), known);
    unknown(lacks, "countries", "market", draft.countries(), codes(Vocabulary.MARKET));
    if (draft.validTo() != null && draft.validTo().isBefore(draft.validFrom())) {
      lacks.add(new Lack("validTo", "The last day is before the first."));
    }
    if (draft.wordings().isEmpty()) {
      lacks.add(new Lack("wordings", "A claim needs at least one wording."));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < draft.wordings().size(); i++) {
      ClaimWording wording = draft.wordings().get(i);
      String field = "wordings[" + i + "]";
      if (wording.text().isBlank() || wording.text().length() > LONGEST) {
        lacks.add(
            new Lack(field + ".text", "A wording has 1 to %d characters.".formatted(LONGEST)));
      }
      if (!wording.language().matches(LANGUAGE)) {
        lacks.add(
            new Lack(
                field + ".language",
                "“%s” is no language tag; write it like en-GB.".formatted(wording.language())));
      }
      if (!seen.add(wording.language() + "\n" + wording.text())) {
        lacks.add(new Lack(field + ".text", "These words are in this claim twice."));
      }
      unknown(lacks, field + ".markets", "market", wording.markets(), codes(Vocabulary.MARKET));
      unknown(
          lacks, field + ".audiences", "audience", wording.audiences(), codes(Vocabulary.AUDIENCE));
      unknown(lacks, field + ".channels", "channel", wording.channels(), codes(Vocabulary.CHANNEL));
      if (!draft.countries().isEmpty()) {
        unknown(
            lacks,
            field + ".markets",
            "market of this claim",
            wording.markets(),
            Set.copyOf(draft.countries()));
      }
    }
    lacks.addAll(supportLacks(draft.supports()));
    return lacks;
  }

  private List<Lack> supportLacks(List<ClaimDraft.Support> supports) {
    List<Lack> lacks = new ArrayList<>();
    for (int i = 0; i < supports.size(); i++) {
      ClaimDraft.Support support = supports.get(i);
      String field = "supports[" + i + "]";
      if (references.find(support.referenceId()).isEmpty()) {
        lacks.add(
            new Lack(
                field + ".referenceId",
                "There is no reference “%s”; add it to the references first."
                    .formatted(support.referenceId())));
      } else if (support.anchorId() != null
          && references
              .anchor(support.anchorId())
              .filter(anchor -> anchor.referenceId().equals(support.referenceId()))
              .isEmpty()) {
        lacks.add(
            new Lack(
                field + ".anchorId",
                "“%s” has no such place; anchor the quote first."
                    .formatted(support.referenceId())));
      }
    }
    return lacks;
  }

  private Set<String> codes(Vocabulary vocabulary) {
    return vocabularies.terms(vocabulary).stream().map(Term::code).collect(Collectors.toSet());
  }

  private static void unknown(
      List<Lack> lacks, String field, String what, List<String> values, Set<String> known) {
    values.stream()
        .filter(value -> !known.contains(value))
        .forEach(
            value ->
                lacks.add(
                    new Lack(
                        field,
                        "“%s” is no %s; there are %s."
                            .formatted(
                                value,
                                what,
                                known.stream().sorted().collect(Collectors.joining(", "))))));
  }

  private static void refuse(List<Lack> lacks) {
    if (!lacks.isEmpty()) {
      throw new ClaimRefusal.Incomplete(lacks);
    }
  }

  private static boolean same(ClaimVersion version, ClaimDraft draft) {
    List<ClaimDraft.Support> supports =
        version.supports().stream()
            .map(
                support -> {
                  ReferenceAnchor anchor = support.anchor();
                  return new ClaimDraft.Support(
                      support.referenceId(), anchor == null ? null : anchor.id());
                })
            .toList();
    // Since when it holds is not what it says: an import that leaves it open means "as before".
    return version.indications().equals(draft.indications())
        && version.countries().equals(draft.countries())
        && Objects.equals(version.validTo(), draft.validTo())
        && version.safetyRelevant() == draft.safetyRelevant()
        && Set.copyOf(version.wordings()).equals(Set.copyOf(draft.wordings()))
        && supports.equals(draft.supports());
  }

  private static Map<String, Object> content(ClaimVersion version) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("claim", version.claimId());
    content.put("brand", version.brandId());
    content.put("indications", version.indications());
    content.put("countries", version.countries());
    content.put("validFrom", version.validFrom().toString());
    content.put("validTo", String.valueOf(version.validTo()));
    content.put("safetyRelevant", version.safetyRelevant());
    content.put(
        "wordings",
        version.wordings().stream()
            .map(
                wording ->
                    Map.of(
                        "language", wording.language(),
                        "text", wording.text(),
                        "markets", wording.markets(),
                        "audiences", wording.audiences(),
                        "channels", wording.channels()))
            .toList());
    content.put(
        "supports",
        version.supports().stream()
            .map(
                support -> {
                  ReferenceAnchor anchor = support.anchor();
                  return Map.of(
                      "reference",
                      support.referenceId(),
                      "anchor",
                      anchor == null
                          ? ""
                          : "edition %d, page %d: %s"
                              .formatted(anchor.edition(), anchor.page(), anchor.quote()));
                })
            .toList());
    return content;
  }

  static String sha256(ClaimVersion version) {
    return CanonicalJson.sha256(content(version));
  }

  private ClaimVersion lockNewest(String claimId) {
    if (!claims.lock(claimId)) {
      throw new ClaimRefusal.ClaimUnknown("claim “" + claimId + "”");
    }
    return claims.versions(claimId).getFirst();
  }

  ClaimVersion lock(String claimId, int number) {
    claims.lock(claimId);
    return require(claimId, number);
  }

  ClaimVersion require(String claimId, int number) {
    return claims
        .find(claimId, number)
        .orElseThrow(
            () ->
                new ClaimRefusal.ClaimUnknown(
                    "version %d of a claim “%s”".formatted(number, claimId)));
  }

  static void requireState(ClaimVersion version, ClaimState state, String otherwise) {
    if (version.state() != state) {
      throw new ClaimRefusal.ClaimConflict(
          "Version %d is %s; it %s.".formatted(version.number(), version.state(), otherwise));
    }
  }
}
