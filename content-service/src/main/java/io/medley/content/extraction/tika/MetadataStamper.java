package io.medley.content.extraction.tika;

import com.adobe.internal.xmp.XMPException;
import io.medley.content.extraction.ContentFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * Program that writes a copy of a file with an XMP packet in it: {@code format original packet
 * copy}. Exit 0 means written, 4 that this file cannot carry one.
 */
final class MetadataStamper {

  private static final int CANNOT = 4;

  private MetadataStamper() {}

  public static void main(String[] arguments) {
    try {
      stamp(
          ContentFormat.valueOf(arguments[0]),
          Path.of(arguments[1]),
          Files.readAllBytes(Path.of(arguments[2])),
          Path.of(arguments[3]));
    } catch (IOException | XMPException | RuntimeException broken) {
      System.err.println(broken);
      System.exit(CANNOT);
    }
  }

  static void stamp(ContentFormat format, Path original, byte[] packet, Path copy)
      throws IOException, XMPException {
    switch (format) {
      case PDF -> pdf(original, packet, copy);
      case PNG -> PictureStamps.png(original, packet, copy);
      case JPEG -> PictureStamps.jpeg(original, packet, copy);
      case SVG -> PictureStamps.svg(original, packet, copy);
      case MP4 -> PictureStamps.mp4(original, packet, copy);
      case DOCX, PPTX, XLSX -> OfficeStamp.stamp(original, packet, copy);
      case HTML, EMAIL_ZIP, CLM, WEBVTT, TEXT ->
          throw new IOException(format + " knows no place for it");
    }
  }

  /** An incremental update: the copy begins with the very bytes of the original. */
  private static void pdf(Path original, byte[] packet, Path copy)
      throws IOException, XMPException {
    try (PDDocument document = Loader.loadPDF(original.toFile())) {
      if (document.isEncrypted()) {
        throw new IOException("encrypted");
      }
      PDMetadata own = document.getDocumentCatalog().getMetadata();
      PDMetadata metadata = new PDMetadata(document);
      metadata.importXMPMetadata(JoinedXmp.wrapped(own == null ? null : own.toByteArray(), packet));
      document.getDocumentCatalog().setMetadata(metadata);
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      metadata.getCOSObject().setNeedToBeUpdated(true);
      try (OutputStream out = Files.newOutputStream(copy)) {
        document.saveIncremental(out);
      }
    }
  }
}
