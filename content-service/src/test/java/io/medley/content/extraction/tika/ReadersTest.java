package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.content.SampleFiles;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.Details.Cue;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.Details.Style;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.ReadingLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDPushButton;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each reader finds, without the process around it. */
class ReadersTest {

  static final ReadingLimits LIMITS =
      new ReadingLimits(200_000, 50, 40 << 20, 2_000, 10_000_000, 600, 4);

  @TempDir Path folder;

  @Test
  void shouldSayHowWordsOfAPdfLook() throws IOException {
    ExtractedFile file =
        read("a.pdf", SampleFiles.pdf(List.of(List.of("Zelvaro lowers pressure.¹", "Link"))));

    assertThat(look(file, "lowers"))
        .extracting(Style::font, Style::points, Style::colour)
        .containsExactly("LiberationSans", 14.0, "#000000");
    assertThat(look(file, "¹").points()).isEqualTo(8.0);
    assertThat(file.details().renditions())
        .extracting(Details.Rendition::kind, Details.Rendition::page, Details.Rendition::width)
        .containsExactly(tuple(RenditionKind.THUMBNAIL, 1, 320));
  }

  @Test
  void shouldKeepWhatIsAHeadingAListOrATableInAWordDocument() throws IOException {
    String w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    byte[] docx =
        SampleFiles.docx(
            "<w:p><w:pPr><w:pStyle"
                + " w:val=\"Heading1\"/></w:pPr><w:r><w:t>Dosing</w:t></w:r></w:p><w:p><w:r><w:t>Once"
                + " a day.</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId"
                + " w:val=\"7\"/></w:numPr></w:pPr><w:r><w:t>Check"
                + " first</w:t></w:r></w:p><w:p><w:pPr><w:pStyle"
                + " w:val=\"ListBullet\"/></w:pPr><w:r><w:t>A"
                + " point</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr>"
                + "<w:tr><w:tc><w:p><w:r><w:t>Arm</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Fall</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:pPr><w:pStyle"
                + " w:val=\"Heading1\"/></w:pPr><w:r><w:t>Zelvaro</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "word/numbering.xml",
            "<w:numbering "
                + w
                + "><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt"
                + " w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num"
                + " w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>");

    ExtractedFile file = read("b.docx", docx);

    String text = file.sections().getFirst().text();
    assertThat(file.sections()).hasSize(1);
    assertThat(file.details().blocks())
        .extracting(
            block -> text.substring(block.start(), block.end()).strip(),
            Details.Block::kind,
            Details.Block::row)
        .containsExactly(
            tuple("Dosing", Details.BlockKind.HEADING, 0),
            tuple("Check first", Details.BlockKind.NUMBERED, 0),
            tuple("A point", Details.BlockKind.BULLET, 0),
            tuple("Arm", Details.BlockKind.HEADER_CELL, 1),
            tuple("Fall", Details.BlockKind.HEADER_CELL, 1),
            tuple("Zelvaro", Details.BlockKind.CELL, 2),
            tuple("", Details.BlockKind.CELL, 2));
  }

  @Test
  void shouldResolveWordsStylesAndPassOverWhatIsWrittenTwice() throws IOException {
    String w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    byte[] docx =
        SampleFiles.docx(
            "<w:p><w:pPr><w:pStyle w:val=\"Small\"/></w:pPr><w:r><w:t>Tiny"
                + " print</w:t></w:r></w:p><w:p><w:r><w:rPr><w:sz w:val=\"48\"/><w:b/><w:color"
                + " w:val=\"FF0000\"/></w:rPr><w:t>Huge</w:t></w:r></w:p><w:p><w:r><mc:AlternateContent"
                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice><w:drawing><wp:docPr"
                + " xmlns:wp=\"x\" id=\"1\" name=\"Chart 1\" descr=\"Blood pressure"
                + " falls\"/></w:drawing><w:txbxContent><w:p><w:r><w:t>Once</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Once</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "word/styles.xml",
            "<w:styles "
                + w
                + "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\"/><w:sz"
                + " w:val=\"22\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style"
                + " w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/><w:style"
                + " w:type=\"paragraph\" w:styleId=\"Small\"><w:basedOn"
                + " w:val=\"Normal\"/><w:rPr><w:sz w:val=\"12\"/></w:rPr></w:style></w:styles>");

    ExtractedFile file = read("a.docx", docx);

    assertThat(look(file, "Tiny"))
        .extracting(Style::font, Style::points, Style::bold)
        .containsExactly("Calibri", 6.0, false);
    assertThat(look(file, "Huge"))
        .extracting(Style::points, Style::bold, Style::colour)
        .containsExactly(24.0, true, "#ff0000");
    assertThat(file.sections().getFirst().text()).containsOnlyOnce("Once");
    assertThat(file.details().pictures())
        .extracting(Picture::name, Picture::alternative)
        .containsExactly(tuple("Chart 1", "Blood pressure falls"));
  }

