package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;

/** Which reader reads what. */
final class Readers {

  private Readers() {}

  static DocumentReader of(ContentFormat format) {
    return switch (format) {
      case PDF -> new PdfReader();
      case DOCX -> new DocxReader();
      case PPTX -> new PptxReader();
      case XLSX -> new XlsxReader();
      case HTML -> new HtmlReader();
      case EMAIL_ZIP, CLM -> new WebPackageReader(format);
      case PNG, JPEG -> new ImageReader();
      case SVG -> new SvgReader();
      case MP4 -> new Mp4Reader();
      case WEBVTT -> new VttReader();
      case TEXT -> new PlainTextReader();
    };
  }
}
