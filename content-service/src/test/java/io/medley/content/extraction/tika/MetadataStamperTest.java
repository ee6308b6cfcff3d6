package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.SampleFiles;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies carry what is written into them and nothing else changes. */
class MetadataStamperTest {

  private static final byte[] PACKET = packet("Blutdruck – „ruhig“");

  @TempDir Path folder;

  @Test
  void shouldWriteIntoAPdfBehindTheOriginalBytes() throws Exception {
    byte[] original = SampleFiles.pdf(List.of(List.of("Zelvaro")));

    Path copy = stamped(ContentFormat.PDF, original);

    assertThat(Files.readAllBytes(copy)).startsWith(original);
    assertCarries(ContentFormat.PDF, copy);
  }

  @Test
  void shouldWriteIntoPicturesWithoutTouchingThePicture() throws Exception {
    for (ContentFormat format : List.of(ContentFormat.PNG, ContentFormat.JPEG)) {
      byte[] original = format == ContentFormat.PNG ? SampleFiles.png() : SampleFiles.jpeg();

      Path copy = stamped(format, original);
      Path again = stamped(format, Files.readAllBytes(copy));

      assertSamePicture(copy, original);
      assertCarries(format, copy);
      // What was written before is replaced, not repeated.
      assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(copy));
    }
  }

  @Test
  void shouldWriteIntoADrawingInAnyEncodingThatIsNotSixteenBitsWide() throws Exception {
    byte[] original =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!-- <svg> --><svg xmlns=\"http://www.w3.org/2000/svg\" aria-label=\"a>b\"><text>für</text></svg>"
            .getBytes(StandardCharsets.ISO_8859_1);

    Path copy = stamped(ContentFormat.SVG, original);
    Path again = stamped(ContentFormat.SVG, Files.readAllBytes(copy));

    assertCarries(ContentFormat.SVG, copy);
    assertThat(read(ContentFormat.SVG, copy).sections().getFirst().text()).isEqualTo("für\n");
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(copy));
    assertThatThrownBy(() -> stamped(ContentFormat.SVG, "<svg/>".getBytes(StandardCharsets.UTF_16)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldWriteBehindAVideo() throws Exception {
    byte[] original = Packed.video("Ask your doctor");

    Path copy = stamped(ContentFormat.MP4, original);

    assertThat(Files.readAllBytes(copy)).startsWith(original);
    assertCarries(ContentFormat.MP4, copy);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCX", "PPTX", "XLSX"})
  void shouldWriteIntoThePropertiesOfOfficeFiles(ContentFormat format) throws Exception {
    byte[] original =
        switch (format) {
          case DOCX -> SampleFiles.docx(SampleFiles.paragraph("Zelvaro"));
          case PPTX -> SampleFiles.pptx("Zelvaro");
          default -> Packed.workbook();
        };

    Path copy = stamped(format, original);
    Path again = stamped(format, Files.readAllBytes(copy));

    try (OPCPackage file = OPCPackage.open(again.toFile(), PackageAccess.READ)) {
      assertThat(file.getPackageProperties().getTitleProperty()).hasValue("Blutdruck – „ruhig“");
      POIXMLProperties.CustomProperties custom = new POIXMLProperties(file).getCustomProperties();
      assertThat(custom.getProperty("medley:market").getLpwstr()).isEqualTo("GB; DE");
      assertThat(custom.getUnderlyingProperties().sizeOfPropertyArray()).isEqualTo(2);
    }
    Path kept = Files.write(folder.resolve("kept"), original);
    Map<String, byte[]> before = words(kept);
    Map<String, byte[]> after = words(copy);
    before.forEach((part, bytes) -> assertThat(after.get(part)).as(part).isEqualTo(bytes));
  }

  @Test
  void shouldKeepWhatAPictureAlreadySaid() throws Exception {
    byte[] own =
        ("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
                + " rdf:about=\"\" xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><plus:Licensor>Stillwater</plus:Licensor><dc:format>old</dc:format></rdf:Description></rdf:RDF></x:xmpmeta>")
            .getBytes(StandardCharsets.UTF_8);
    Path original = Files.write(folder.resolve("o"), SampleFiles.jpeg());
    Path first = folder.resolve("first");
    MetadataStamper.stamp(ContentFormat.JPEG, original, own, first);

    Path copy = stamped(ContentFormat.JPEG, Files.readAllBytes(first));

    assertThat(read(ContentFormat.JPEG, copy).details().xmp())
        .containsEntry("plus:Licensor", "Stillwater")
        .containsEntry("dc:format", "text/new");
  }

  private void assertCarries(ContentFormat format, Path copy) throws IOException {
    assertThat(read(format, copy).details().xmp())
        .containsEntry("dc:title", "Blutdruck – „ruhig“")
        .containsEntry("dc:format", "text/new");
  }

  private static void assertSamePicture(Path copy, byte[] original) throws IOException {
    BufferedImage one = ImageIO.read(copy.toFile());
    BufferedImage other = ImageIO.read(new java.io.ByteArrayInputStream(original));
    assertThat(one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth()))
        .isEqualTo(
            other.getRGB(0, 0, other.getWidth(), other.getHeight(), null, 0, other.getWidth()));
  }

  /** The parts that hold the words, by name. */
  private static Map<String, byte[]> words(Path file) throws IOException {
    Map<String, byte[]> parts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        if (entry
            .getName()
            .matches(
                "(?:word/document|(?:ppt/slides|xl/worksheets)/[^/]*|xl/sharedStrings)\\.xml")) {
          try (InputStream in = zip.getInputStream(entry)) {
            parts.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    assertThat(parts).isNotEmpty();
    return parts;
  }

  private Path stamped(ContentFormat format, byte[] original) throws Exception {
    Path file = Files.write(Files.createTempFile(folder, "a", ".original"), original);
    Path copy = Files.createTempFile(folder, "a", ".copy");
    MetadataStamper.stamp(format, file, PACKET, copy);
    assertThat(file).hasBinaryContent(original);
    return copy;
  }

  private ExtractedFile read(ContentFormat format, Path file) throws IOException {
    Reading reading = new Reading(ReadersTest.LIMITS, Files.createTempDirectory(folder, "out"));
    Readers.of(format).read(file, reading);
    return reading.as(format);
  }

  private static byte[] packet(String title) {
    return ("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta"
            + " xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
            + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
            + " rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:medley=\"https://medley.io/ns/asset/1.0/\"><dc:title><rdf:Alt><rdf:li"
            + " xml:lang=\"x-default\">"
            + title
            + "</rdf:li></rdf:Alt></dc:title><dc:format>text/new</dc:format><medley:jobCode>GB-1</medley:jobCode><medley:market><rdf:Bag><rdf:li>GB</rdf:li><rdf:li>DE</rdf:li></rdf:Bag></medley:market></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket"
            + " end=\"w\"?>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