  @Test
  void shouldReadAWorkbookAsItIsSeen() throws IOException {
    ExtractedFile file = read("a.xlsx", Packed.workbook());

    assertThat(file.sections().getFirst().title()).isEqualTo("Results");
    assertThat(file.sections().getFirst().text()).isEqualTo("Response rate\t42.75%\n");
    assertThat(file.links())
        .containsExactly(new Link(1, 0, 13, "Response rate", "https://trial.example/"));
    assertThat(file.remarks())
        .extracting(Remark::kind, Remark::section, Remark::text)
        .containsExactlyInAnyOrder(
            tuple(RemarkKind.HIDDEN_TEXT, 1, "D1: unblinded\nA2: left out"),
            tuple(RemarkKind.HIDDEN_TEXT, 2, "Sheet “Workings” is hidden: secret sum"));
  }

  @Test
  void shouldKnowHowLargeAndHowHiddenTheWordsOfAMailAre() throws IOException {
    String mail =
        """
        <!DOCTYPE html><html><head><style>
        .small { font-size: 9px; color: #777 } #big { font: bold 24px/1.2 Georgia, serif }
        .gone { display: none !important } @media (max-width:600px) { .small { font-size: 20px } }
        </style></head><body style="font-size:16px;font-family:Arial">
        <p id="big">Headline</p><p class="small">Safety <b>first</b></p><p class="gone" style="display:block">Hidden words</p>
        <table bgcolor="#003366"><tr><td><font color="white" size="2">On dark</font></td></tr></table>
        <img src="https://img.example/a.png" alt="Two patients">
        <script type="application/ld+json">{}</script></body></html>
        """;

    ExtractedFile file = read("a.html", mail.getBytes(StandardCharsets.UTF_8));

    assertThat(look(file, "Headline"))
        .extracting(Style::font, Style::points, Style::bold)
        .containsExactly("georgia", 18.0, true);
    assertThat(look(file, "Safety"))
        .extracting(Style::points, Style::colour, Style::bold)
        .containsExactly(6.75, "#777777", false);
    assertThat(look(file, "first").bold()).isTrue();
    assertThat(look(file, "On dark"))
        .extracting(Style::points, Style::colour, Style::background)
        .containsExactly(9.75, "#ffffff", "#003366");
    assertThat(file.remarks())
        .containsExactly(new Remark(RemarkKind.HIDDEN_TEXT, 1, "Hidden words"));
    assertThat(file.details().pictures().getFirst().alternative()).isEqualTo("Two patients");
  }

