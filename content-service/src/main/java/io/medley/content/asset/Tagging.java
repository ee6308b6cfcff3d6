package io.medley.content.asset;

import io.medley.content.asset.AssetMetadata.ListedReference;
import io.medley.content.asset.AssetRefusal.MetadataIncomplete.Lack;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Reference;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Confirming the tags of a draft, and knowing what is still open. */
@Service
public class Tagging {

  private final StoredVersions versions;
  private final Visibility visibility;
  private final AssetText texts;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  Tagging(
      StoredVersions versions,
      Visibility visibility,
      AssetText texts,
      ProductMaster master,
      Vocabularies vocabularies,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.versions = versions;
    this.visibility = visibility;
    this.texts = texts;
    this.master = master;
    this.vocabularies = vocabularies;
    this.authorities = authorities;
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
    List<Lack> wrong = wrong(tags, products);
    if (!wrong.isEmpty()) {
      throw new AssetRefusal.MetadataIncomplete(wrong);
    }
    AssetMetadata metadata = derive(tags, id, products);
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
    return versions.find(id).orElseThrow();
  }

  /** What keeps a version from being submitted, field by field; empty if nothing does. */
  public List<Lack> open(StoredVersion stored) {
    AssetMetadata metadata = stored.version().metadata();
    List<Lack> open = new ArrayList<>();
    need(open, "title", metadata.title(), "Give the piece a title.");
    need(open, "jobCode", metadata.jobCode(), "Enter the job code printed on the piece.");
    need(open, "brandId", metadata.brandId(), "Choose the brand.");
    need(open, "indicationIds", metadata.indicationIds(), "Choose at least one indication.");
    need(open, "materialType", metadata.materialType(), "Choose the type of material.");
    need(open, "purpose", metadata.purpose(), "Choose the purpose.");
    need(open, "countries", metadata.countries(), "Choose at least one market.");
    need(open, "language", metadata.language(), "Choose the language.");
    need(open, "audiences", metadata.audiences(), "Choose at least one audience.");
    need(open, "channels", metadata.channels(), "Choose at least one channel.");
    if (open.isEmpty() && stored.confirmedBy() == null) {
      open.add(new Lack("confirmation", "Look at the suggested tags and confirm them."));
    }
    return open;
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
            List.of(best(suggestions, "countries", 0.6)),
            best(suggestions, "language", 0.6),
            all(suggestions, "audiences", 0.6),
            all(suggestions, "channels", 0.5),
            List.of(),
            null,
            null);
    return derive(tags, sections, products);
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
            .map(
                entry ->
                    new ListedReference(
                        entry.marker(), entry.citation(), recognised(entry.citation(), products)))
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
    term(wrong, "materialType", Vocabulary.MATERIAL_TYPE, List.of(tags.materialType()));
    term(wrong, "purpose", Vocabulary.PURPOSE, List.of(tags.purpose()));
    term(wrong, "countries", Vocabulary.MARKET, tags.countries());
    term(wrong, "audiences", Vocabulary.AUDIENCE, tags.audiences());
    term(wrong, "channels", Vocabulary.CHANNEL, tags.channels());
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
    if (to != null && to.isBefore(from == null ? LocalDate.now(clock) : from)) {
      wrong.add(new Lack("validTo", "The last day of use lies before the first."));
    }
    return wrong;
  }

  private void term(List<Lack> wrong, String field, Vocabulary vocabulary, List<String> codes) {
    for (String code : codes) {
      if (!code.isEmpty()
          && vocabularies.find(vocabulary, code).filter(term -> !term.retired()).isEmpty()) {
        wrong.add(new Lack(field, "“%s” is not among the words for this field.".formatted(code)));
      }
    }
  }

  private static void need(List<Lack> open, String field, String value, String message) {
    if (value.isEmpty()) {
      open.add(new Lack(field, message));
    }
  }

  private static void need(
      List<Lack> open, String field, Collection<String> values, String message) {
    if (values.isEmpty()) {
      open.add(new Lack(field, message));
    }
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
