package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.PageImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeMeasuringTest {

  private static final String WORDS = "Zelvaro lowers blood pressure.";

  @Test
  void shouldFindNothingWherePagesSayAndLookTheSame() {
    assertThat(changes(pdf("one"), WORDS, pdf("one"), WORDS).none()).isTrue();
  }

  @Test
  void shouldFindAPageThatSaysTheSameAndLooksDifferent() {
    assertThat(changes(pdf("one"), WORDS, pdf("two"), WORDS).pictures())
        .containsExactly("Page 1 has the same words and looks different");
  }

  @Test
  void shouldBelieveNoFileThatCannotBeSeenToBeTheSame() {
    ExtractedFile word =
        file(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            List.of(),
            "");

    assertThat(changes(word, WORDS, word, WORDS).pictures())
        .containsExactly("The file is another one, and what changed is not measured");
    assertThat(changes(word, WORDS, word, WORDS + " Ask us.").pictures()).isEmpty();
  }

  @Test
  void shouldFindAFilmWhoseSubtitlesChangedToBeAnotherFilm() {
    ExtractedFile film = file("video/mp4", List.of(), "");

    assertThat(changes(film, WORDS, film, WORDS + " Ask us.").pictures())
        .containsExactly("The film is another one");
  }

  @Test
  void shouldFindSafetyInformationThatWasMadeSmaller() {
    ExtractedFile before = mail("font-size:14px");
    ExtractedFile after = mail("font-size:6px");

    assertThat(changes(before, WORDS, after, WORDS + " Ask us.").pictures())
        .containsExactly("The styles of the piece changed");
    assertThat(changes(before, WORDS, before, WORDS + " Ask us.").pictures()).isEmpty();
  }

  @Test
  void shouldFindAnotherPictureWhereOnlyOtherWordsChanged() {
    ExtractedFile before = office(List.of("graph", "logo"));

    assertThat(changes(before, WORDS, office(List.of("graph", "logo")), WORDS + " Ask.").pictures())
        .isEmpty();
    for (List<String> after :
        List.of(
            List.of("other graph", "logo"),
            List.of("logo", "graph"),
            List.of("graph"),
            List.of("graph", "logo", "logo"))) {
      assertThat(changes(before, WORDS, office(after), WORDS + " Ask.").pictures())
          .as("%s", after)
          .containsExactly(
              "A picture or chart inside the piece is another one, or stands elsewhere");
    }
  }

  @Test
  void shouldTakeTheSamePictureSavedAnewForNoChangeOnAPageThatSaysTheSame() {
    ExtractedFile before = pdf("one", "graph");
    ExtractedFile after = pdf("one", "graph saved anew");

    assertThat(changes(before, WORDS, after, WORDS).none()).isTrue();
    assertThat(changes(before, WORDS, after, WORDS + " Ask us.").pictures()).hasSize(1);
  }

  private static ExtractedFile office(List<String> pictures) {
    return file(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        List.of(),
        0,
        pictures);
  }

  private static ExtractedFile pdf(String image, String picture) {
    return file(
        "application/pdf", List.of(new PageImage(1, image, 1_240, 1_754)), 1, List.of(picture));
  }

  private static ExtractedFile file(
      String format, List<PageImage> pages, int section, List<String> pictures) {
    return new ExtractedFile(
        format,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        pages,
        "",
        new Details(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            pictures.stream().map(sha -> new Details.Media(section, "part", sha)).toList()));
  }

  private static VersionChanges changes(
      ExtractedFile before, String textBefore, ExtractedFile after, String textAfter) {
    return ChangeMeasuring.between(
        section(textBefore), before, section(textAfter), after, Set.of());
  }

  private static List<TextSection> section(String text) {
    return List.of(new TextSection(TextSection.Kind.PAGE, 1, "", text));
  }

  private static ExtractedFile pdf(String image) {
    return file("application/pdf", List.of(new PageImage(1, image, 1_240, 1_754)), "");
  }

  private static ExtractedFile mail(String style) {
    return file(
        "text/html",
        List.of(),
        "<html><body><p style=\"%s\">Side effects</p></body></html>".formatted(style));
  }

  private static ExtractedFile file(String format, List<PageImage> pages, String html) {
    return new ExtractedFile(format, List.of(), List.of(), List.of(), Map.of(), pages, html);
  }
}