  @Test
  void shouldFindWhatAMailAsksItsReaderToFillInAndWhomItTells() throws IOException {
    ExtractedFile file =
        read(
            "form.html",
            """
            <html><body><form>
            <label for="mail">Your e-mail</label><input id="mail" type="email">
            <label>Specialty <select><option>Cardiology</option></select></label>
            <input type="hidden" name="campaign"><input type="submit" value="Send">
            <textarea placeholder="Your question"></textarea>
            </form>
            <img src="https://t.example/open.gif" width="1" height="1">
            <img src="//t.example/again.gif" style="border:0;width:0px">
            <img src="https://x.example/logo.png" width="100" height="1000" alt="Northwind">
            <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="1" height="1">
            </body></html>
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(file.details().fields())
        .containsExactly(
            new Details.Field(1, Details.FieldKind.LINE, "Your e-mail"),
            new Details.Field(1, Details.FieldKind.CHOICE, "Specialty Cardiology"),
            new Details.Field(1, Details.FieldKind.FREE_TEXT, "Your question"));
    assertThat(file.html())
        .doesNotContain("<input", "<textarea", "<select")
        .contains("height:72px");
    assertThat(file.details().trackers())
        .containsExactly(
            new Details.Tracker(1, "https://t.example/open.gif"),
            new Details.Tracker(1, "//t.example/again.gif"));
  }

  @Test
  void shouldFindTheFieldsOfAPdfOnTheirPages() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      PDPage second = new PDPage();
      document.addPage(second);
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDTextField name = new PDTextField(form);
      name.setPartialName("name");
      name.setAlternateFieldName("Your name");
      PDTextField question = new PDTextField(form);
      question.setPartialName("question");
      question.setMultiline(true);
      PDCheckBox consent = new PDCheckBox(form);
      consent.setPartialName("consent");
      PDPushButton send = new PDPushButton(form);
      send.setPartialName("send");
      name.getWidgets().getFirst().setPage(second);
      form.setFields(List.of(name, question, consent, send));
      document.save(bytes);
    }

    ExtractedFile file = read("form.pdf", bytes.toByteArray());

    assertThat(file.details().fields())
        .containsExactly(
            new Details.Field(2, Details.FieldKind.LINE, "Your name"),
            new Details.Field(1, Details.FieldKind.FREE_TEXT, "question"),
            new Details.Field(1, Details.FieldKind.CHOICE, "consent"));
  }

  @Test
  void shouldFindWhatAWordDocumentAsksItsReaders() throws IOException {
    byte[] docx =
        SampleFiles.docx(
            // Content controls: named, named by the words before, asking with a placeholder.
            control("<w:alias w:val=\"Your e-mail\"/><w:text/>", "a@b.example")
                + "<w:p><w:r><w:t>Specialty:</w:t></w:r>"
                + inline("<w:dropDownList/>", "Choose")
                + "<w:r><w:t> Report a side effect: </w:t></w:r>"
                + inline("<w:text w:multiLine=\"1\"/>", "Click here")
                + "</w:p>"
                + control("<w:showingPlcHdr/>", "What would you like to know?")
                // Those of older documents, their names in the cell before.
                + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Hospital</w:t></w:r></w:p></w:tc><w:tc><w:p>"
                + legacy("<w:name w:val=\"Text1\"/><w:textInput/>")
                + "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>I agree </w:t></w:r>"
                + legacy("<w:name w:val=\"Check1\"/><w:checkBox/>")
                + "</w:p>"
                // Nobody fills these in: a frame, a table of contents, locked words, a page's date.
                + control("", "Just a frame")
                + control("<w:docPartObj/>", "Contents")
                + control("<w:alias w:val=\"Legal\"/><w:lock w:val=\"contentLocked\"/>", "Fixed")
                + legacy("<w:enabled w:val=\"0\"/><w:textInput/>"));

    ExtractedFile file = read("form.docx", docx);

    assertThat(file.details().fields())
        .containsExactly(
            new Details.Field(1, Details.FieldKind.LINE, "Your e-mail"),
            new Details.Field(1, Details.FieldKind.CHOICE, "Specialty"),
            new Details.Field(1, Details.FieldKind.FREE_TEXT, "Report a side effect"),
            new Details.Field(1, Details.FieldKind.FREE_TEXT, "What would you like to know?"),
            new Details.Field(1, Details.FieldKind.LINE, "Hospital"),
            new Details.Field(1, Details.FieldKind.CHOICE, "I agree"));
    assertThat(file.sections().getFirst().text()).contains("a@b.example", "Just a frame");
  }

  private static String control(String properties, String words) {
    return "<w:sdt><w:sdtPr>"
        + properties
        + "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>"
        + words
        + "</w:t></w:r></w:p></w:sdtContent></w:sdt>";
  }

  private static String inline(String properties, String words) {
    return "<w:sdt><w:sdtPr>"
        + properties
        + "</w:sdtPr><w:sdtContent><w:r><w:t>"
        + words
        + "</w:t></w:r></w:sdtContent></w:sdt>";
  }

  private static String legacy(String properties) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>"
        + properties
        + "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar"
        + " w:fldCharType=\"end\"/></w:r>";
  }

  @Test
  void shouldTellWhatAWordDocumentFetchesAndWhatWasChangedInIt() throws IOException {
    String relation =
        "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\" TargetMode=\"External\"/>";
    String relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>";
    byte[] docx =
        SampleFiles.docx(
            "<w:p><w:r><w:drawing><a:blip xmlns:a=\"a\""
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
                + " r:link=\"p1\"/></w:drawing></w:r><w:r><w:instrText> INCLUDEPICTURE"
                + " \"https://t.example/two.png\" </w:instrText></w:r></w:p><w:p><w:pPr><w:pStyle"
                + " w:val=\"Normal\"/><w:pPrChange><w:pPr><w:pStyle"
                + " w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen"
                + " by all.</w:t></w:r></w:p>",
            "word/_rels/document.xml.rels",
            relations.formatted(
                relation.formatted("p1", "image", "https://t.example/one.png")
                    + relation.formatted("l1", "hyperlink", "https://zelvaro.example")),
            "word/_rels/settings.xml.rels",
            relations.formatted(
                relation.formatted("s1", "attachedTemplate", "\\\\evil.example\\t.dotx")));

    ExtractedFile file = read("a.docx", docx);

    assertThat(file.details().trackers())
        .extracting(Details.Tracker::target)
        .containsExactly(
            "https://t.example/one.png", "https://t.example/two.png", "\\\\evil.example\\t.dotx");
    // Its look before the change is neither a heading nor hidden.
    assertThat(file.sections().getFirst().text()).contains("Seen by all.");
    assertThat(file.details().blocks()).isEmpty();
    assertThat(file.remarks())
        .extracting(Remark::kind)
        .containsOnly(RemarkKind.TRACKED_CHANGE)
        .hasSize(2);
  }

  @Test
  void shouldReadTheCommentsOfNewerDecksAndWhatADeckFetches() throws IOException {
    byte[] pptx = SampleFiles.commentedDeck("Is this figure right?", "https://t.example/logo.png");

    ExtractedFile file = read("a.pptx", pptx);

    assertThat(file.remarks()).contains(new Remark(RemarkKind.COMMENT, 1, "Is this figure right?"));
    assertThat(file.details().trackers())
        .containsExactly(new Details.Tracker(1, "https://t.example/logo.png"));
  }

  @Test
  void shouldShowAPackedMailWithItsOwnImagesInside() throws IOException {
    byte[] zip =
        Packed.zip(
            "mail/index.html",
            "<html><head><link rel='stylesheet' href='css/a.css'></head><body><p"
                + " class=x>Hello</p><img src='img/a.png' alt='Logo'><img"
                + " src='https://far.example/b.png'></body></html>",
            "mail/css/a.css",
            ".x { font-size: 20px; background: url(../mail/img/a.png) }",
            "mail/img/a.png",
            SampleFiles.png(),
            "__MACOSX/._index.html",
            "junk");

    ExtractedFile file = read("mail.zip", zip);

    assertThat(file.format()).isEqualTo(ContentFormat.EMAIL_ZIP.mediaType());
    assertThat(file.sections()).hasSize(1);
    assertThat(look(file, "Hello").points()).isEqualTo(15.0);
    assertThat(file.html()).contains("<img src=\"data:image/png;base64,", "alt=\"Logo\"");
  }

  @Test
  void shouldReadAPresentationSlideBySlideAndRunNothingOfIt() throws IOException {
    byte[] slide =
        Packed.zip(
            "slide10.html",
            "<html><body onload='go()'><p>Ten</p><script>go()</script></body></html>");
    byte[] zip =
        Packed.zip(
            "slide2/slide2.html",
            "<html><head><script src='js/a.js'></script></head><body><h1>Two</h1></body></html>",
            "slide2/slide2-full.png",
            SampleFiles.png(),
            "slide2/js/a.js",
            "alert(1)",
            "slide10.zip",
            slide);

    ExtractedFile file = read("aid.zip", zip);

    assertThat(file.format()).isEqualTo(ContentFormat.CLM.mediaType());
    assertThat(file.sections())
        .extracting(section -> section.text().strip())
        .containsExactly("Two", "Ten");
    assertThat(file.pages()).extracting(ExtractedFile.PageImage::number).containsExactly(1);
    assertThat(file.html()).doesNotContain("script", "onload").contains("Two", "Ten");
    assertThat(file.details().parts())
        .extracting(Details.Part::name, Details.Part::mediaType)
        .containsExactly(tuple("slide2/js/a.js", "text/javascript"));
  }

  @Test
  void shouldReadADrawing() throws IOException {
    String svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9"
            + " 9\"><title>Response</title><desc>42 of 100</desc><text font-size=\"8\""
            + " fill=\"#ff0000\">42 %</text><text display=\"none\">draft</text><a"
            + " href=\"https://far.example/\"><rect width=\"9\" height=\"9\"/></a><image"
            + " href=\"https://far.example/i.png\"/></svg>";

    ExtractedFile file = read("a.svg", svg.getBytes(StandardCharsets.UTF_8));

    assertThat(file.sections().getFirst().text()).isEqualTo("42 %\n");
    assertThat(look(file, "42 %"))
        .extracting(Style::points, Style::colour)
        .containsExactly(6.0, "#ff0000");
    assertThat(file.details().pictures().getFirst().alternative()).isEqualTo("Response 42 of 100");
    assertThat(file.remarks()).containsExactly(new Remark(RemarkKind.HIDDEN_TEXT, 1, "draft"));
    assertThat(file.html()).contains("<rect").doesNotContain("far.example");
    assertThat(file.links()).hasSize(2);
  }

  @Test
  void shouldReadSubtitlesWithTheirTimes() throws IOException {
    String vtt =
        """
        WEBVTT

        1
        00:01.000 --> 00:02.500
        <v Dr Able>Take it <b>daily</b>

        NOTE ignored

        01:00:00.000 --> 01:00:01.000 align:start
        End
        """;

    ExtractedFile file = read("a.vtt", vtt.getBytes(StandardCharsets.UTF_8));

    assertThat(file.format()).isEqualTo("text/vtt");
    assertThat(file.sections().getFirst().text()).isEqualTo("Take it daily\nEnd\n");
    assertThat(file.details().cues())
        .containsExactly(new Cue(1, 0, 13, 1_000, 2_500), new Cue(1, 14, 17, 3_600_000, 3_601_000));
  }

  @Test
  void shouldReadAVideoAndTheSubtitlesInIt() throws IOException {
    ExtractedFile file = read("a.mp4", Packed.video("Ask your doctor"));

    assertThat(file.format()).isEqualTo("video/mp4");
    assertThat(file.properties())
        .containsEntry("durationSeconds", "2.0")
        .containsEntry("width", "640")
        .containsEntry("subtitleTracks", "1");
    assertThat(file.sections().getFirst().title()).isEqualTo("Subtitles (eng)");
    assertThat(file.sections().getFirst().text()).isEqualTo("Ask your doctor\n");
    assertThat(file.details().cues()).containsExactly(new Cue(1, 0, 15, 0, 2_000));
  }

  @Test
  void shouldFindXmpAndMakeSmallerVariantsOfAPicture() throws IOException {
    byte[] picture = SampleFiles.png(1_600, 400);

    ExtractedFile file = read("a.png", picture);

    assertThat(file.details().renditions())
        .extracting(Details.Rendition::kind, Details.Rendition::width, Details.Rendition::height)
        .containsExactlyInAnyOrder(
            tuple(RenditionKind.THUMBNAIL, 320, 80),
            tuple(RenditionKind.VARIANT, 640, 160),
            tuple(RenditionKind.VARIANT, 1_280, 320));
    for (Details.Rendition rendition : file.details().renditions()) {
      assertThat(folder.resolve("out").resolve(rendition.file())).isNotEmptyFile();
    }
  }

  @Test
  void shouldReadAnXmpPacket() {
    Reading reading = new Reading(LIMITS, folder);

    XmpPacket.read(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreatorTool=\"Maker\"><d:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Zelvaro aid</rdf:li></rdf:Alt></d:title><d:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></d:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
            .getBytes(StandardCharsets.UTF_8),
        reading);

    assertThat(reading.as(ContentFormat.PDF).details().xmp())
        .containsEntry("dc:title", "Zelvaro aid")
        .containsEntry("dc:subject", "a; b")
        .containsEntry("xmp:CreatorTool", "Maker");
  }

  @Test
  void shouldReadWhatIsInsideAFileToABoundedDepth() throws IOException {
    byte[] inner = SampleFiles.docx(SampleFiles.paragraph("Attached words"));
    byte[] docx = SampleFiles.docx(SampleFiles.paragraph("Outer"));
    byte[] carrying = Packed.with(docx, "word/embeddings/inner.docx", inner);

    ExtractedFile file = read("a.docx", carrying);

    assertThat(file.details().parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.name()).isEqualTo("inner.docx");
              assertThat(part.size()).isEqualTo(inner.length);
              assertThat(part.mediaType()).contains("wordprocessingml");
              assertThat(part.text()).contains("Attached words");
            });
    assertThat(file.remarks())
        .containsExactly(new Remark(RemarkKind.EMBEDDED_FILE, 0, "inner.docx"));
  }

  @Test
  void shouldSeeNotesHiddenShapesAndAlternativeTextOfADeck() throws IOException {
    ExtractedFile file = read("a.pptx", SampleFiles.richDeck());

    assertThat(file.remarks())
        .contains(
            new Remark(RemarkKind.HIDDEN_TEXT, 1, "Off the slide"),
            new Remark(RemarkKind.SPEAKER_NOTES, 1, "Say it slowly."));
    assertThat(file.sections().getFirst().text()).doesNotContain("Off the slide");
    assertThat(file.details().pictures())
        .extracting(Picture::alternative)
        .contains("A falling curve");
    assertThat(look(file, "Seen").points()).isEqualTo(31.0);
  }

  @ParameterizedTest
  @CsvSource({"slide2.html,slide10.html", "index.html,a.html", "a/1.html,a/02.html"})
  void shouldOrderPagesAsPeopleCount(String first, String second) {
    assertThat(WebPackage.pages(List.of(second, first))).containsExactly(first, second);
  }

  @Test
  void shouldReadTheCodesOnAPageAndSayWhereTheyStand() throws IOException {
    String address = "https://www.zelvaro.example/gb/prescribing-information";

    ExtractedFile leaflet = read("a.pdf", SampleFiles.pdfWithCode(address, 380, 60));
    ExtractedFile picture = read("a.png", SampleFiles.code(address, 300));
    ExtractedFile plain = read("b.pdf", SampleFiles.pdf(List.of(List.of("No code"))));

    assertThat(leaflet.details().codes())
        .singleElement()
        .satisfies(
            code -> {
              assertThat(code.text()).isEqualTo(address);
              assertThat(code.section()).isEqualTo(1);
              assertThat(code.x()).isBetween(0.65, 0.9);
              assertThat(code.y()).isBetween(0.75, 0.95);
            });
    assertThat(picture.details().codes()).extracting(Details.Code::text).containsExactly(address);
    assertThat(plain.details().codes()).isEmpty();
  }

  private ExtractedFile read(String name, byte[] content) throws IOException {
    return read(folder, name, content);
  }

  static ExtractedFile read(Path folder, String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("bytes"), content);
    Path out = Files.createDirectories(folder.resolve("out"));
    ContentFormat format = new FormatDecision().decide(file, name, LIMITS);
    Reading reading = new Reading(LIMITS, out);
    Readers.of(format).read(file, reading);
    new DocumentProperties().read(file, format, reading);
    return reading.as(format);
  }

  private static Style look(ExtractedFile file, String words) {
    for (ExtractedFile.Section section : file.sections()) {
      int at = section.text().indexOf(words);
      if (at >= 0) {
        return file.details().styles().stream()
            .filter(style -> style.section() == section.number())
            .filter(style -> style.start() <= at && style.end() > at)
            .findFirst()
            .orElseThrow(() -> new AssertionError(file.details().styles().toString()));
      }
    }
    throw new AssertionError("no " + words + " in " + file.sections());
  }
}
