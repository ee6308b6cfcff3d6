package io.medley.content.asset;

import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.market.MarketPacks;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Confirming the tags of a draft, and knowing what is still open. */
@Service
public class Tagging {

  private final StoredVersions versions;
  private final Visibility visibility;
  private final AssetText texts;
  private final ProductMaster master;
  private final TagWords words;
  private final MarketPacks packs;
  private final Authorities authorities;
  private final List<DraftWitness> witnesses;
  private final PieceModules modules;
  private final SourceEditions editions;
  private final AuditTrail audit;
  private final Clock clock;

  Tagging(
      StoredVersions versions,
      Visibility visibility,
      AssetText texts,
      ProductMaster master,
      Vocabularies vocabularies,
      MarketPacks packs,
      Authorities authorities,
      List<DraftWitness> witnesses,
      PieceModules modules,
      SourceEditions editions,
      AuditTrail audit,
      Clock clock) {
    this.versions = versions;
    this.visibility = visibility;
    this.texts = texts;
    this.master = master;
    this.words = new TagWords(vocabularies);
    this.packs = packs;
    this.authorities = authorities;
    this.witnesses = List.copyOf(witnesses);
    this.modules = modules;
    this.editions = editions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Confirms the tags of a draft. Open fields may stay open until submission; wrong words may not.
   *
   * @param rowVersion the row as the person saw it
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws AssetRefusal.Frozen if it is no draft any more
   * @throws AssetRefusal.EditConflict if somebody changed it meanwhile
   * @throws AssetRefusal.MetadataIncomplete if a tag is outside its vocabulary or the product
   *     master
   */
  @Transactional
  public StoredVersion confirm(VersionId id, long rowVersion, Tags tags, Actor by) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    StoredVersion stored =
        versions
            .findAndLock(id)
            .filter(found -> visibility.of(by).includes(found.version()))
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
    if (stored.version().state() != VersionState.DRAFT) {
      throw new AssetRefusal.Frozen(id, stored.version().state());
    }
    Products products = master.current();
    Tags resolved = words.resolved(tags);
    List<Lack> wrong = wrong(resolved, products);
    MetadataDetails details =
        withModules(
            id, details(resolved, stored.version().metadata().details(), products, wrong, by));
    if (!wrong.isEmpty()) {
      throw new AssetRefusal.MetadataIncomplete(wrong);
    }
    AssetMetadata metadata = derive(resolved, id, products).withDetails(details);
    if (!versions.writeMetadata(id, rowVersion, metadata, by.id(), clock.instant())) {
      throw new AssetRefusal.EditConflict(id);
    }
    audit.append(
        new AuditEvent(
            "asset-version",
            id.toString(),
            "tags-confirmed",
            by,
            Map.of(
                "metadata",
                MetadataHash.frozenFields(
                    stored.version().asset(), stored.version().contentHash(), metadata))));
    StoredVersion confirmed = versions.find(id).orElseThrow();
    witnesses.forEach(witness -> witness.tagsConfirmed(confirmed.version()));
    return confirmed;
  }

  /** What an assembly was made of is a fact; nobody has to type it, nobody can leave it out. */
  private MetadataDetails withModules(VersionId id, MetadataDetails details) {
    List<String> assembled = modules.of(id);
    return assembled.isEmpty()
        ? details
        : details.withModules(
            Stream.concat(details.moduleIds().stream(), assembled.stream())
                .distinct()
                .sorted()
                .toList());
  }

  /** What keeps a version from being submitted, field by field; empty if nothing does. */
  public List<Lack> open(StoredVersion stored) {
    List<Lack> open =
        new ArrayList<>(
            MetadataRequirements.open(
                stored.version().metadata(), MetadataRequirements.Moment.SUBMISSION));
    if (!stored
        .version()
        .metadata()
        .details()
        .moduleIds()
        .containsAll(modules.of(stored.version().id()))) {
      open.add(
          new Lack(
              "details.moduleIds",
              "The piece is made of modules and its tags do not name them all; confirm the tags,"
                  + " they are filled in from the assembly."));
    }
    if (open.isEmpty() && stored.confirmedBy() == null) {
      open.add(new Lack("confirmation", "Look at the suggested tags and confirm them."));
    }
    return open;
  }

