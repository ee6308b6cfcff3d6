package io.medley.content.asset;

import io.medley.content.asset.AssetRefusal.MetadataIncomplete;
import io.medley.content.asset.SubmissionCheck.Outcome;
import io.medley.content.market.MarketPacks;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Handing a draft over to review: freeze, check, record and tell, all or nothing. */
@Service
public class Submitting {

  private final StoredVersions versions;
  private final Visibility visibility;
  private final Tagging tagging;
  private final SubmissionCheck check;
  private final ObjectProvider<SubmissionListener> listeners;
  private final List<DraftWitness> witnesses;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final MarketPacks packs;
  private final Clock clock;

  Submitting(
      StoredVersions versions,
      Visibility visibility,
      Tagging tagging,
      SubmissionCheck check,
      ObjectProvider<SubmissionListener> listeners,
      List<DraftWitness> witnesses,
      Authorities authorities,
      AuditTrail audit,
      TransactionOperations transactions,
      MarketPacks packs,
      Clock clock) {
    this.versions = versions;
    this.visibility = visibility;
    this.tagging = tagging;
    this.check = check;
    this.listeners = listeners;
    this.witnesses = List.copyOf(witnesses);
    this.authorities = authorities;
    this.audit = audit;
    this.transactions = transactions;
    this.packs = packs;
    this.clock = clock;
  }

  /** What a submission came to: the version frozen, and the id its review will bear. */
  public record Submitted(AssetVersion version, UUID reviewId) {}

  private sealed interface Attempt {
    record Done(Submitted submitted) implements Attempt {}

    record Stopped(Outcome outcome) implements Attempt {}
  }

  /**
   * Submits a draft.
   *
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws AssetRefusal.Frozen if it is no draft any more
   * @throws AssetRefusal.MetadataIncomplete if tags are open or not confirmed
   * @throws AssetRefusal.PreCheckBlocked if a rule stops it; what it found is stored all the same
   * @throws io.medley.platform.security.AuthorityMissing if this person may not upload for one of
   *     its markets
   */
  public Submitted submit(VersionId id, Actor by) {
    if (versions
        .find(id)
        .filter(found -> visibility.of(by).includes(found.version()))
        .isPresent()) {
      check.prepare(id);
    }
    Attempt attempt = Objects.requireNonNull(transactions.execute(status -> attempt(id, by)));
    return switch (attempt) {
      case Attempt.Done done -> done.submitted();
      case Attempt.Stopped stopped ->
          throw new AssetRefusal.PreCheckBlocked(
              stopped.outcome().reason(), stopped.outcome().findings());
    };
  }

  private Attempt attempt(VersionId id, Actor by) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    StoredVersion stored =
        versions
            .findAndLock(id)
            .filter(found -> visibility.of(by).includes(found.version()))
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
    AssetVersion draft = stored.version();
    if (draft.state() != VersionState.DRAFT) {
      throw new AssetRefusal.Frozen(id, draft.state());
    }
    List<Lack> open = tagging.open(stored);
    if (!open.isEmpty()) {
      throw new MetadataIncomplete(open);
    }
    draft
        .metadata()
        .countries()
        .forEach(market -> authorities.require(by, Authority.UPLOAD, market));
    AssetMetadata frozen = withValidity(draft.metadata());
    AssetVersion candidate = with(draft, frozen);
    Outcome outcome = check.check(candidate);
    if (outcome.blocked()) {
      witnesses.forEach(witness -> witness.stopped(draft));
      return new Attempt.Stopped(outcome);
    }
    String metadataHash = MetadataHash.of(draft.asset(), draft.contentHash(), frozen);
    if (!versions.submit(id, draft.rowVersion(), frozen, metadataHash, clock.instant())) {
      throw new AssetRefusal.EditConflict(id);
    }
    AssetVersion submitted = versions.find(id).orElseThrow().version();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("contentHash", submitted.contentHash());
    facts.put("metadataHash", metadataHash);
    facts.put("verdict", outcome.verdict());
    facts.put("author", submitted.author());
    facts.put(
        "metadata", MetadataHash.frozenFields(submitted.asset(), submitted.contentHash(), frozen));
    audit.append(new AuditEvent("asset-version", id.toString(), "submitted", by, facts));
    UUID review = listeners.getObject().submitted(submitted, by);
    witnesses.forEach(witness -> witness.submitted(submitted));
    return new Attempt.Done(new Submitted(submitted, review));
  }

  private AssetMetadata withValidity(AssetMetadata metadata) {
    LocalDate from = Objects.requireNonNullElse(metadata.validFrom(), LocalDate.now(clock));
    LocalDate to = Objects.requireNonNullElse(metadata.validTo(), longest(metadata, from));
    return new AssetMetadata(
        metadata.title(),
        metadata.jobCode(),
        metadata.brandId(),
        metadata.indicationIds(),
        metadata.materialType(),
        metadata.purpose(),
        metadata.countries(),
        metadata.language(),
        metadata.audiences(),
        metadata.channels(),
        metadata.keyMessages(),
        metadata.labelVersions(),
        metadata.safetyTexts(),
        from,
        to,
        metadata.references(),
        targeted(metadata.details()));
  }

  /** As long as its markets let an approval last, unless the right to a picture ends earlier. */
  private LocalDate longest(AssetMetadata metadata, LocalDate from) {
    LocalDate recertified = from.plusMonths(packs.recertificationMonths(metadata.countries()));
    return metadata.details().imageRights().stream()
        .map(MetadataDetails.ImageRight::end)
        .filter(Objects::nonNull)
        .filter(end -> !end.isBefore(from))
        .min(LocalDate::compareTo)
        .filter(end -> end.isBefore(recertified))
        .orElse(recertified);
  }

  /** Who left targeting open meant everybody; publication asks for an answer. */
  private static MetadataDetails targeted(MetadataDetails details) {
    return details.described(
        details.tone(),
        details.callToAction(),
        details.intent(),
        details.specialties().isEmpty() ? List.of("ALL") : details.specialties(),
        details.segments().isEmpty() ? List.of("ALL") : details.segments(),
        details.journeyStage().isEmpty() ? "ANY" : details.journeyStage(),
        details.owner(),
        details.costBand());
  }

  private static AssetVersion with(AssetVersion version, AssetMetadata metadata) {
    return new AssetVersion(
        version.id(),
        version.asset(),
        version.number(),
        version.state(),
        version.contentHash(),
        version.format(),
        version.fileName(),
        metadata,
        version.metadataHash(),
        version.agency(),
        version.author(),
        version.createdAt(),
        version.rowVersion());
  }
}
