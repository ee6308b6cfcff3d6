package io.medley.content.review.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimBeside;
import io.medley.content.claim.ClaimLinking;
import io.medley.content.comparison.Comparing;
import io.medley.content.comparison.TextComparison;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Review;
import io.medley.content.review.Reviews;
import io.medley.content.signing.Signatures;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the desk's tabs show that other rooms know. */
@Component
class DeskTabs {

  private final ClaimLinking linking;
  private final Comparing comparing;
  private final AssetVersions versions;
  private final Reviews reviews;
  private final Signatures signatures;

  DeskTabs(
      ClaimLinking linking,
      Comparing comparing,
      AssetVersions versions,
      Reviews reviews,
      Signatures signatures) {
    this.linking = linking;
    this.comparing = comparing;
    this.versions = versions;
    this.reviews = reviews;
    this.signatures = signatures;
  }

  /**
   * What changed.
   *
   * @param before the version compared with; {@code null} if there is none
   * @param signedAt when this person signed it; {@code null} if it is the last version
   * @param signedOther whether this person ever signed an earlier version
   * @param rows changed pages only
   */
  record Changes(
      @Nullable AssetVersion before,
      @Nullable Instant signedAt,
      boolean signedOther,
      boolean sameBytes,
      int added,
      int removed,
      List<Row> rows) {}

  /** A changed page; {@code picture} is empty if it has none. */
  record Row(String label, int section, TextComparison.Pair pair, String picture) {}

  /** Claims in the piece beside what they rest on. */
  List<ClaimBeside> claims(LaneDesk.View view) {
    return linking.links(view.version()).stream().map(ClaimBeside::of).toList();
  }

  /**
   * What changed since the last version, or since the version this person signed last.
   *
   * @param since {@code version} or {@code signature}
   */
  Changes changes(LaneDesk.View view, String since, Actor person) {
    AssetVersion now = view.version();
    List<AssetVersion> earlier =
        versions.ofAsset(now.asset()).stream()
            .filter(other -> other.createdAt().isBefore(now.createdAt()))
            .toList();
    Optional<Signed> signed = lastSigned(earlier, person);
    boolean bySignature = since.equals("signature");
    AssetVersion before =
        bySignature
            ? signed.map(Signed::version).orElse(null)
            : earlier.stream().findFirst().orElse(null);
    if (before == null) {
      return new Changes(null, null, signed.isPresent(), false, 0, 0, List.of());
    }
    Comparing.Compared compared = comparing.words(before.id(), now.id(), person);
    boolean pictured = now.format().equals(before.format()) && DeskPage.paged(now.format());
    return new Changes(
        before,
        bySignature ? signed.map(Signed::at).orElse(null) : null,
        signed.isPresent(),
        compared.sameBytes(),
        compared.text().added(),
        compared.text().removed(),
        compared.text().pairs().stream()
            .filter(TextComparison.Pair::changed)
            .map(pair -> row(before.id(), now.id(), pair, pictured))
            .toList());
  }

  private record Signed(AssetVersion version, Instant at) {}

  private Optional<Signed> lastSigned(List<AssetVersion> earlier, Actor person) {
    for (AssetVersion version : earlier) {
      Optional<Signed> found =
          reviews.ofVersion(version.id()).map(Review::id).stream()
              .flatMap(review -> signatures.ofReview(review.value()).stream())
              .filter(signature -> signature.statement().personId().equals(person.id()))
              .map(signature -> new Signed(version, signature.statement().signedAt()))
              .reduce((one, later) -> later);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Row row(
      VersionId before, VersionId after, TextComparison.Pair pair, boolean pictured) {
    Integer was = pair.before();
    Integer is = pair.after();
    String label =
        was == null
            ? "Page %d is new".formatted(is)
            : is == null
                ? "Page %d is gone".formatted(was)
                : was.equals(is)
                    ? "Page %d".formatted(is)
                    : "Page %d, before page %d".formatted(is, was);
    return new Row(
        label,
        is == null ? 0 : is,
        pair,
        pictured && was != null && is != null
            ? "/assets/versions/%s/diff/%s/pages/%d-%d.png".formatted(before, after, was, is)
            : "");
  }
}
