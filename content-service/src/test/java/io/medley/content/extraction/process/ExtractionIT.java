package io.medley.content.extraction.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medley.content.RunningContentService;
import io.medley.content.SampleFiles;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.Extraction;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.store.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

class ExtractionIT {

  @TempDir Path folder;

  private final Extraction extraction = RunningContentService.get().bean(Extraction.class);
  private final ObjectStore store = RunningContentService.get().bean(ObjectStore.class);

  @Test
  void shouldReadAPdfWithPlacesRaisedMarksLinksAndPages() throws IOException {
    byte[] pdf =
        SampleFiles.pdf(
            List.of(
                List.of("Zelvaro lowers pressure.¹", "Prescribing information"),
                List.of("Page two")));

    ExtractedFile file = read("piece.pdf", pdf);

    assertThat(file.format()).isEqualTo("application/pdf");
    assertThat(file.sections()).hasSize(2);
    assertThat(file.sections().getFirst().text()).contains("Zelvaro lowers pressure.¹");
    assertThat(file.sections().getFirst().boxes())
        .isNotEmpty()
        .allSatisfy(box -> assertThat(box.x() + box.width()).isBetween(0.0, 1.0));
    assertThat(file.links().getFirst().text().strip()).isEqualTo("Prescribing information");
    assertThat(file.links().getFirst().target())
        .isEqualTo("https://www.zelvaro.example/gb/prescribing-information");
    assertThat(file.pages()).hasSize(2);
    try (InputStream in = store.open(file.pages().getFirst().file())) {
      BufferedImage image = ImageIO.read(in);
      assertThat(image.getWidth()).isEqualTo(1240);
      assertThat(image.getHeight()).isEqualTo(file.pages().getFirst().height());
    }
  }

  @Test
  void shouldReadWhatADocxHidesBesideWhatItShows() throws IOException {
    byte[] docx =
        SampleFiles.docx(
            SampleFiles.paragraph("Seen.")
                + "<w:p><w:del w:id=\"1\"><w:r><w:delText>old words</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>new words</w:t></w:r></w:ins></w:p>"
                + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>Raised</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2,3</w:t></w:r></w:p>",
            "word/comments.xml",
            "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"1\"><w:p><w:r><w:t>check this</w:t></w:r></w:p></w:comment></w:comments>");

    ExtractedFile file = read("piece.docx", docx);

    assertThat(file.sections().getFirst().text())
        .contains("Seen.", "new words", "Raised²,³")
        .doesNotContain("old words", "secret");
    assertThat(file.remarks())
        .extracting(ExtractedFile.Remark::kind, ExtractedFile.Remark::text)
        .contains(
            org.assertj.core.groups.Tuple.tuple(RemarkKind.TRACKED_CHANGE, "Deleted: old words"),
            org.assertj.core.groups.Tuple.tuple(RemarkKind.TRACKED_CHANGE, "Inserted: new words"),
            org.assertj.core.groups.Tuple.tuple(RemarkKind.HIDDEN_TEXT, "secret"),
            org.assertj.core.groups.Tuple.tuple(RemarkKind.COMMENT, "check this"));
  }

  @Test
  void shouldReadSlidesWithNotesAndPictures() throws IOException {
    ExtractedFile file = read("deck.pptx", SampleFiles.pptx("First slide", "Second slide"));

    assertThat(file.sections())
        .extracting(section -> section.text().strip())
        .containsExactly("First slide¹", "Second slide¹");
    assertThat(file.pages()).hasSize(2);
    assertThat(file.remarks())
        .filteredOn(remark -> remark.kind() == RemarkKind.SPEAKER_NOTES)
        .containsExactly(new ExtractedFile.Remark(RemarkKind.SPEAKER_NOTES, 1, "Say it slowly."));
  }

  @Test
  void shouldMakeAnEmailHarmless() throws IOException {
    String html =
        "<html><head><style>@import url(https://evil.example/x.css); p{color:red}</style></head><body><p style=\"display:none\">preview</p><p>Hello <sup>4</sup> <a href=\"https://a.example/\">there</a><img src=\"https://tracker.example/p.gif\" alt=\"Logo\"></p></body></html>";

    ExtractedFile file = read("mail.html", html.getBytes(StandardCharsets.UTF_8));

    assertThat(file.sections().getFirst().text())
        .contains("Hello ⁴ there")
        .doesNotContain("preview");
    assertThat(file.html()).contains("Hello").doesNotContain("@import").doesNotContain("<script");
    assertThat(file.remarks()).extracting(ExtractedFile.Remark::text).contains("preview");
    assertThat(file.links())
        .extracting(ExtractedFile.Link::target)
        .contains("https://a.example/", "https://tracker.example/p.gif");
  }

