package io.medley.content.review.web;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimBeside;
import io.medley.content.claim.ClaimLinking;
import io.medley.content.claim.SharedFigures;
import io.medley.content.comparison.Comparing;
import io.medley.content.comparison.TextComparison;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.LocalDelta;
import io.medley.content.product.Products;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Review;
import io.medley.content.review.Reviews;
import io.medley.content.signing.Signatures;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the desk's tabs show that other rooms know. */
@Component
class DeskTabs {

  /** Letters of unchanged text that are shown on either side of a change. */
  private static final int BESIDE = 90;

  private final ClaimLinking linking;
  private final Comparing comparing;
  private final LocalDelta deltas;
  private final AssetVersions versions;
  private final AssetText texts;
  private final Reviews reviews;
  private final Signatures signatures;

  DeskTabs(
      ClaimLinking linking,
      Comparing comparing,
      LocalDelta deltas,
      AssetVersions versions,
      AssetText texts,
      Reviews reviews,
      Signatures signatures) {
    this.linking = linking;
    this.comparing = comparing;
    this.deltas = deltas;
    this.versions = versions;
    this.texts = texts;
    this.reviews = reviews;
    this.signatures = signatures;
  }

  /** What a version is held against. */
  enum Since {
    VERSION("Since the last version"),
    SIGNATURE("Since my last signature"),
    MASTER("From its approved master");

    private final String title;

    Since(String title) {
      this.title = title;
    }

    /** As the page says it. */
    public String title() {
      return title;
    }

    /** As the address says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What changed.
   *
   * @param before the version compared with; {@code null} if there is none
   * @param since what kind of version that is; {@code null} likewise
   * @param signedAt when this person signed it; {@code null} unless it is the one signed last
   * @param offered everything it can be held against
   * @param text words new and gone; {@code null} if the two are in different languages
   * @param rows changed pages only
   * @param onlyBefore figures of the other language's text that are not in this one
   * @param onlyNow figures of this one that are not in the other language's text
   */
  record Changes(
      @Nullable AssetVersion before,
      @Nullable Since since,
      @Nullable Instant signedAt,
      List<Since> offered,
      boolean sameBytes,
      TextComparison.@Nullable Result text,
      List<Row> rows,
      List<String> onlyBefore,
      List<String> onlyNow) {

    /** Nothing it could be held against. */
    static Changes none() {
      return new Changes(null, null, null, List.of(), false, null, List.of(), List.of(), List.of());
    }
  }

  /** A changed page; {@code picture} is empty if it has none. */
  record Row(String label, int section, TextComparison.Pair pair, String picture) {}

  /** Claims in the piece beside what they rest on. */
  List<ClaimBeside> claims(LaneDesk.View view) {
    return linking.links(view.version()).stream().map(ClaimBeside::of).toList();
  }

  /** The approved master this version was adapted from; empty if it is no adaptation. */
  Optional<Approval> master(LaneDesk.View view) {
    return deltas.approvedMaster(view.version());
  }

  /**
   * What changed since the last version, since the version this person signed last, or from the
   * approved master: of an adaptation only what is local is new to anybody.
   *
   * @param wish a {@link Since#word}; anything else means the first that is offered
   */
  Changes changes(LaneDesk.View view, String wish, Actor person) {
    AssetVersion now = view.version();
    List<AssetVersion> earlier =
        versions.ofAsset(now.asset()).stream()
            .filter(other -> other.createdAt().isBefore(now.createdAt()))
            .toList();
    Optional<Signed> signed = lastSigned(earlier, person);
    Map<Since, AssetVersion> offered = new EnumMap<>(Since.class);
    earlier.stream().findFirst().ifPresent(last -> offered.put(Since.VERSION, last));
    signed.ifPresent(one -> offered.put(Since.SIGNATURE, one.version()));
    master(view).ifPresent(master -> offered.put(Since.MASTER, versions.require(master.version())));
    if (offered.isEmpty()) {
      return Changes.none();
    }
    Since since =
        offered.keySet().stream()
            .filter(one -> one.word().equals(wish))
            .findFirst()
            .orElseGet(() -> offered.keySet().iterator().next());
    AssetVersion before = Objects.requireNonNull(offered.get(since));
    List<Since> others = List.copyOf(offered.keySet());
    String language = now.metadata().language();
    String languageBefore = before.metadata().language();
    if (!Products.sameLanguage(language, languageBefore)) {
      String text = words(now);
      String textBefore = words(before);
      return new Changes(
          before,
          since,
          null,
          others,
          false,
          null,
          List.of(),
          SharedFigures.missing(textBefore, languageBefore, text, language),
          SharedFigures.missing(text, language, textBefore, languageBefore));
    }
    Comparing.Compared compared = comparing.words(before.id(), now.id(), person);
    boolean pictured = now.format().equals(before.format()) && DeskPage.paged(now.format());
    return new Changes(
        before,
        since,
        since == Since.SIGNATURE ? signed.map(Signed::at).orElse(null) : null,
        others,
        compared.sameBytes(),
        compared.text(),
        compared.text().pairs().stream()
            .filter(TextComparison.Pair::changed)
            .map(pair -> row(before.id(), now.id(), pair, pictured))
            .toList(),
        List.of(),
        List.of());
  }

  private String words(AssetVersion version) {
    return texts.sections(version.id()).stream()
        .map(TextSection::text)
        .collect(Collectors.joining("\n"));
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
