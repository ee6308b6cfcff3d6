package io.medley.content.wrong.inspection;

import java.io.File;
import java.io.IOException;
import org.apache.pdfbox.Loader;

/** Opens a file that somebody sent in. */
public final class CopyThatReadsAPdf {

  private CopyThatReadsAPdf() {}

  public static int pages(File file) throws IOException {
    try (var document = Loader.loadPDF(file)) {
      return document.getNumberOfPages();
    }
  }
}
