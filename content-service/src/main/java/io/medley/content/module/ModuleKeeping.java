package io.medley.content.module;

import io.medley.content.claim.ApprovedClaims;
import io.medley.content.claim.ClaimState;
import io.medley.content.claim.ClaimVersion;
import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.claim.LibraryRights;
import io.medley.content.claim.Telling;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.Extraction;
import io.medley.content.module.ModuleStore.ModuleQuery;
import io.medley.content.product.ProductMaster;
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
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of a module: drafted by coordinators, approved ({@link ModuleApproving}), replaced by
 * its next version, held back, withdrawn. Nothing is edited in place.
 */
@Service
public class ModuleKeeping {

  private static final String KEY = "[a-z0-9][a-z0-9-]{1,60}";
  private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*";
  private static final int LONGEST = 20_000;
  private static final int MOST_PLACES = 12;

  private final ModuleStore modules;
  private final Assemblies assemblies;
  private final ApprovedClaims claims;
  private final Telling telling;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Extraction extraction;
  private final ObjectStore store;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final AuditTrail audit;
  private final Clock clock;

  ModuleKeeping(
      ModuleStore modules,
      Assemblies assemblies,
      ApprovedClaims claims,
      Telling telling,
      ProductMaster master,
      Vocabularies vocabularies,
      Extraction extraction,
      ObjectStore store,
      Authorities authorities,
      LibraryRights rights,
      AuditTrail audit,
      Clock clock) {
    this.modules = modules;
    this.assemblies = assemblies;
    this.claims = claims;
    this.telling = telling;
    this.master = master;
    this.vocabularies = vocabularies;
    this.extraction = extraction;
    this.store = store;
    this.authorities = authorities;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A module with all its versions.
   *
   * @param versions newest first
   * @param approvals of the newest version
   */
  public record Opened(String id, List<ModuleVersion> versions, List<ModuleApproval> approvals) {
    public Opened {
      versions = List.copyOf(versions);
      approvals = List.copyOf(approvals);
    }

    /** The newest version. */
    public ModuleVersion newest() {
      return versions.getFirst();
    }
  }

  /** Modules that fit; an agency sees what it may assemble, in the version in force. */
  @Transactional(readOnly = true)
  public List<ModuleVersion> search(
      String words, String brand, String kind, String state, Actor by) {
    requireReader(by);
    return modules.search(new ModuleQuery(words, brand, kind, state, by.agency() != null));
  }

  /**
   * A module; an agency sees versions in force only.
   *
   * @throws ModuleRefusal.ModuleUnknown if there is none that this person may see
   */
  @Transactional(readOnly = true)
  public Opened open(String id, Actor by) {
    requireReader(by);
    List<ModuleVersion> versions =
        modules.versions(id).stream()
            .filter(version -> by.agency() == null || version.state() == ModuleState.APPROVED)
            .toList();
    if (versions.isEmpty()) {
      throw unknown(id);
    }
    return new Opened(id, versions, modules.approvals(id, versions.getFirst().number()));
  }

  /** Who approved a version. */
  @Transactional(readOnly = true)
  public List<ModuleApproval> approvals(String id, int number) {
    return modules.approvals(id, number);
  }

  /**
   * Writes down a new module as a draft.
   *
   * @throws ModuleRefusal.KeyTaken if there is a module with this key
   * @throws ModuleRefusal.Incomplete if something is missing or unknown
   */
  @Transactional
  public ModuleVersion draft(
      String id, String brandId, ModuleKind kind, ModuleDraft draft, Actor by) {
    rights.requireAuthor(by);
    List<Lack> lacks = lacks(id, brandId, kind, draft);
    if (!id.matches(KEY)) {
      lacks.addFirst(
          new Lack(
              "id", "The key takes lower-case letters, digits and hyphens, e.g. zel-m-opening."));
    }
    if (master.current().brand(brandId).isEmpty()) {
      lacks.add(new Lack("brandId", "The product master has no brand “%s”.".formatted(brandId)));
    }
    refuse(lacks);
    if (modules.lock(id)) {
      throw new ModuleRefusal.KeyTaken(id);
    }
    modules.add(id, brandId, kind, by.id(), clock.instant());
    return store(id, 1, brandId, kind, draft, by);
  }

  /** Writes down the next version as a draft; a draft that waits is given up for it. */
  @Transactional
  public ModuleVersion nextVersion(String id, ModuleDraft draft, Actor by) {
    rights.requireAuthor(by);
    ModuleVersion newest = lockNewest(id);
    refuse(lacks(id, newest.brandId(), newest.kind(), draft));
    if (newest.state() == ModuleState.DRAFT) {
      move(newest, ModuleState.ABANDONED, "Replaced by another draft", by);
    }
    return store(id, newest.number() + 1, newest.brandId(), newest.kind(), draft, by);
  }

  /** Gives a draft up. */
  @Transactional
  public ModuleVersion abandon(String id, int number, String reason, Actor by) {
    rights.requireAuthor(by);
    ModuleVersion draft = lock(id, number);
    move(draft, ModuleState.ABANDONED, reason, by);
    return require(id, number);
  }

  /**
   * Holds a module back, brings it back, or withdraws it for good; every piece assembled from it is
   * named in the event that the lifecycle acts on.
   *
   * @param to {@code SUSPENDED}, {@code APPROVED} or {@code WITHDRAWN}
   */
  @Transactional
  public ModuleVersion change(String id, ModuleState to, String reason, Actor by) {
    authorities.requireAnywhere(by, Authority.WITHDRAW);
    if (reason.isBlank()) {
      refuse(List.of(new Lack("reason", "Say why; everybody who used the module will read it.")));
    }
    lockNewest(id);
    ModuleVersion current =
        modules.versions(id).stream()
            .filter(
                version ->
                    version.state() == ModuleState.APPROVED
                        || version.state() == ModuleState.SUSPENDED)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModuleRefusal.ModuleConflict(
                        "No version of this module is in force; there is nothing to hold back."));
    Kind kind =
        switch (to) {
          case SUSPENDED -> Kind.MODULE_SUSPENDED;
          case APPROVED -> Kind.MODULE_REINSTATED;
          case WITHDRAWN -> Kind.MODULE_WITHDRAWN;
          case DRAFT, UPDATED, ABANDONED ->
              throw new ModuleRefusal.ModuleConflict(
                  "A module is not made %s by hand.".formatted(to));
        };
    move(current, to, reason, by);
    telling.tell(kind, "module", id, reason, current.safetyRelevant(), by, assemblies.using(id));
    return require(id, current.number());
  }

