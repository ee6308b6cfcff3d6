package io.medley.content;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.sl.usermodel.PictureData;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPicture;

/** Tiny real files, made on the spot. */
public final class SampleFiles {

  private static final String SAFETY =
      "Zelvaro (zelvarostat) must not be used in patients with hypersensitivity to the active"
          + " substance or to any excipient, or with severe hepatic impairment. Monitor blood"
          + " pressure, renal function and serum potassium before and during treatment. Correct"
          + " volume depletion before the first dose. Concomitant use with strong CYP3A4 inhibitors"
          + " is not recommended. Common adverse reactions are dizziness, headache, fatigue,"
          + " peripheral oedema and hyperkalaemia. Serious adverse reactions include angioedema and"
          + " symptomatic hypotension.";
  private static final String EVENTS =
      "Adverse events should be reported. Reporting forms and information can be found at"
          + " https://yellowcard.mhra.gov.uk/. Adverse events should also be reported to Northwind"
          + " Therapeutics (fictional) on drugsafety@northwind.example.";
  private static final String REFERENCES =
      "1. Zelvaro Summary of Product Characteristics. Northwind Therapeutics (fictional), 2026.";

  private SampleFiles() {}

  /** A British e-mail that no rule objects to. */
  public static String cleanEmail(String jobCode) {
    return email(
        jobCode,
        "Zelvarostat is indicated for the treatment of essential hypertension in adults.[1]",
        EVENTS);
  }

  /** The same without its adverse event statement. */
  public static String emailWithoutEvents(String jobCode) {
    return email(
        jobCode,
        "Zelvarostat is indicated for the treatment of essential hypertension in adults.[1]",
        "");
  }

  /** A British e-mail with a sentence of the test's choice. */
  public static String email(String jobCode, String sentence, String events) {
    return """
    <!DOCTYPE html><html lang="en-GB"><head><title>Zelvaro e-mail</title></head><body>
    <p>For UK healthcare professionals only. Promotional material from Northwind Therapeutics (fictional).</p>
    <h1>Zelvaro&#9660; (zelvarostat)</h1>
    <p>Dear Dr {{hcp.lastName}},</p>
    <p>%s</p>
    <p>%s</p><p>%s</p>
    <p><a href="https://www.zelvaro.example/gb/prescribing-information">Prescribing information</a></p>
    <h2>References</h2><p>%s</p>
    <p>%s | Date of preparation: %s</p>
    <p><a href="https://www.zelvaro.example/gb/privacy">Privacy notice</a> <a href="{{unsubscribe}}">Unsubscribe</a></p>
    </body></html>
    """
        .formatted(sentence, SAFETY, events, REFERENCES, jobCode, thisMonth());
  }

  /** A date of preparation that is true. */
  public static String thisMonth() {
    return java.time.format.DateTimeFormatter.ofPattern("MMMM yyyy", java.util.Locale.UK)
        .format(java.time.YearMonth.now(java.time.ZoneOffset.UTC));
  }

  /**
   * A PDF whose pages hold these lines; the last line of the first page is a link, and "¹" is set
   * raised.
   */
  public static byte[] pdf(List<List<String>> pages) {
    return bytes(
        out -> {
          try (PDDocument document = new PDDocument()) {
            PDFont font =
                PDType0Font.load(
                    document,
                    PDDocument.class.getResourceAsStream(
                        "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
            for (List<String> lines : pages) {
              PDPage page = new PDPage(PDRectangle.A4);
              document.addPage(page);
              try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
                float y = 780;
                for (String line : lines) {
                  write(canvas, font, y, line);
                  y -= 40;
                }
                PDAnnotationLink link = new PDAnnotationLink();
                PDActionURI target = new PDActionURI();
                target.setURI("https://www.zelvaro.example/gb/prescribing-information");
                link.setAction(target);
                link.setRectangle(new PDRectangle(60, y + 36, 400, 20));
                page.getAnnotations().add(link);
              }
            }
            document.save(out);
          }
        });
  }

  private static void write(PDPageContentStream canvas, PDFont font, float y, String line)
      throws IOException {
    int raised = line.indexOf('¹');
    canvas.beginText();
    canvas.setFont(font, 14);
    canvas.newLineAtOffset(72, y);
    canvas.showText(raised < 0 ? line : line.substring(0, raised));
    if (raised >= 0) {
      canvas.setFont(font, 8);
      canvas.setTextRise(6);
      canvas.showText("1");
      canvas.setTextRise(0);
      canvas.setFont(font, 14);
      canvas.showText(line.substring(raised + 1));
    }
    canvas.endText();
  }

  /** A PDF that needs a password. */
  public static byte[] encryptedPdf() {
    return bytes(
        out -> {
          try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(out);
          }
        });
  }

