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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the desk's tabs show that other rooms know. */
@Component
class DeskTabs {

  /** Letters of unchanged text that are shown on either side of a change. */
  private static final int BESIDE = 90;

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
        new TextComparison.Pair(was, is, shortened(pair.parts())),
        pictured && was != null && is != null
            ? "/assets/versions/%s/diff/%s/pages/%d-%d.png".formatted(before, after, was, is)
            : "");
  }

  /** Long stretches that stayed are cut to what stands beside a change. */
  static List<TextComparison.Part> shortened(List<TextComparison.Part> parts) {
    List<TextComparison.Part> shortened = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      TextComparison.Part part = parts.get(i);
      boolean same = part.change() == TextComparison.Change.SAME;
      int kept = (i == 0 ? 0 : BESIDE) + (i == parts.size() - 1 ? 0 : BESIDE);
      if (!same || part.text().length() <= kept + BESIDE) {
        shortened.add(part);
        continue;
      }
      String before = i == 0 ? "" : upTo(part.text(), BESIDE);
      String after = i == parts.size() - 1 ? "" : from(part.text(), part.text().length() - BESIDE);
      shortened.add(new TextComparison.Part(TextComparison.Change.SAME, before + " … " + after));
    }
    return shortened;
  }

  /** Ends with a whole word. */
  private static String upTo(String text, int length) {
    int space = text.indexOf(' ', length);
    return space < 0 ? text : text.substring(0, space);
  }

  /** Begins with a whole word. */
  private static String from(String text, int start) {
    int space = text.lastIndexOf(' ', start);
    return text.substring(space + 1);
  }
}
