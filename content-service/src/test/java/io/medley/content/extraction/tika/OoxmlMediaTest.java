package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of Office files by the hash of their bytes. */
class OoxmlMediaTest {

  private static final String R =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  @TempDir Path folder;

  /** The part that shows pictures, and the folder of its media as its relations say it. */
  static Stream<Arguments> formats() {
    return Stream.of(
        Arguments.of(ContentFormat.DOCX, "word/", "document.xml", "media/", "word/media/"),
        Arguments.of(ContentFormat.PPTX, "ppt/slides/", "slide1.xml", "../media/", "ppt/media/"),
        Arguments.of(
            ContentFormat.XLSX, "xl/drawings/", "drawing1.xml", "/xl/media/", "xl/media/"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void shouldNameEachPictureByItsBytesInTheOrderItIsShown(
      ContentFormat format, String dir, String part, String relative, String absolute)
      throws IOException {
    Shown file = new Shown(format, dir, part, relative, absolute);
    List<Media> before = file.media("graph", "logo", "a", "b", "");

    assertThat(before).hasSize(2).extracting(Media::part).containsOnly(dir + part);
    assertThat(file.media("graph", "logo", "a", "b", "")).isEqualTo(before);
    assertThat(file.media("another graph", "logo", "a", "b", ""))
        .isNotEqualTo(before)
        .last()
        .isEqualTo(before.getLast());
    assertThat(file.media("graph", "logo", "b", "a", "")).isEqualTo(before.reversed());
    assertThat(file.media("graph", "logo", "a", "b", "<a:srcRect xmlns:a=\"a\" l=\"25000\"/>"))
        .as("cropped")
        .hasSize(3);
  }

  @Test
  void shouldTakeNoLinkForAPicture() throws IOException {
    byte[] zip =
        Packed.zip(
            "word/document.xml",
            "<w:document xmlns:w=\"w\" xmlns:r=\""
                + R
                + "\"><w:hyperlink r:id=\"l\"/></w:document>",
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"l\" Type=\""
                + R
                + "/hyperlink\" Target=\"https://trial.example/\" TargetMode=\"External\"/></Relationships>");

    assertThat(read(ContentFormat.DOCX, zip)).isEmpty();
  }

  /** A file whose one part shows two pictures. */
  private final class Shown {
    private final ContentFormat format;
    private final String dir;
    private final String part;
    private final String relative;
    private final String absolute;

    Shown(ContentFormat format, String dir, String part, String relative, String absolute) {
      this.format = format;
      this.dir = dir;
      this.part = part;
      this.relative = relative;
      this.absolute = absolute;
    }

    List<Media> media(String one, String other, String first, String second, String crop)
        throws IOException {
      return read(
          format,
          Packed.zip(
              dir + part,
              "<d xmlns:r=\"%s\"><blip r:embed=\"%s\"/>%s<blip r:embed=\"%s\"/></d>"
                  .formatted(R, first, crop, second),
              dir + "_rels/" + part + ".rels",
              "<Relationships>%s%s</Relationships>"
                  .formatted(relation("a", "1.png"), relation("b", "2.png")),
              absolute + "1.png",
              one,
              absolute + "2.png",
              other));
    }

    private String relation(String id, String name) {
      return "<Relationship Id=\"%s\" Type=\"%s/image\" Target=\"%s%s\"/>"
          .formatted(id, R, relative, name);
    }
  }

  private List<Media> read(ContentFormat format, byte[] zip) throws IOException {
    Path file = Files.write(folder.resolve("media.zip"), zip);
    Reading reading = new Reading(ReadersTest.LIMITS, folder);
    OoxmlMedia.read(file, format, reading);
    return reading.as(format).details().media();
  }
}
