package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Part;
import io.medley.content.extraction.ExtractedFile.RemarkKind;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.signing.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.RecursiveParserWrapper;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.sax.BasicContentHandlerFactory;
import org.apache.tika.sax.RecursiveParserWrapperHandler;
import org.xml.sax.SAXException;

/**
 * Files inside the file: what they are, and the beginning of what they say, to a bounded depth.
 * Programs are refused with the file that carries them.
 */
final class EmbeddedFiles {

  private static final int LARGEST = 32 << 20;
  private static final int CHARACTERS = 20_000;
  private static final Set<String> PROGRAMS =
      Set.of(
          "application/x-dosexec",
          "application/x-msdownload",
          "application/vnd.microsoft.portable-executable",
          "application/x-executable",
          "application/x-elf",
          "application/x-sharedlib",
          "application/java-archive",
          "application/x-msdos-program",
          "application/x-bat");

  private final Reading reading;

  EmbeddedFiles(Reading reading) {
    this.reading = reading;
  }

  /** Takes note of one; the caller closes the stream. */
  void add(String name, int section, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST);
    if (bytes.length == LARGEST) {
      throw new Refused(
          Reason.TOO_LARGE,
          "“%s” inside the file has more than %d MB; take it out and send the file again."
              .formatted(name, LARGEST >> 20));
    }
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    String type;
    try (TikaInputStream stream = TikaInputStream.get(bytes)) {
      type =
          SharedTika.CONFIG
              .getDetector()
              .detect(stream, metadata)
              .getBaseType()
              .toString()
              .toLowerCase(Locale.ROOT);
    }
    if (PROGRAMS.contains(type) || type.contains("macroenabled")) {
      throw new Refused(
          Reason.MACROS,
          "“%s” inside the file is a program or carries macros; take it out and send the file again."
              .formatted(name));
    }
    reading.remark(RemarkKind.EMBEDDED_FILE, section, name);
    String text = reading.partCount() < 20 ? text(bytes, name) : "";
    reading.part(new Part(name, type, bytes.length, Sha256.hex(bytes), text));
  }

  private String text(byte[] bytes, String name) {
    RecursiveParserWrapper parser = new RecursiveParserWrapper(SharedTika.PARSER);
    RecursiveParserWrapperHandler handler =
        new RecursiveParserWrapperHandler(
            new BasicContentHandlerFactory(
                BasicContentHandlerFactory.HANDLER_TYPE.TEXT, CHARACTERS),
            reading.limits().depth());
    ParseContext context = new ParseContext();
    TesseractOCRConfig noRecognition = new TesseractOCRConfig();
    noRecognition.setSkipOcr(true);
    context.set(TesseractOCRConfig.class, noRecognition);
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    try (InputStream in = TikaInputStream.get(new ByteArrayInputStream(bytes))) {
      parser.parse(in, handler, metadata, context);
    } catch (IOException | SAXException | TikaException | RuntimeException unreadable) {
      System.err.println("Embedded file read in part: " + unreadable);
    }
    StringBuilder text = new StringBuilder();
    for (Metadata part : handler.getMetadataList()) {
      String content = part.get(TikaCoreProperties.TIKA_CONTENT);
      if (content != null && !content.isBlank() && text.length() < CHARACTERS) {
        text.append(content.strip()).append('\n');
      }
    }
    return text.substring(0, Math.min(text.length(), CHARACTERS)).strip();
  }
}
