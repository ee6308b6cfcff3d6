package io.medley.content.similarity;

import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.Visibility;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.similarity.SimilarPiece.Advice;
import io.medley.platform.security.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the pieces most like one, among those a person may see: an agency is told of its own work
 * only, the house of everybody's.
 */
@Service
public class Similarity {

  /** From here on two pieces are called the same. */
  public static final double SAME = 0.9;

  /** Below this likeness nothing is worth showing. */
  public static final double WORTH_SHOWING = 0.5;

  private static final int CANDIDATES = 40;

  private final Fingerprints fingerprints;
  private final AssetVersions versions;
  private final AssetText texts;
  private final Visibility visibility;
  private final Annotations annotations;

  Similarity(
      Fingerprints fingerprints,
      AssetVersions versions,
      AssetText texts,
      Visibility visibility,
      Annotations annotations) {
    this.fingerprints = fingerprints;
    this.versions = versions;
    this.texts = texts;
    this.visibility = visibility;
    this.annotations = annotations;
  }

  /**
   * The pieces of other assets most like this version, the most alike first; of each asset its most
   * telling version.
   *
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public List<SimilarPiece> of(VersionId id, Actor actor) {
    AssetVersion version = versions.requireVisible(id, actor);
    return near(Shingles.of(texts.sections(id)), version.contentHash(), actor).stream()
        .filter(found -> !found.version().asset().equals(version.asset()))
        .toList();
  }

  /** The pieces most like what was just read from a file, which no asset holds yet. */
  @Transactional(readOnly = true)
  public List<SimilarPiece> of(ExtractedFile read, Actor actor) {
    return near(Shingles.of(Fingerprinting.sections(read)), "", actor);
  }

  private List<SimilarPiece> near(Shingles shingles, String contentHash, Actor actor) {
    List<String> contents =
        new ArrayList<>(
            shingles.size() == 0 ? List.of() : fingerprints.near(MinHash.of(shingles), CANDIDATES));
    if (!contentHash.isEmpty() && !contents.contains(contentHash)) {
      contents.add(contentHash);
    }
    Map<String, Shingles> known = new HashMap<>();
    List<SimilarPiece> found = new ArrayList<>();
    for (VersionId candidate : fingerprints.versions(contents)) {
      AssetVersion other = versions.require(candidate);
      if (!visibility.of(actor).includes(other)) {
        continue;
      }
      boolean same = other.contentHash().equals(contentHash);
      Shingles theirs =
          known.computeIfAbsent(
              other.contentHash(), hash -> Shingles.of(texts.sections(candidate)));
      double likeness = same ? 1 : shingles.jaccard(theirs);
      if (likeness >= WORTH_SHOWING) {
        found.add(
            new SimilarPiece(
                other,
                likeness,
                same ? 1 : shingles.containedIn(theirs),
                advice(other, likeness),
                ""));
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparing(SimilarPiece::advice)
                .thenComparing(Comparator.comparingDouble(SimilarPiece::likeness).reversed()))
        .collect(
            Collectors.toMap(
                piece -> piece.version().asset(),
                piece -> piece,
                (first, second) -> first,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .map(this::explained)
        .sorted(Comparator.comparingDouble(SimilarPiece::likeness).reversed())
        .toList();
  }

  private static Advice advice(AssetVersion other, double likeness) {
    if (likeness < SAME) {
      return Advice.COMPARE;
    }
    return switch (other.state()) {
      case APPROVED, FINAL_FORM, SUBMISSION_PENDING, LIVE, SUSPENDED -> Advice.REUSE;
      case REJECTED, REVISE, CONDITIONS_OPEN -> Advice.MEND_FIRST;
      case DRAFT, SUBMITTED, QC, IN_REVIEW -> Advice.ALREADY_UNDER_WAY;
      case WITHDRAWING, WITHDRAWN, EXPIRED, SUPERSEDED, CANCELLED -> Advice.COMPARE;
    };
  }

  private SimilarPiece explained(SimilarPiece piece) {
    String same = piece.percent() + " % the same as ";
    String title =
        "“%s” (%s)"
            .formatted(
                piece.version().metadata().title().isEmpty()
                    ? piece.version().fileName()
                    : piece.version().metadata().title(),
                piece.version().metadata().jobCode());
    String why =
        switch (piece.advice()) {
          case REUSE -> same + "the approved " + title + ": reuse it instead.";
          case MEND_FIRST -> same + title + ", which was not approved" + reasons(piece) + ".";
          case ALREADY_UNDER_WAY -> same + title + ", which is already under way.";
          case COMPARE -> same + title + ".";
        };
    return new SimilarPiece(
        piece.version(), piece.likeness(), piece.contained(), piece.advice(), why);
  }

  private String reasons(SimilarPiece piece) {
    List<String> asked =
        annotations.mustFix(piece.version().id()).stream()
            .map(PlacedAnnotation::annotation)
            .map(mustFix -> mustFix.lane().title() + ": " + mustFix.body())
            .toList();
    return asked.isEmpty() ? "" : ": " + String.join("; ", asked);
  }
}
