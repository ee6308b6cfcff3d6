package io.medley.content.similarity.web;

import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.similarity.SimilarPiece;
import io.medley.content.similarity.Similarity;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pieces most like a version. */
@RestController
@RequestMapping("/api/versions/{id}/similar")
class SimilarityResource {

  private final Similarity similarity;
  private final CurrentActor actor;

  SimilarityResource(Similarity similarity, CurrentActor actor) {
    this.similarity = similarity;
    this.actor = actor;
  }

  /** One similar piece. */
  record Body(
      UUID versionId,
      UUID assetId,
      String title,
      String jobCode,
      String number,
      VersionState state,
      double likeness,
      double contained,
      SimilarPiece.Advice advice,
      String why) {}

  @GetMapping
  List<Body> similar(@PathVariable UUID id) {
    return similarity.of(new VersionId(id), actor.require()).stream()
        .map(
            piece ->
                new Body(
                    piece.version().id().value(),
                    piece.version().asset().value(),
                    piece.version().metadata().title(),
                    piece.version().metadata().jobCode(),
                    piece.version().number(),
                    piece.version().state(),
                    piece.likeness(),
                    piece.contained(),
                    piece.advice(),
                    piece.why()))
        .toList();
  }
}
