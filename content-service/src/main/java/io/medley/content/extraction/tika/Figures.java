package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Picture;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/** The pictures of a PDF with the words that stand for them, as its structure tags name them. */
final class Figures {

  private final PDDocument document;
  private final Reading reading;
  private final Map<COSBase, Integer> pages = new HashMap<>();
  private final Set<COSBase> seen = new HashSet<>();
  private int found;

  Figures(PDDocument document, Reading reading) {
    this.document = document;
    this.reading = reading;
  }

  void read() throws IOException {
    int number = 1;
    for (PDPage page : document.getPages()) {
      pages.put(page.getCOSObject(), number++);
    }
    PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
    if (root != null) {
      walk(root, 0, 1);
    }
    if (found == 0) {
      untagged();
    }
  }

  private void walk(PDStructureNode node, int depth, int page) {
    // Trees can be made to loop.
    if (depth > 100 || seen.size() > 50_000 || !seen.add(node.getCOSObject())) {
      return;
    }
    List<Object> kids = node.getKids();
    for (Object kid : kids) {
      if (kid instanceof PDStructureElement element) {
        PDPage own = element.getPage();
        int itsPage =
            own == null ? page : Objects.requireNonNullElse(pages.get(own.getCOSObject()), page);
        if ("Figure".equals(element.getStandardStructureType())) {
          found++;
          reading.picture(
              new Picture(
                  itsPage,
                  0,
                  Objects.requireNonNullElse(element.getTitle(), ""),
                  Objects.requireNonNullElse(element.getAlternateDescription(), "")));
        }
        walk(element, depth + 1, itsPage);
      }
    }
  }

  /** Without tags there are no words for a picture; that there is one is known all the same. */
  private void untagged() throws IOException {
    int number = 0;
    for (PDPage page : document.getPages()) {
      number++;
      PDResources resources = page.getResources();
      if (resources == null) {
        continue;
      }
      for (COSName name : resources.getXObjectNames()) {
        if (resources.isImageXObject(name)) {
          reading.picture(new Picture(number, 0, name.getName(), ""));
        }
      }
    }
  }
}