  static Stream<Arguments> refusals() {
    byte[] pdf = SampleFiles.pdf(List.of(List.of("One", "Two")));
    byte[] docx = SampleFiles.docx(SampleFiles.paragraph("Words ".repeat(400)));
    return Stream.of(
        Arguments.of("locked.pdf", SampleFiles.encryptedPdf(), Reason.ENCRYPTED),
        Arguments.of("program.pdf", SampleFiles.program(), Reason.DISGUISED),
        Arguments.of("program.exe", SampleFiles.program(), Reason.TYPE_NOT_ALLOWED),
        Arguments.of("cut.pdf", SampleFiles.half(pdf), Reason.TRUNCATED),
        Arguments.of("cut.docx", SampleFiles.half(docx), Reason.TRUNCATED),
        Arguments.of("cut.png", SampleFiles.half(SampleFiles.png()), Reason.TRUNCATED),
        Arguments.of("really-a-pdf.docx", pdf, Reason.DISGUISED),
        Arguments.of(
            "page.txt",
            "<!DOCTYPE html><html><body><p>Hi</p></body></html>".getBytes(StandardCharsets.UTF_8),
            Reason.DISGUISED),
        Arguments.of("macro.docx", SampleFiles.macroDocx(), Reason.MACROS),
        Arguments.of("scripted.pdf", SampleFiles.scriptedPdf(), Reason.MACROS),
        Arguments.of(
            "active.html",
            "<!DOCTYPE html><html><body><p onclick=\"x()\">Hi</p></body></html>"
                .getBytes(StandardCharsets.UTF_8),
            Reason.MACROS),
        Arguments.of("archive.zip", SampleFiles.docx(SampleFiles.paragraph("x")), Reason.DISGUISED),
        Arguments.of("empty.pdf", new byte[0], Reason.BROKEN),
        Arguments.of("bomb.docx", SampleFiles.bomb(), Reason.BOMB));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldRefuseInOneSentence(String name, byte[] content, Reason reason) throws IOException {
    FileRefused refused = catchThrowableOfType(FileRefused.class, () -> read(name, content));

    assertThat(refused).isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.getMessage()).hasSizeBetween(30, 240).endsWith(".");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"loop", "memory", "crash", "flood"})
  void shouldGiveUpOneFileAndReadTheNext(String behaviour) throws IOException {
    try (ExtractionProcesses processes = processes(Duration.ofSeconds(4))) {
      Path hostile = file("hostile.txt", behaviour.getBytes(StandardCharsets.UTF_8));
      long started = System.nanoTime();

      assertThatThrownBy(() -> processes.read(hostile, "hostile.txt"))
          .isInstanceOfSatisfying(
              FileRefused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.EXTRACTION_LIMIT));

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
      assertThat(processes.idleProcesses()).isEmpty();
      assertThat(
              processes
                  .read(file("good.txt", "good".getBytes(StandardCharsets.UTF_8)), "good.txt")
                  .format())
          .isEqualTo("text/plain");
    }
  }

  @Test
  void shouldNotBelieveNonsense() throws IOException {
    try (ExtractionProcesses processes = processes(Duration.ofSeconds(4))) {
      Path lying = file("lie.txt", "lie".getBytes(StandardCharsets.UTF_8));

      assertThatThrownBy(() -> processes.read(lying, "lie.txt")).isInstanceOf(FileRefused.class);
    }
  }

  private ExtractionProcesses processes(Duration time) {
    return new ExtractionProcesses(
        new ExtractionSettings(
            1,
            DataSize.ofMegabytes(64),
            time,
            10,
            100_000,
            10,
            DataSize.ofMegabytes(10),
            100,
            DataSize.ofMegabytes(20),
            4,
            600,
            4,
            0),
        ReadingCommand.of(
            MisbehavingWorker.class.getName(), System.getProperty("java.class.path"), 64),
        store);
  }

  private ExtractedFile read(String name, byte[] content) throws IOException {
    return extraction.read(file(name, content), name);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name.hashCode() + ".bin"), content);
  }
}
