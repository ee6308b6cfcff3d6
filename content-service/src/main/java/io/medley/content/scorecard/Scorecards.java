package io.medley.content.scorecard;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Library;
import io.medley.content.asset.MetadataDetails;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.Tags;
import io.medley.content.asset.VersionId;
import io.medley.content.metadata.TagQualities;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queue, scores and agreement, as far as each person may see them. */
@Service
public class Scorecards {

  /** The window that decides whether an agency is trusted. */
  public static final Duration WINDOW = Duration.ofDays(90);

  private static final int QUEUE = 200;
  private static final List<String> TWICE =
      List.of("materialType", "purpose", "countries", "language", "audiences", "channels");

  private final Progress progress;
  private final Library library;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  Scorecards(
      Progress progress, Library library, Authorities authorities, AuditTrail audit, Clock clock) {
    this.progress = progress;
    this.library = library;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether this person may look at other agencies' work. */
  public boolean seesEverything(Actor actor) {
    return actor.agency() == null
        && (!authorities.markets(actor.id(), Authority.COORDINATE).isEmpty()
            || !authorities.markets(actor.id(), Authority.ADMINISTER).isEmpty());
  }

  /**
   * Scores of the last 90 days: an agency's own, a coordinator's of everybody.
   *
   * @throws io.medley.platform.security.AuthorityMissing for anybody else
   */
  @Transactional(readOnly = true)
  public List<AgencyScore> scores(Actor actor) {
    Instant since = clock.instant().minus(WINDOW);
    String agency = actor.agency();
    if (agency != null) {
      return progress.scores(agency, since);
    }
    requireCoordinator(actor);
    return progress.scores(null, since);
  }

  /**
   * Pieces under review, the soonest due first: an agency's own, without what single lanes say
   * while the round runs; a coordinator's all.
   *
   * @throws io.medley.platform.security.AuthorityMissing for anybody else
   */
  @Transactional(readOnly = true)
  public List<QueueEntry> queue(Actor actor) {
    String agency = actor.agency();
    if (agency != null) {
      return progress.queue(agency, QUEUE).stream()
          .map(entry -> entry.running() ? entry.unheard() : entry)
          .toList();
    }
    requireCoordinator(actor);
    return progress.queue(null, QUEUE);
  }

  /**
   * How far two people agree beyond chance, field by field, over the pieces tagged twice; empty
   * before the first.
   */
  @Transactional(readOnly = true)
  public Map<String, Double> agreement() {
    List<Progress.Twice> twice = progress.taggedTwice();
    Map<String, Double> kappas = new LinkedHashMap<>();
    if (!twice.isEmpty()) {
      for (String field : TWICE) {
        kappas.put(
            field,
            TagQualities.kappa(
                twice.stream()
                    .map(
                        pair ->
                            new TagQualities.Pair(
                                TagQualities.values(field, pair.first()),
                                TagQualities.values(field, pair.second())))
                    .toList()));
      }
    }
    return kappas;
  }

  /** Sampled pieces that wait for a second person's tags. */
  @Transactional(readOnly = true)
  public List<AssetVersion> toTagAgain(Actor actor) {
    return seesEverything(actor)
        ? progress.toTagAgain(actor.id(), 5).stream()
            .map(id -> library.open(id, actor).version())
            .toList()
        : List.of();
  }

  /**
   * Keeps a second person's tags. They are compared, never taken over.
   *
   * @throws io.medley.platform.security.AuthorityMissing unless the person coordinates
   * @throws AssetRefusal.EditConflict if the person tagged it first themselves, or somebody was
   *     faster
   */
  @Transactional
  public void tagAgain(VersionId id, Tags tags, Actor by) {
    requireCoordinator(by);
    StoredVersion stored = library.open(id, by);
    if (by.id().equals(stored.confirmedBy())
        || !progress.keepSecond(id, metadata(tags), by.id(), clock.instant())) {
      throw new AssetRefusal.EditConflict(id);
    }
    audit.append(
        new AuditEvent(
            "asset-version",
            id.toString(),
            "tagged-again",
            by,
            Map.of("materialType", tags.materialType(), "purpose", tags.purpose())));
  }

  private void requireCoordinator(Actor actor) {
    if (!seesEverything(actor)) {
      authorities.requireAnywhere(actor, Authority.COORDINATE);
    }
  }

  private static AssetMetadata metadata(Tags tags) {
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
        Map.of(),
        Map.of(),
        null,
        null,
        List.of(),
        MetadataDetails.none());
  }
}
