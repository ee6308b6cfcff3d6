package io.medley.content.metadata;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Library;
import io.medley.content.asset.MetadataDetails;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceUsage;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.market.MarketPacks;
import io.medley.content.metadata.MetadataDocument.CheckRun;
import io.medley.content.metadata.MetadataDocument.Claim;
import io.medley.content.metadata.MetadataDocument.Condition;
import io.medley.content.metadata.MetadataDocument.Indication;
import io.medley.content.metadata.MetadataDocument.Lane;
import io.medley.content.metadata.MetadataDocument.Reference;
import io.medley.content.metadata.MetadataDocument.Safety;
import io.medley.content.metadata.MetadataDocument.Submission;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.Signatures;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a version's metadata document together from where each part of the truth lives. */
@Service
public class MetadataDocuments {

  private final Library library;
  private final StoredVersions versions;
  private final ProductMaster master;
  private final PreChecks preChecks;
  private final Reviews reviews;
  private final Annotations annotations;
  private final Signatures signatures;
  private final Approvals approvals;
  private final Withdrawing withdrawing;
  private final AuthoritySubmissions submissions;
  private final MarketPacks packs;
  private final ObjectProvider<ClaimFacts> claimFacts;
  private final ObjectProvider<PieceUsage> usage;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  MetadataDocuments(
      Library library,
      StoredVersions versions,
      ProductMaster master,
      PreChecks preChecks,
      Reviews reviews,
      Annotations annotations,
      Signatures signatures,
      Approvals approvals,
      Withdrawing withdrawing,
      AuthoritySubmissions submissions,
      MarketPacks packs,
      ObjectProvider<ClaimFacts> claimFacts,
      ObjectProvider<PieceUsage> usage,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.library = library;
    this.versions = versions;
    this.master = master;
    this.preChecks = preChecks;
    this.reviews = reviews;
    this.annotations = annotations;
    this.signatures = signatures;
    this.approvals = approvals;
    this.withdrawing = withdrawing;
    this.submissions = submissions;
    this.packs = packs;
    this.claimFacts = claimFacts;
    this.usage = usage;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The document of a version.
   *
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public MetadataDocument of(VersionId id, Actor actor) {
    StoredVersion stored = library.open(id, actor);
    AssetVersion version = stored.version();
    AssetMetadata metadata = version.metadata();
    MetadataDetails details = metadata.details();
    Products products = master.current();
    Optional<Brand> brand = products.brand(metadata.brandId());
    List<StoredVersion> siblings = versions.ofAsset(version.asset());
    Optional<Approval> approval = approvals.find(id);
    Optional<io.medley.content.precheck.CheckRun> run = preChecks.latest(id);
    return new MetadataDocument(
        new MetadataDocument.Identity(
            version.asset().value(),
            id.value(),
            version.number(),
            metadata.title(),
            metadata.jobCode(),
            version.contentHash(),
            version.metadataHash(),
            details.basedOn(),
            details.masterId(),
            details.variantOf(),
            details.moduleIds()),
        new MetadataDocument.Kind(
            metadata.materialType(),
            details.subtype(),
            version.format(),
            metadata.channels(),
            metadata.purpose()),
        new MetadataDocument.Product(
            metadata.brandId(),
            brand.map(Brand::name).orElse(""),
            details.productId(),
            brand.map(known -> List.of(known.inn())).orElse(List.of()),
            brand.map(Brand::therapyArea).orElse(""),
            products.indications(metadata.brandId()).stream()
                .filter(indication -> metadata.indicationIds().contains(indication.id()))
                .map(
                    indication ->
                        new Indication(indication.id(), indication.name(), indication.icd10()))
                .toList()),
        new MetadataDocument.Audience(
            metadata.audiences(),
            details.specialties(),
            details.segments(),
            details.journeyStage()),
        new MetadataDocument.Market(
            metadata.countries(), metadata.language(), details.adaptation()),
        new MetadataDocument.Message(
            details.keyMessageIds(),
            metadata.keyMessages(),
            details.tone(),
            details.callToAction(),
            details.intent(),
            claims(id, run),
            references(id, metadata, products)),
        safety(metadata, products),
        review(id, actor, run),
        authority(id, metadata),
        validity(version, approval),
        new MetadataDocument.Rights(details.imageUse(), details.imageRights()),
        new MetadataDocument.Operations(
            details.owner().isEmpty() ? version.author() : details.owner(),
            version.agency(),
            version.author(),
            details.costBand(),
            reviews.ofAsset(version.asset()).size(),
            version.createdAt(),
            stored.changedAt()),
        TagQualities.of(stored, before(stored, siblings).orElse(null)),
        usage(id, siblings));
  }

  /**
   * Records what an authority was told.
   *
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws MarketNotOfPiece if the piece is not for this market
   */
  @Transactional
  public MetadataDocument record(VersionId id, AuthoritySubmissions.Recorded recorded, Actor by) {
    AssetVersion version = library.open(id, by).version();
    authorities.require(by, Authority.COORDINATE, recorded.market());
    if (!version.metadata().countries().contains(recorded.market())) {
      throw new MarketNotOfPiece(recorded.market(), version.metadata().countries());
    }
    submissions.record(id, recorded, by.id(), clock.instant());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("market", recorded.market());
    facts.put("submittedAt", String.valueOf(recorded.submittedAt()));
    facts.put("firstUseAt", String.valueOf(recorded.firstUseAt()));
    audit.append(
        new AuditEvent("asset-version", id.toString(), "authority-submission-recorded", by, facts));
    return of(id, by);
  }

  private static Optional<AssetMetadata> before(
      StoredVersion stored, List<StoredVersion> newestFirst) {
    return newestFirst.stream()
        .filter(other -> other.version().createdAt().isBefore(stored.version().createdAt()))
        .findFirst()
        .map(other -> other.version().metadata());
  }

  private List<Claim> claims(VersionId id, Optional<io.medley.content.precheck.CheckRun> run) {
    ClaimFacts known = claimFacts.getIfAvailable();
    if (known != null) {
      return known.claims(id);
    }
    return run.stream()
        .flatMap(found -> found.claims().stream())
        .map(
            sentence ->
                new Claim(
                    sentence.claimId(),
                    sentence.claimId().isEmpty() ? 0 : 1,
                    sentence.claimId().isEmpty() ? "NONE" : "EXACT",
                    sentence.page(),
                    sentence.start(),
                    sentence.end(),
                    sentence.text(),
                    List.of()))
        .toList();
  }

  private List<Reference> references(VersionId id, AssetMetadata metadata, Products products) {
    ClaimFacts known = claimFacts.getIfAvailable();
    Map<String, ClaimFacts.Anchor> anchors =
        known == null
            ? Map.of()
            : known.anchors(id).stream()
                .collect(
                    Collectors.toMap(
                        ClaimFacts.Anchor::referenceId,
                        Function.identity(),
                        (first, second) -> first));
    return metadata.references().stream()
        .map(
            listed -> {
              var reference =
                  products.references().stream()
                      .filter(source -> source.id().equals(listed.referenceId()))
                      .findFirst();
              ClaimFacts.Anchor anchor = anchors.get(listed.referenceId());
              return new Reference(
                  listed.marker(),
                  listed.referenceId(),
                  version(listed, anchor),
                  listed.citation(),
                  anchor == null ? null : anchor.page(),
                  anchor == null ? null : anchor.quote(),
                  reference.map(source -> source.licenceEnd()).orElse(null),
                  reference.map(source -> source.retracted()).orElse(false));
            })
        .toList();
  }

  /** The one pinned when the tags were confirmed, else the anchor's. */
  private static String version(
      AssetMetadata.ListedReference listed, ClaimFacts.@Nullable Anchor anchor) {
    Integer pinned = listed.edition();
    if (pinned != null) {
      return pinned.toString();
    }
    return anchor == null ? "" : anchor.version();
  }

  private List<Safety> safety(AssetMetadata metadata, Products products) {
    LocalDate today = LocalDate.now(clock);
    return metadata.countries().stream()
        .filter(market -> metadata.labelVersions().containsKey(market))
        .flatMap(
            market -> {
              String labelVersion = metadata.labelVersions().get(market);
              Optional<Label> current =
                  products.currentLabel(metadata.brandId(), market, metadata.language(), today);
              return products.labels(metadata.brandId()).stream()
                  .filter(
                      label ->
                          label.market().equals(market)
                              && label.version().equals(labelVersion)
                              && label.safetyText().equals(metadata.safetyTexts().get(market)))
                  .findFirst()
                  .map(
                      label ->
                          new Safety(
                              market,
                              label.isiId(),
                              label.isiVersion(),
                              label.piId(),
                              label.piVersion(),
                              label.version(),
                              label.boxedWarning() != null,
                              label.additionalMonitoring(),
                              current.filter(label::equals).isPresent()))
                  .stream();
            })
        .toList();
  }

  private MetadataDocument.Review review(
      VersionId id, Actor actor, Optional<io.medley.content.precheck.CheckRun> run) {
    CheckRun check =
        run.map(
                found ->
                    new CheckRun(
                        found.packVersion(),
                        found.verdict().name(),
                        found.count(Severity.BLOCK),
                        found.count(Severity.REVIEW),
                        found.count(Severity.INFO),
                        found.at()))
            .orElse(null);
    Optional<Review> review = reviews.ofVersion(id);
    if (review.isEmpty()) {
      return new MetadataDocument.Review(null, List.of(), List.of(), List.of(), check);
    }
    Review held = review.get();
    if (!held.state().lanesHeardBy(actor)) {
      return new MetadataDocument.Review(held.tier(), List.of(), List.of(), List.of(), check);
    }
    Map<java.util.UUID, LaneSignature> signed =
        signatures.ofReview(held.id().value()).stream()
            .collect(Collectors.toMap(LaneSignature::id, Function.identity()));
    return new MetadataDocument.Review(
        held.tier(),
        held.tierReasons(),
        reviews.lanes(held.id()).stream().map(lane -> lane(lane, signed)).toList(),
        annotations.ofVersion(id, actor).stream()
            .map(PlacedAnnotation::annotation)
            .filter(annotation -> annotation.kind() == Annotation.Kind.MUST_FIX)
            .filter(annotation -> annotation.state() != Annotation.State.WITHDRAWN)
            .map(
                annotation ->
                    new Condition(
                        annotation.id(),
                        annotation.lane().name(),
                        annotation.body(),
                        annotation.state().name()))
            .toList(),
        check);
  }

  private static Lane lane(ReviewLane lane, Map<java.util.UUID, LaneSignature> signed) {
    LaneSignature signature = lane.signatureId() == null ? null : signed.get(lane.signatureId());
    return new Lane(
        lane.lane().name(),
        lane.state().name(),
        lane.verdict() == null ? null : Objects.requireNonNull(lane.verdict()).name(),
        signature == null ? null : signature.statement().personId(),
        signature == null ? null : signature.statement().printedName(),
        signature == null ? null : signature.statement().signedAt(),
        lane.signatureId());
  }

  private List<Submission> authority(VersionId id, AssetMetadata metadata) {
    Map<String, AuthoritySubmissions.Recorded> recorded =
        submissions.of(id).stream()
            .collect(Collectors.toMap(AuthoritySubmissions.Recorded::market, Function.identity()));
    return metadata.countries().stream()
        .map(
            market -> {
              SubmissionDuty duty = SubmissionDuty.of(packs.of(market), metadata);
              AuthoritySubmissions.Recorded told = recorded.get(market);
              return new Submission(
                  market,
                  duty.required(),
                  duty.authority(),
                  duty.type(),
                  told == null ? null : told.submittedAt(),
                  told == null ? null : told.firstUseAt());
            })
        .toList();
  }

  private MetadataDocument.Validity validity(AssetVersion version, Optional<Approval> approval) {
    Instant now = clock.instant();
    Optional<Recall> recall =
        approval.isEmpty()
            ? Optional.empty()
            : withdrawing
                .newest(version.id())
                .map(Recall.Outcome::recall)
                .filter(newest -> newest.kind() == Recall.Kind.WITHDRAW);
    LocalDate to = version.metadata().validTo();
    return new MetadataDocument.Validity(
        version.metadata().validFrom(),
        to,
        to == null ? null : to.minusDays(90),
        version.state().name(),
        recall.map(Recall::requestedAt).orElse(null),
        recall.map(Recall::reason).orElse(null),
        approval.filter(live -> live.servableAt(now)).isPresent());
  }

  private MetadataDocument.Usage usage(VersionId id, List<StoredVersion> siblings) {
    int reuse = versions.derivedFrom(siblings.getFirst().version().asset());
    PieceUsage known = usage.getIfAvailable();
    PieceUsage.Usage used =
        known == null
            ? PieceUsage.Usage.NONE
            : known.of(List.of(id)).getOrDefault(id, PieceUsage.Usage.NONE);
    return new MetadataDocument.Usage(used.served(), used.lastServedAt(), reuse);
  }
}
