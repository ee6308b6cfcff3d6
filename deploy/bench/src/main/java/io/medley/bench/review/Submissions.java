package io.medley.bench.review;

import io.medley.bench.Booted;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.Renditions;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.precheck.CheckRuns;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.ReviewOpening;
import io.medley.content.review.Reviews;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Submits made-up e-mails for Austria: a market without a pack of its own has every lane, and no
 * step stands between approval and use.
 */
final class Submissions {

  private final Booted service;
  private final TransactionTemplate transaction;

  Submissions(Booted service) {
    this.service = service;
    this.transaction = service.bean(TransactionTemplate.class);
  }

  /**
   * A submitted piece.
   *
   * @param brand a brand of its own, so that a selection finds this piece or nothing
   * @param text what its page 1 says
   * @param submittedAt {@link System#nanoTime()} before its submission
   */
  record Submitted(UUID review, VersionId version, String brand, String text, long submittedAt) {}

  Submitted submit(String words) throws IOException {
    AssetId asset = AssetId.random();
    String brand = "brand-" + asset;
    String jobCode = "AT-ZEL-" + asset.toString().substring(0, 8).toUpperCase(Locale.ROOT);
    LocalDate today = LocalDate.ofInstant(service.bean(Clock.class).instant(), ZoneOffset.UTC);
    AssetMetadata metadata =
        new AssetMetadata(
            "Measured piece",
            jobCode,
            brand,
            List.of("hypertension-adults"),
            "email",
            "promotional",
            List.of("AT"),
            "de-AT",
            List.of("HCP"),
            List.of("EMAIL"),
            List.of("once a day"),
            Map.of(),
            Map.of(),
            today.minusDays(2),
            today.plusDays(200),
            List.of());
    String text = "%s\nStand: November 2026\nNur für Fachkreise\n%s\n".formatted(jobCode, words);
    String html =
        "<!doctype html><title>Measured piece</title><p>%s<a href=\"{{unsubscribe}}\">Abmelden</a></p>"
            .formatted(text);
    String hash =
        service
            .bean(ObjectStore.class)
            .put(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))
            .sha256();
    VersionId id = VersionId.random();
    var now = service.bean(Clock.class).instant();
    AssetVersion version =
        new AssetVersion(
            id,
            asset,
            "0.1",
            VersionState.SUBMITTED,
            hash,
            "text/html",
            "piece.html",
            metadata,
            MetadataHash.of(asset, hash, metadata),
            "northlight",
            "anna.agency",
            now,
            1);
    transaction.executeWithoutResult(
        status -> {
          service
              .bean(Renditions.class)
              .keep(
                  hash,
                  new ExtractedFile(
                      "text/html",
                      List.of(
                          new ExtractedFile.Section(
                              ExtractedFile.SectionKind.SECTION,
                              1,
                              "",
                              text + "Abmelden",
                              List.of())),
                      List.of(
                          new ExtractedFile.Link(
                              1,
                              text.length(),
                              text.length() + "Abmelden".length(),
                              "Abmelden",
                              "{{unsubscribe}}")),
                      List.of(),
                      Map.of(),
                      List.of(),
                      html));
          StoredVersions stored = service.bean(StoredVersions.class);
          stored.addAsset(asset, "northlight", "anna.agency", now);
          stored.add(new StoredVersion(version, html.length(), List.of(), null, null, now));
        });
    AssetVersion kept = service.bean(AssetVersions.class).require(id);
    long submittedAt = System.nanoTime();
    UUID review = UUID.randomUUID();
    // What a coordinator's look takes is people's time: measured is from its end.
    transaction.executeWithoutResult(
        status -> service.bean(ReviewOpening.class).open(kept, review, "anna.agency"));
    return new Submitted(review, id, brand, text, submittedAt);
  }

  /** Waits until every planned lane has its task and people can see it; returns the lanes. */
  List<ReviewLane> opened(Submitted submitted) {
    Reviews reviews = service.bean(Reviews.class);
    ReviewId id = new ReviewId(submitted.review());
    for (long end = System.nanoTime() + 120_000_000_000L; System.nanoTime() < end; ) {
      List<ReviewLane> lanes =
          Objects.requireNonNull(transaction.execute(status -> reviews.lanes(id)));
      if (!lanes.isEmpty()
          && lanes.stream()
              .allMatch(lane -> lane.state() == ReviewLane.State.OPEN && lane.attempt() > 0)
          && appeared(id) == lanes.size()) {
        return lanes;
      }
      LockSupport.parkNanos(2_000_000L);
    }
    throw new IllegalStateException(
        "The lanes of a review did not open within two minutes: %s, findings %s"
            .formatted(
                transaction.execute(status -> reviews.find(id)),
                service.bean(CheckRuns.class).ofVersion(submitted.version()).getLast().findings()));
  }

  private int appeared(ReviewId review) {
    return service
        .owner()
        .sql("select count(distinct lane) from review_lane_task where review_id = ?")
        .param(review.value())
        .query(Integer.class)
        .single();
  }
}