  /**
   * Changes what only describes a version, in whatever state it is; no signature binds it.
   *
   * @param rowVersion the row as the person saw it
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws AssetRefusal.EditConflict if somebody changed it meanwhile
   * @throws AssetRefusal.MetadataIncomplete if a tag is outside its vocabulary, or a required one
   *     would be opened after publication
   */
  @Transactional
  public StoredVersion describe(VersionId id, long rowVersion, Description wanted, Actor by) {
    requireMayDescribe(by);
    StoredVersion stored =
        versions
            .findAndLock(id)
            .filter(found -> visibility.of(by).includes(found.version()))
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
    AssetMetadata before = stored.version().metadata();
    List<Lack> wrong = new ArrayList<>();
    MetadataDetails details =
        words.resolved(wanted.asDetails()).over(before.details(), before.details().productId());
    words.check(details, before.materialType(), wrong);
    AssetMetadata after = before.withDetails(details);
    if (stored.version().metadataHash() != null) {
      wrong.addAll(
          MetadataRequirements.open(after, MetadataRequirements.Moment.PUBLICATION).stream()
              .filter(
                  lack ->
                      List.of("details.specialties", "details.segments", "details.journeyStage")
                          .contains(lack.field()))
              .toList());
    }
    if (!wrong.isEmpty()) {
      throw new AssetRefusal.MetadataIncomplete(wrong);
    }
    if (!versions.describe(id, rowVersion, after, clock.instant())) {
      throw new AssetRefusal.EditConflict(id);
    }
    audit.append(
        new AuditEvent(
            "asset-version",
            id.toString(),
            "described",
            by,
            Map.of("before", described(before.details()), "after", described(details))));
    return versions.find(id).orElseThrow();
  }

  private void requireMayDescribe(Actor by) {
    if (authorities.markets(by.id(), Authority.COORDINATE).isEmpty()) {
      authorities.requireAnywhere(by, Authority.UPLOAD);
    }
  }

