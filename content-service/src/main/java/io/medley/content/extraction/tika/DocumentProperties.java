package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.DublinCore;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.OfficeOpenXMLExtended;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.XMP;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.image.ImageParser;
import org.apache.tika.parser.image.JpegParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.mp4.MP4Parser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The properties a file states about itself, under one set of names for every format. */
final class DocumentProperties {

  private static final Map<String, org.apache.tika.metadata.Property> NAMES = names();

  /** What is embedded is read by {@link EmbeddedFiles}, within limits. */
  private static final EmbeddedDocumentExtractor UNOPENED =
      new EmbeddedDocumentExtractor() {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
          return false;
        }

        @Override
        public void parseEmbedded(
            InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
          // Nothing is wanted of it here.
        }
      };

  void read(Path file, ContentFormat format, Reading reading) throws IOException {
    Metadata metadata = new Metadata();
    ParseContext context = new ParseContext();
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    context.set(PDFParserConfig.class, pdf);
    // The document is streamed, not built in memory: only its properties are wanted.
    OfficeParserConfig office = new OfficeParserConfig();
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    context.set(OfficeParserConfig.class, office);
    context.set(EmbeddedDocumentExtractor.class, UNOPENED);
    context.set(TikaConfig.class, SharedTika.CONFIG);
    Parser parser = parser(format);
    if (parser == null) {
      return;
    }
    try (TikaInputStream in = TikaInputStream.get(file)) {
      parser.parse(in, new DefaultHandler(), metadata, context);
    } catch (SAXException | TikaException | RuntimeException incomplete) {
      // The text was read by the format's own reader; what is known of the properties is kept.
      System.err.println("Properties incomplete: " + incomplete);
    }
    NAMES.forEach(
        (name, property) -> {
          String value = metadata.get(property);
          if (value != null) {
            reading.property(name, value);
          }
        });
  }

  /** {@code null} where the format's own reader knows all there is. */
  private static @Nullable Parser parser(ContentFormat format) {
    return switch (format) {
      case PDF -> new PDFParser();
      case DOCX, PPTX, XLSX -> new OOXMLParser();
      case MP4 -> new MP4Parser();
      case EMAIL_ZIP, CLM, SVG, WEBVTT -> null;
      case HTML -> new JSoupParser();
      case PNG -> new ImageParser();
      case JPEG -> new JpegParser();
      case TEXT -> new TXTParser();
    };
  }

  private static Map<String, org.apache.tika.metadata.Property> names() {
    Map<String, org.apache.tika.metadata.Property> names = new LinkedHashMap<>();
    names.put("title", TikaCoreProperties.TITLE);
    names.put("author", TikaCoreProperties.CREATOR);
    names.put("subject", DublinCore.SUBJECT);
    names.put("language", TikaCoreProperties.LANGUAGE);
    names.put("created", TikaCoreProperties.CREATED);
    names.put("modified", TikaCoreProperties.MODIFIED);
    names.put("producer", org.apache.tika.metadata.PDF.PRODUCER);
    names.put("tool", XMP.CREATOR_TOOL);
    names.put("company", OfficeOpenXMLExtended.COMPANY);
    names.put("application", OfficeOpenXMLExtended.APPLICATION);
    names.put("pages", PagedText.N_PAGES);
    names.put("keywords", org.apache.tika.metadata.Office.KEYWORDS);
    names.put("description", TikaCoreProperties.DESCRIPTION);
    names.put("publisher", TikaCoreProperties.PUBLISHER);
    names.put("rights", TikaCoreProperties.RIGHTS);
    names.put("category", org.apache.tika.metadata.OfficeOpenXMLCore.CATEGORY);
    names.put("lastAuthor", TikaCoreProperties.MODIFIER);
    names.put("lastPrinted", TikaCoreProperties.PRINT_DATE);
    names.put("manager", OfficeOpenXMLExtended.MANAGER);
    names.put("revision", org.apache.tika.metadata.OfficeOpenXMLCore.REVISION);
    return names;
  }
}
