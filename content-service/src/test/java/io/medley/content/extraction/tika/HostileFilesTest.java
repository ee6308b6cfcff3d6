package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medley.content.SampleFiles;
import io.medley.content.extraction.FileRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of file that is not taken, each with a reason of its own. */
class HostileFilesTest {

  private static final String PAGE = "<html><body><p>Words</p></body></html>";

  @TempDir Path folder;

  static Stream<Arguments> refusals() {
    byte[] pdf = SampleFiles.pdf(List.of(List.of("One", "Two")));
    byte[] docx = SampleFiles.docx(SampleFiles.paragraph("Words"));
    byte[] png = SampleFiles.png();
    byte[] zip = Packed.zip("a.txt", "hello");
    byte[] svg = text("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>x</text></svg>");
    byte[] video = Packed.video("x");
    byte[] nested = Packed.zip("index.html", PAGE);
    for (int i = 0; i < 6; i++) {
      nested = Packed.zip("index.html", PAGE, "inner.zip", nested);
    }
    return Stream.of(
        Arguments.of("locked.pdf", SampleFiles.encryptedPdf(), Reason.ENCRYPTED),
        Arguments.of("locked.zip", locked(Packed.zip("index.html", PAGE)), Reason.ENCRYPTED),
        Arguments.of("macro.docx", SampleFiles.macroDocx(), Reason.MACROS),
        Arguments.of(
            "macro4.xlsx",
            Packed.with(Packed.workbook(), "xl/macrosheets/sheet1.xml", text("<x/>")),
            Reason.MACROS),
        Arguments.of(
            "program-inside.docx",
            Packed.with(docx, "word/embeddings/tool.exe", SampleFiles.program()),
            Reason.MACROS),
        Arguments.of(
            "renamed-program-inside.docx",
            Packed.with(docx, "word/embeddings/oleObject1.bin", SampleFiles.program()),
            Reason.MACROS),
        Arguments.of(
            "mail.zip",
            Packed.zip("index.html", "<html><body onload='x()'>Hi</body></html>"),
            Reason.MACROS),
        Arguments.of(
            "a.svg",
            text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>"),
            Reason.MACROS),
        Arguments.of("bomb.docx", SampleFiles.bomb(), Reason.BOMB),
        Arguments.of(
            "bomb-inside.zip",
            Packed.zip("index.html", PAGE, "slide.zip", SampleFiles.bomb()),
            Reason.BOMB),
        Arguments.of("deep.zip", nested, Reason.BOMB),
        Arguments.of("pdf-and-zip.pdf", Packed.join(pdf, zip), Reason.POLYGLOT),
        Arguments.of("gif-and-pdf.pdf", Packed.join(text("GIF89a;;;;"), pdf), Reason.POLYGLOT),
        Arguments.of("png-and-zip.png", Packed.join(png, zip), Reason.POLYGLOT),
        Arguments.of(
            "png-and-page.png", Packed.join(png, text("<script>x()</script>")), Reason.POLYGLOT),
        Arguments.of("jpeg-and-zip.jpg", Packed.join(SampleFiles.jpeg(), zip), Reason.POLYGLOT),
        Arguments.of("page-and-zip.html", Packed.join(text(PAGE), zip), Reason.POLYGLOT),
        Arguments.of("video-and-zip.mp4", Packed.join(video, box(zip)), Reason.POLYGLOT),
        Arguments.of("cut.pdf", SampleFiles.half(pdf), Reason.TRUNCATED),
        Arguments.of("cut.docx", SampleFiles.half(docx), Reason.TRUNCATED),
        Arguments.of("cut.png", SampleFiles.half(png), Reason.TRUNCATED),
        Arguments.of("cut.jpg", SampleFiles.half(SampleFiles.jpeg()), Reason.TRUNCATED),
        Arguments.of("cut.svg", Arrays.copyOf(svg, svg.length - 8), Reason.TRUNCATED),
        Arguments.of("cut.mp4", SampleFiles.half(video), Reason.TRUNCATED),
        Arguments.of("cut.zip", SampleFiles.half(Packed.zip("index.html", PAGE)), Reason.TRUNCATED),
        Arguments.of("really-a-pdf.docx", pdf, Reason.DISGUISED),
        Arguments.of("really-a-video.pdf", video, Reason.DISGUISED),
        Arguments.of("binary.txt", new byte[] {'a', 0, 1, 2, 3, 0, 0, 9, 'b'}, Reason.DISGUISED),
        Arguments.of("program.pdf", SampleFiles.program(), Reason.DISGUISED),
        Arguments.of("program.exe", SampleFiles.program(), Reason.TYPE_NOT_ALLOWED),
        Arguments.of("notes.zip", zip, Reason.TYPE_NOT_ALLOWED),
        Arguments.of("library.jar", Packed.zip("A.class", "x"), Reason.TYPE_NOT_ALLOWED),
        Arguments.of("empty.pdf", new byte[0], Reason.BROKEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void shouldRefuseWithAReasonOfItsOwn(String name, byte[] content, Reason reason) {
    Refused refused =
        catchThrowableOfType(Refused.class, () -> ReadersTest.read(folder, name, content));

    assertThat(refused).as(name + " was taken").isNotNull();
    assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
    assertThat(refused.getMessage()).hasSizeBetween(30, 330).endsWith(".");
  }

  static Stream<Arguments> harmless() {
    byte[] zip = Packed.zip("a.txt", "hello");
    return Stream.of(
        // Saved twice: an incremental update has two ends.
        Arguments.of(
            "saved-twice.pdf",
            Packed.join(SampleFiles.pdf(List.of(List.of("One"))), text("\n%comment\n%%EOF\n"))),
        Arguments.of("blank-end.png", Packed.join(SampleFiles.png(), new byte[4])),
        Arguments.of("about-pdf.txt", text("A PDF begins with %PDF- and a zip with PK.")),
        Arguments.of("code.txt", text("#!/bin/sh\necho hello\n")),
        Arguments.of(
            "zip-in-docx.docx",
            Packed.with(
                SampleFiles.docx(SampleFiles.paragraph("x")), "word/embeddings/a.zip", zip)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void shouldTakeWhatOnlyLooksOdd(String name, byte[] content) throws IOException {
    assertThat(ReadersTest.read(folder, name, content).sections()).isNotEmpty();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** As the last box of a video, so that its boxes are whole. */
  private static byte[] box(byte[] content) {
    return Packed.join(
        java.nio.ByteBuffer.allocate(8)
            .putInt(8 + content.length)
            .put("free".getBytes(StandardCharsets.ISO_8859_1))
            .array(),
        content);
  }

  /** The same zip with the mark of encryption on its entries. */
  private static byte[] locked(byte[] zip) {
    byte[] marked = zip.clone();
    for (int i = 0; i + 10 < marked.length; i++) {
      if (marked[i] == 'P' && marked[i + 1] == 'K' && marked[i + 2] == 1 && marked[i + 3] == 2) {
        marked[i + 8] |= 1;
      }
      if (marked[i] == 'P' && marked[i + 1] == 'K' && marked[i + 2] == 3 && marked[i + 3] == 4) {
        marked[i + 6] |= 1;
      }
    }
    return marked;
  }
}