  /**
   * Takes a picture in for a module, in a process that can be killed.
   *
   * @return its SHA-256 and media type
   * @throws io.medley.content.extraction.FileRefused if the file cannot be taken in
   * @throws ModuleRefusal.Incomplete if it is no PNG or JPEG
   */
  public Picture picture(Path file, String name, Actor by) {
    rights.requireAuthor(by);
    ExtractedFile read = extraction.read(file, name);
    if (!Set.of("image/png", "image/jpeg").contains(read.format())) {
      refuse(List.of(new Lack("image", "A picture is a PNG or a JPEG.")));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Picture(store.put(in).sha256(), read.format());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A picture in the object store. */
  public record Picture(String sha256, String mediaType) {}

  void putInForce(ModuleVersion version, Actor by) {
    for (ModuleVersion older : modules.versions(version.moduleId())) {
      if (older.state() == ModuleState.APPROVED || older.state() == ModuleState.SUSPENDED) {
        move(older, ModuleState.UPDATED, "Version " + version.number() + " was approved", by);
        telling.tell(
            Kind.MODULE_UPDATED,
            "module",
            version.moduleId(),
            "Version %d replaces version %d".formatted(version.number(), older.number()),
            version.safetyRelevant(),
            by,
            assemblies.using(version.moduleId()));
      }
    }
    move(version, ModuleState.APPROVED, "Approved by medical and regulatory", by);
  }

  ModuleVersion lock(String id, int number) {
    if (!modules.lock(id)) {
      throw unknown(id);
    }
    return require(id, number);
  }

  ModuleVersion require(String id, int number) {
    return modules
        .find(id, number)
        .orElseThrow(
            () ->
                new ModuleRefusal.ModuleUnknown("version %d of module “%s”".formatted(number, id)));
  }

  /** Why a claim module cannot be used: its claim is not in force, or has other words. */
  Optional<String> claimObstacle(
      String brandId, @org.jspecify.annotations.Nullable String claimId, String content) {
    Optional<ClaimVersion> claim =
        claims.ofBrand(brandId).claims().stream()
            .filter(version -> version.claimId().equals(claimId))
            .filter(version -> version.stateOn(LocalDate.now(clock)) == ClaimState.APPROVED)
            .findFirst();
    if (claim.isEmpty()) {
      return Optional.of(
          "The library has no claim “%s” of this brand in force.".formatted(claimId));
    }
    boolean exact =
        claim.get().wordings().stream()
            .anyMatch(wording -> wording.text().strip().equals(content.strip()));
    return exact
        ? Optional.empty()
        : Optional.of(
            "These are not approved words of claim “%s”; copy one of its wordings."
                .formatted(claimId));
  }

  static String sha256(ModuleVersion version) {
    return CanonicalJson.sha256(canonical(version));
  }

  private static Map<String, Object> canonical(ModuleVersion version) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("module", version.moduleId());
    content.put("number", version.number());
    content.put("brand", version.brandId());
    content.put("kind", version.kind().name());
    content.put("title", version.title());
    content.put("language", version.language());
    content.put("content", version.content());
    content.put("claim", Objects.requireNonNullElse(version.claimId(), ""));
    content.put("image", Objects.requireNonNullElse(version.imageHash(), ""));
    content.put("validTo", String.valueOf(version.validTo()));
    content.put("safetyRelevant", version.safetyRelevant());
    ModuleRules rules = version.rules();
    content.put(
        "rules",
        Map.of(
            "requires", rules.requires(),
            "excludes", rules.excludes(),
            "after", rules.after(),
            "countries", rules.countries(),
            "audiences", rules.audiences(),
            "channels", rules.channels(),
            "atMost", rules.atMost()));
    return content;
  }

  private ModuleVersion store(
      String id, int number, String brandId, ModuleKind kind, ModuleDraft draft, Actor by) {
    ModuleVersion version =
        new ModuleVersion(
            id,
            number,
            brandId,
            kind,
            ModuleState.DRAFT,
            draft.title().strip(),
            draft.language(),
            draft.content(),
            draft.claimId(),
            draft.imageHash(),
            draft.imageType(),
            draft.rules(),
            draft.safetyRelevant(),
            draft.validTo(),
            by.id());
    modules.add(version, clock.instant());
    audit.append(
        new AuditEvent(
            "module",
            id,
            "drafted",
            by,
            Map.of("number", number, "sha256", sha256(version), "content", canonical(version))));
    return version;
  }

  private void move(ModuleVersion version, ModuleState to, String reason, Actor by) {
    if (!version.state().successors().contains(to)
        || !modules.move(
            version.moduleId(), version.number(), version.state(), to, reason, clock.instant())) {
      throw new ModuleRefusal.ModuleConflict(
          "Version %d is %s and cannot become %s."
              .formatted(version.number(), version.state(), to));
    }
    audit.append(
        new AuditEvent(
            "module",
            version.moduleId(),
            "state-" + to.name().toLowerCase(Locale.ROOT),
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

  private List<Lack> lacks(String id, String brandId, ModuleKind kind, ModuleDraft draft) {
    List<Lack> lacks = new ArrayList<>();
    if (draft.title().isBlank() || draft.title().length() > 200) {
      lacks.add(new Lack("title", "Give it a title of 1 to 200 characters."));
    }
    if (!draft.language().matches(LANGUAGE)) {
      lacks.add(
          new Lack(
              "language",
              "“%s” is no language tag; write it like en-GB.".formatted(draft.language())));
    }
    if (draft.content().isBlank() || draft.content().length() > LONGEST) {
      lacks.add(
          new Lack(
              "content",
              kind == ModuleKind.IMAGE
                  ? "Say in words what the picture shows, for those who do not see it."
                  : "The content has 1 to %,d characters.".formatted(LONGEST)));
    }
    switch (kind) {
      case CLAIM ->
          claimObstacle(brandId, draft.claimId(), draft.content())
              .ifPresent(obstacle -> lacks.add(new Lack("claimId", obstacle)));
      case IMAGE -> {
        String hash = draft.imageHash();
        if (hash == null || !hash.matches("[0-9a-f]{64}") || !store.has(hash)) {
          lacks.add(new Lack("image", "Upload the picture first."));
        }
      }
      case DATA -> ModuleRendering.dataLack(draft.content()).ifPresent(lacks::add);
      case TEMPLATE -> {
        int places = places(draft.content());
        if (places == 0 || places > MOST_PLACES) {
          lacks.add(
              new Lack(
                  "content",
                  "A template has 1 to %d places for modules, written like {{module.opening}}."
                      .formatted(MOST_PLACES)));
        }
      }
      case TEXT -> {
        if (draft.content().contains("{{module.")) {
          lacks.add(new Lack("content", "Only a template has places for other modules."));
        }
      }
    }
    rules(id, draft.rules(), lacks);
    return lacks;
  }

  private static int places(String content) {
    return new ModuleVersion(
            "",
            1,
            "",
            ModuleKind.TEMPLATE,
            ModuleState.DRAFT,
            "",
            "",
            content,
            null,
            null,
            "",
            ModuleRules.none(),
            false,
            null,
            "")
        .places()
        .size();
  }

  private void rules(String id, ModuleRules rules, List<Lack> lacks) {
    if (rules.atMost() < 0) {
      lacks.add(new Lack("rules.atMost", "How often it may stand is no less than 0."));
    }
    others(id, "rules.requires", rules.requires(), lacks);
    others(id, "rules.excludes", rules.excludes(), lacks);
    others(id, "rules.after", rules.after(), lacks);
    rules.requires().stream()
        .filter(rules.excludes()::contains)
        .forEach(
            both ->
                lacks.add(
                    new Lack(
                        "rules.excludes",
                        "“%s” is required and excluded at once.".formatted(both))));
    known("rules.countries", Vocabulary.MARKET, rules.countries(), lacks);
    known("rules.audiences", Vocabulary.AUDIENCE, rules.audiences(), lacks);
    known("rules.channels", Vocabulary.CHANNEL, rules.channels(), lacks);
  }

  private void others(String id, String field, List<String> others, List<Lack> lacks) {
    for (String other : others) {
      if (other.equals(id)) {
        lacks.add(new Lack(field, "A module cannot name itself here."));
      } else if (modules.versions(other).isEmpty()) {
        lacks.add(new Lack(field, "There is no module “%s”; draft it first.".formatted(other)));
      }
    }
  }

  private void known(String field, Vocabulary vocabulary, List<String> values, List<Lack> lacks) {
    Set<String> known =
        vocabularies.terms(vocabulary).stream().map(Term::code).collect(Collectors.toSet());
    values.stream()
        .filter(value -> !known.contains(value))
        .forEach(
            value ->
                lacks.add(
                    new Lack(
                        field,
                        "“%s” is not in the vocabulary; there are %s."
                            .formatted(
                                value,
                                known.stream().sorted().collect(Collectors.joining(", "))))));
  }

  private ModuleVersion lockNewest(String id) {
    if (!modules.lock(id)) {
      throw unknown(id);
    }
    return modules.versions(id).getFirst();
  }

  private static void refuse(List<Lack> lacks) {
    if (!lacks.isEmpty()) {
      throw new ModuleRefusal.Incomplete(lacks);
    }
  }

  private static ModuleRefusal.ModuleUnknown unknown(String id) {
    return new ModuleRefusal.ModuleUnknown("module “" + id + "”");
  }

  /** People of the house read; of an agency those who may bring pieces in. */
  void requireReader(Actor by) {
    if (by.agency() != null) {
      authorities.requireAnywhere(by, Authority.UPLOAD);
    }
  }
}
