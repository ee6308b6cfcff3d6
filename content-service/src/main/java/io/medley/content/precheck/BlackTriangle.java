package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.PieceFacts.Picture;
import io.medley.content.precheck.Sentence.Span;
import io.medley.content.product.ProductMasterDocument.ApprovedGlyph;
import io.medley.content.product.ProductMasterDocument.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * C13: the black triangle stands beside the brand's first mention where it must, and only there: as
 * a character, in words, or as the picture the product master knows.
 */
final class BlackTriangle implements Rule {

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?]\\s|\n");

  @Override
  public String id() {
    return "C13";
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_PATTERN;
  }

  @Override
  public Set<String> cases() {
    return Set.of("missing", "notListed", "otherPicture");
  }

  @Override
  public Set<String> settings() {
    return Set.of("distance", "glyphs");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Optional<Label> label = inspection.label();
    if (label.isEmpty()) {
      return;
    }
    int distance = (int) inspection.settings().number("distance");
    List<ApprovedGlyph> approved = piece.products().glyphs(ApprovedGlyph.BLACK_TRIANGLE);
    for (TextSection section : piece.sections()) {
      Optional<Span> mention = piece.firstMention(section);
      if (mention.isPresent()) {
        List<String> glyphs = inspection.settings().words("glyphs", inspection.language());
        List<Picture> pictures = near(piece, section, mention.get(), distance);
        pictures.stream()
            .filter(picture -> isAnother(picture, approved, glyphs))
            .findFirst()
            .ifPresent(
                picture ->
                    inspection.found(
                        "otherPicture", mention.get(), Map.of("found", picture.alternative())));
        boolean there =
            near(section.text(), mention.get(), distance, glyphs)
                || pictures.stream().anyMatch(picture -> isApproved(picture, approved));
        if (label.get().additionalMonitoring()) {
          if (!there) {
            inspection.found("missing", mention.get(), Map.of());
          }
          return;
        }
        if (there) {
          inspection.found("notListed", mention.get(), Map.of());
          return;
        }
      }
    }
  }

  /**
   * Pictures beside the mention. A page's picture has no place among its words, so every picture of
   * the page counts.
   */
  private static List<Picture> near(Piece piece, TextSection section, Span mention, int distance) {
    return piece.facts().pictures().stream()
        .filter(picture -> picture.section() == section.number())
        .filter(
            picture ->
                section.kind() == TextSection.Kind.PAGE
                    || (picture.position() >= mention.start() - distance
                        && picture.position() <= mention.end() + distance))
        .toList();
  }

  /** By its bytes; where the file does not keep them apart, by the words that stand for it. */
  private static boolean isApproved(Picture picture, List<ApprovedGlyph> approved) {
    return approved.stream()
        .anyMatch(
            glyph ->
                picture.sha256().isEmpty()
                    ? glyph.alternatives().stream()
                        .anyMatch(words -> words.equalsIgnoreCase(picture.alternative().strip()))
                    : glyph.sha256().equals(picture.sha256()));
  }

  /** Whether a picture says it is the triangle, and its bytes are of none that was approved. */
  private static boolean isAnother(
      Picture picture, List<ApprovedGlyph> approved, List<String> glyphs) {
    String words = NormalText.normal(picture.alternative());
    return !approved.isEmpty()
        && !picture.sha256().isEmpty()
        && glyphs.stream().anyMatch(words::contains)
        && !isApproved(picture, approved);
  }

  /** The sign itself anywhere near; words for it only where they stand in the same sentence. */
  private static boolean near(String text, Span mention, int distance, List<String> glyphs) {
    int from = Math.max(0, mention.start() - distance);
    int to = Math.min(text.length(), mention.end() + distance);
    String around = NormalText.normal(text.substring(from, to));
    String before =
        SENTENCE_END
            .splitAsStream(text.substring(from, mention.start()))
            .reduce("", (all, last) -> last);
    String after = SENTENCE_END.split(text.substring(mention.start(), to), 2)[0];
    String sentence = NormalText.normal(before + after);
    return glyphs.stream()
        .anyMatch(glyph -> (glyph.length() == 1 ? around : sentence).contains(glyph));
  }
}