  private static Map<String, Object> described(MetadataDetails details) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("tone", details.tone());
    fields.put("callToAction", details.callToAction());
    fields.put("intent", details.intent());
    fields.put("specialties", details.specialties());
    fields.put("segments", details.segments());
    fields.put("journeyStage", details.journeyStage());
    fields.put("owner", details.owner());
    fields.put("costBand", details.costBand());
    return fields;
  }

  /** The details as they will be stored; what is wrong with them is added to the list. */
  private MetadataDetails details(
      Tags tags, MetadataDetails stored, Products products, List<Lack> wrong, Actor by) {
    TagDetails given = tags.details() == null ? TagDetails.kept() : tags.details();
    MetadataDetails details =
        words.withSubtypeOf(
            tags.materialType(), given.over(stored, productOf(tags.brandId(), products)));
    words.check(details, tags.materialType(), wrong);
    relative("details.basedOn", details.basedOn(), wrong, by);
    relative("details.masterId", details.masterId(), wrong, by);
    relative("details.variantOf", details.variantOf(), wrong, by);
    return details;
  }

  /** A foreign agency's asset is as unknown as one that does not exist. */
  private void relative(String field, @Nullable UUID asset, List<Lack> wrong, Actor by) {
    if (asset != null
        && versions.ofAsset(new AssetId(asset)).stream()
            .noneMatch(found -> visibility.of(by).includes(found.version()))) {
      wrong.add(
          new Lack(field, "There is no asset %s among the work you may see.".formatted(asset)));
    }
  }

  /** The product a brand's pieces are about: the master knows one product per brand. */
  private static String productOf(String brandId, Products products) {
    return products.brand(brandId).map(brand -> brand.id()).orElse("");
  }

  /** Metadata as far as the suggestions alone carry it. */
  AssetMetadata prefill(
      List<Suggestion> suggestions, List<TextSection> sections, Products products) {
    Tags tags =
        new Tags(
            best(suggestions, "title", 0.5),
            best(suggestions, "jobCode", 0.5),
            best(suggestions, "brandId", 0.5),
            all(suggestions, "indicationIds", 0.5),
            best(suggestions, "materialType", 0.5),
            best(suggestions, "purpose", 0.5),
            countries(suggestions),
            best(suggestions, "language", 0.6),
            all(suggestions, "audiences", 0.6),
            all(suggestions, "channels", 0.5),
            List.of(),
            null,
            null);
    MetadataDetails details =
        new MetadataDetails(
            best(suggestions, "subtype", 0.5),
            productOf(tags.brandId(), products),
            best(suggestions, "adaptation", 0.5),
            null,
            null,
            null,
            null,
            all(suggestions, "keyMessageIds", 0.5),
            best(suggestions, "tone", 0.5),
            best(suggestions, "callToAction", 0.5),
            best(suggestions, "intent", 0.5),
            all(suggestions, "specialties", 0.5),
            all(suggestions, "segments", 0.5),
            best(suggestions, "journeyStage", 0.5),
            best(suggestions, "imageUse", 0.5),
            null,
            "",
            "");
    return derive(tags, sections, products)
        .withDetails(words.withSubtypeOf(tags.materialType(), details));
  }

  private AssetMetadata derive(Tags tags, VersionId id, Products products) {
    return derive(tags, texts.sections(id), products);
  }

  private AssetMetadata derive(Tags tags, List<TextSection> sections, Products products) {
    Map<String, String> labelVersions = new TreeMap<>();
    Map<String, String> safetyTexts = new TreeMap<>();
    LocalDate today = LocalDate.now(clock);
    for (String country : tags.countries()) {
      products
          .currentLabel(tags.brandId(), country, tags.language(), today)
          .ifPresent(
              label -> {
                labelVersions.put(country, label.version());
                safetyTexts.put(country, label.safetyText());
              });
    }
    List<ListedReference> references =
        ReferenceEntries.of(sections).stream()
            .map(entry -> listed(entry, recognised(entry.citation(), products)))
            .toList();
    return new AssetMetadata(
        tags.title(),
        tags.jobCode(),
        tags.brandId(),
        tags.indicationIds(),
        tags.materialType(),
        tags.purpose(),
        tags.countries(),
        tags.language(),
        tags.audiences(),
        tags.channels(),
        tags.keyMessages(),
        labelVersions,
        safetyTexts,
        tags.validFrom(),
        tags.validTo(),
        references);
  }

  private ListedReference listed(ReferenceEntries.Entry entry, String referenceId) {
    int edition = referenceId.isEmpty() ? 0 : editions.newest(referenceId);
    return new ListedReference(
        entry.marker(), entry.citation(), referenceId, edition == 0 ? null : edition);
  }

  private static String recognised(String citation, Products products) {
    String normal = NormalText.normal(citation);
    return products.references().stream()
        .filter(
            reference ->
                normal.contains(NormalText.normal(reference.title()).replaceAll("\\.$", "")))
        .map(Reference::id)
        .findFirst()
        .orElse("");
  }

  private List<Lack> wrong(Tags tags, Products products) {
    List<Lack> wrong = new ArrayList<>();
    words.check(tags, wrong);
    if (!tags.brandId().isEmpty() && products.brand(tags.brandId()).isEmpty()) {
      wrong.add(
          new Lack(
              "brandId",
              "There is no brand “%s” in the product master.".formatted(tags.brandId())));
    }
    for (String indication : tags.indicationIds()) {
      if (products.indications(tags.brandId()).stream()
          .noneMatch(known -> known.id().equals(indication))) {
        wrong.add(
            new Lack("indicationIds", "The brand has no indication “%s”.".formatted(indication)));
      }
    }
    if (!tags.language().isEmpty() && !tags.language().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      wrong.add(
          new Lack(
              "language",
              "“%s” is no language tag; write for example en-GB.".formatted(tags.language())));
    }
    if (tags.title().length() > 200) {
      wrong.add(new Lack("title", "Keep the title within 200 characters."));
    }
    if (tags.jobCode().length() > 60) {
      wrong.add(new Lack("jobCode", "Keep the job code within 60 characters."));
    }
    LocalDate from = tags.validFrom();
    LocalDate to = tags.validTo();
    if (to != null && from != null && to.isBefore(from)) {
      wrong.add(
          new Lack(
              "validTo",
              "The last day of use, %s, lies before the first, %s.".formatted(to, from)));
    } else if (to != null && to.isBefore(LocalDate.now(clock))) {
      wrong.add(
          new Lack(
              "validTo", "The last day of use, %s, has passed; choose a later one.".formatted(to)));
    } else if (to != null && !tags.countries().isEmpty()) {
      LocalDate begins = Objects.requireNonNullElse(from, LocalDate.now(clock));
      LocalDate longest = begins.plusMonths(packs.recertificationMonths(tags.countries()));
      if (to.isAfter(longest)) {
        wrong.add(
            new Lack(
                "validTo",
                "The last day of use, %s, is later than its markets allow without looking again: choose %s or an earlier day, or leave it empty."
                    .formatted(to, longest)));
      }
    }
    return wrong;
  }

  /** The markets the brief asks for; without one, the market the piece speaks for most. */
  private static List<String> countries(List<Suggestion> suggestions) {
    List<String> briefed =
        suggestions.stream()
            .filter(suggestion -> suggestion.field().equals("countries"))
            .filter(suggestion -> suggestion.evidence().source().contains(Suggestion.BRIEF))
            .map(Suggestion::value)
            .toList();
    return briefed.isEmpty() ? List.of(best(suggestions, "countries", 0.6)) : briefed;
  }

  private static String best(List<Suggestion> suggestions, String field, double confidence) {
    return suggestions.stream()
        .filter(
            suggestion -> suggestion.field().equals(field) && suggestion.confidence() >= confidence)
        .map(Suggestion::value)
        .findFirst()
        .orElse("");
  }

  private static List<String> all(List<Suggestion> suggestions, String field, double confidence) {
    return suggestions.stream()
        .filter(
            suggestion -> suggestion.field().equals(field) && suggestion.confidence() >= confidence)
        .map(Suggestion::value)
        .toList();
  }
}