  /** A PDF that runs a script when it is opened. */
  public static byte[] scriptedPdf() {
    return bytes(
        out -> {
          try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document
                .getDocumentCatalog()
                .setOpenAction(
                    new org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript(
                        "app.alert(1)"));
            document.save(out);
          }
        });
  }

  /** A DOCX with exactly this body mark-up. */
  public static byte[] docx(String body, String... furtherParts) {
    StringBuilder types = new StringBuilder();
    for (int i = 0; i < furtherParts.length; i += 2) {
      types
          .append("<Override PartName=\"/")
          .append(furtherParts[i])
          .append(
              "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>");
    }
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(
                zip,
                "[Content_Types].xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types"
                    + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                    + " Extension=\"rels\""
                    + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default"
                    + " Extension=\"xml\" ContentType=\"application/xml\"/><Override"
                    + " PartName=\"/word/document.xml\""
                    + " ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                    + types
                    + "</Types>");
            entry(
                zip,
                "_rels/.rels",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships"
                    + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                    + " Id=\"r1\""
                    + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
                    + " Target=\"word/document.xml\"/></Relationships>");
            entry(
                zip,
                "word/document.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document"
                    + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                    + body
                    + "</w:body></w:document>");
            for (int i = 0; i < furtherParts.length; i += 2) {
              entry(zip, furtherParts[i], furtherParts[i + 1]);
            }
          }
        });
  }

  /** A paragraph of a DOCX. */
  public static String paragraph(String words) {
    return "<w:p><w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r></w:p>";
  }

  /** A DOCX with a macro project inside. */
  public static byte[] macroDocx() {
    return with(docx(paragraph("Macro")), "word/vbaProject.bin", new byte[] {1, 2, 3});
  }

  /** A deck with one slide per text, speaker notes on the first. */
  public static byte[] pptx(String... slides) {
    return bytes(
        out -> {
          try (XMLSlideShow show = new XMLSlideShow()) {
            for (String words : slides) {
              XSLFSlide slide = show.createSlide();
              XSLFTextBox box = slide.createTextBox();
              box.setAnchor(new Rectangle(40, 40, 600, 200));
              box.clearText();
              XSLFTextRun run = box.addNewTextParagraph().addNewTextRun();
              run.setText(words);
              XSLFTextRun mark = box.getTextParagraphs().getFirst().addNewTextRun();
              mark.setText("1");
              mark.setSuperscript(true);
            }
            notes(show.getNotesSlide(show.getSlides().getFirst()));
            show.write(out);
          }
        });
  }

  /** A deck of one slide with a comment as PowerPoint writes it today, and a linked picture. */
  public static byte[] commentedDeck(String comment, String picture) {
    return bytes(
        out -> {
          try (XMLSlideShow show = new XMLSlideShow()) {
            XSLFSlide slide = show.createSlide();
            slide.createTextBox().setText("Zelvaro for adults with hypertension.");
            PackagePart comments =
                show.getPackage()
                    .createPart(
                        PackagingURIHelper.createPartName("/ppt/comments/modernComment_100_0.xml"),
                        "application/vnd.ms-powerpoint.comments+xml");
            try (OutputStream part = comments.getOutputStream()) {
              part.write(
                  ("<p188:cmLst xmlns:p188=\"p188\" xmlns:a=\"a\"><p188:cm><p188:txBody><a:p><a:r><a:t>"
                          + comment
                          + "</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>")
                      .getBytes(StandardCharsets.UTF_8));
            }
            slide
                .getPackagePart()
                .addRelationship(
                    comments.getPartName(),
                    TargetMode.INTERNAL,
                    "http://schemas.microsoft.com/office/2018/10/relationships/comments");
            slide
                .getPackagePart()
                .addExternalRelationship(
                    picture,
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image");
            show.write(out);
          } catch (InvalidFormatException impossible) {
            throw new IOException(impossible);
          }
        });
  }

  private static void notes(XSLFNotes notes) {
    for (XSLFTextShape shape : notes.getPlaceholders()) {
      if (shape.getTextType() == Placeholder.BODY) {
        shape.setText("Say it slowly.");
      }
    }
  }

  /** A QR code as a picture. */
  public static byte[] code(String text, int width) {
    return bytes(out -> ImageIO.write(codeImage(text, width), "png", out));
  }

  private static BufferedImage codeImage(String text, int width) throws IOException {
    try {
      BitMatrix code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, width, width);
      BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
      for (int x = 0; x < width; x++) {
        for (int y = 0; y < width; y++) {
          image.setRGB(x, y, code.get(x, y) ? 0 : 0xffffff);
        }
      }
      return image;
    } catch (WriterException tooLong) {
      throw new IOException(tooLong);
    }
  }

  /**
   * A printed page with words and a QR code of 50 mm, its corner in points from the bottom left.
   */
  public static byte[] pdfWithCode(String text, float x, float y) {
    return bytes(
        out -> {
          try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFont font =
                PDType0Font.load(
                    document,
                    PDDocument.class.getResourceAsStream(
                        "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
            try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
              write(canvas, font, 780, "Zelvaro for adults with hypertension.");
              canvas.drawImage(
                  LosslessFactory.createFromImage(document, codeImage(text, 300)), x, y, 142, 142);
            }
            document.save(out);
          }
        });
  }

  /** A picture. */
  public static byte[] png() {
    return png(320, 100);
  }

  /** A picture of this size in pixels. */
  public static byte[] png(int width, int height) {
    return picture(width, height, "png");
  }

  /** A photograph. */
  public static byte[] jpeg() {
    return picture(320, 100, "jpg");
  }

  private static byte[] picture(int width, int height, String type) {
    return bytes(
        out -> {
          BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
          Graphics2D graphics = image.createGraphics();
          graphics.setColor(Color.ORANGE);
          graphics.fillRect(10, 10, 200, 60);
          graphics.dispose();
          ImageIO.write(image, type, out);
        });
  }

  /** A slide with large words, a box beside the slide, a picture with alternative text, notes. */
  public static byte[] richDeck() {
    return bytes(
        out -> {
          try (XMLSlideShow show = new XMLSlideShow()) {
            XSLFSlide slide = show.createSlide();
            XSLFTextBox seen = slide.createTextBox();
            seen.setAnchor(new Rectangle(40, 40, 600, 200));
            seen.setText("Seen").setFontSize(31d);
            XSLFTextBox off = slide.createTextBox();
            off.setAnchor(new Rectangle(-500, 40, 200, 50));
            off.setText("Off the slide");
            XSLFPictureShape picture =
                slide.createPicture(show.addPicture(png(), PictureData.PictureType.PNG));
            picture.setAnchor(new Rectangle(40, 300, 320, 100));
            ((CTPicture) picture.getXmlObject())
                .getNvPicPr()
                .getCNvPr()
                .setDescr("A falling curve");
            notes(show.getNotesSlide(slide));
            show.write(out);
          }
        });
  }

  /** A DOCX of a few hundred kilobytes that unpacks to far more than any piece. */
  public static byte[] bomb() {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "[Content_Types].xml", "<Types/>");
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 400; i++) {
              zip.write(zeros);
            }
            zip.closeEntry();
          }
        });
  }

  /** The start of a Windows program. */
  public static byte[] program() {
    byte[] program = new byte[4096];
    byte[] head = "MZ".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, program, 0, 2);
    program[0x3c] = (byte) 0x80;
    System.arraycopy("PE\0\0".getBytes(StandardCharsets.US_ASCII), 0, program, 0x80, 4);
    program[0x84] = 0x4c;
    program[0x85] = 0x01;
    return program;
  }

  /** The first half of a file. */
  public static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] with(byte[] container, String name, byte[] content) {
    return bytes(
        out -> {
          try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container));
              ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
              zip.putNextEntry(new ZipEntry(entry.getName()));
              in.transferTo(zip);
              zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
          }
        });
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }
}
