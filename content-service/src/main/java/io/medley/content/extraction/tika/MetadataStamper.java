package io.medley.content.extraction.tika;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * Program that appends an XMP packet to a PDF as an incremental update: {@code original packet
 * copy}. Exit 0 means written, 4 that this file cannot carry one.
 */
final class MetadataStamper {

  private static final int CANNOT = 4;

  private MetadataStamper() {}

  public static void main(String[] arguments) {
    try {
      stamp(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    } catch (IOException | RuntimeException broken) {
      System.err.println(broken);
      System.exit(CANNOT);
    }
  }

  private static void stamp(Path original, Path packet, Path copy) throws IOException {
    try (PDDocument document = Loader.loadPDF(original.toFile())) {
      if (document.isEncrypted()) {
        throw new IOException("encrypted");
      }
      PDMetadata metadata = new PDMetadata(document);
      metadata.importXMPMetadata(Files.readAllBytes(packet));
      document.getDocumentCatalog().setMetadata(metadata);
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      metadata.getCOSObject().setNeedToBeUpdated(true);
      try (OutputStream out = Files.newOutputStream(copy)) {
        document.saveIncremental(out);
      }
    }
  }
}
