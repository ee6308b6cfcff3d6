package io.medley.content.similarity;

import io.medley.content.asset.AssetVersion;
import io.medley.content.precheck.NearPieces;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Tells the pre-checks of similar pieces. What a check finds is read by the agency, so its pieces
 * are compared with its own work only; the house's with everybody's.
 */
@Component
class SimilarityForChecks implements NearPieces {

  private final Similarity similarity;

  SimilarityForChecks(Similarity similarity) {
    this.similarity = similarity;
  }

  @Override
  public List<NearPiece> of(AssetVersion version, String text) {
    Actor reader =
        version.agency().isEmpty()
            ? Actor.system("pre-checks")
            : new Actor(version.author(), version.author(), Set.of("AGENCY"), version.agency());
    return similarity.of(version.id(), reader).stream()
        .map(
            piece ->
                new NearPiece(
                    piece.version().id(),
                    piece.version().metadata().title(),
                    piece.version().number(),
                    piece.version().state(),
                    piece.likeness()))
        .toList();
  }
}
