package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Media;
import io.medley.content.extraction.Details.Picture;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.jspecify.annotations.Nullable;

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
    media();
  }

  /** The pictures of each page by their bytes as they are stored. */
  private void media() throws IOException {
    PageMedia media = new PageMedia();
    int number = 0;
    for (PDPage page : document.getPages()) {
      number++;
      for (String sha256 : media.of(page.getResources())) {
        reading.media(new Media(number, "page " + number, sha256));
      }
    }
  }

  /** Pictures of pages, each hashed once. */
  private static final class PageMedia {
    private static final int MOST = 20_000;

    private final IdentityHashMap<COSStream, String> hashes = new IdentityHashMap<>();
    private int visited;

    SortedSet<String> of(@Nullable PDResources resources) throws IOException {
      SortedSet<String> ofPage = new TreeSet<>();
      collect(resources, 0, ofPage);
      return ofPage;
    }

    /** Forms hold pictures and further forms, which can be made to loop. */
    private void collect(@Nullable PDResources resources, int depth, SortedSet<String> ofPage)
        throws IOException {
      if (resources == null || depth > 4) {
        return;
      }
      COSDictionary objects = resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
      for (COSName name : resources.getXObjectNames()) {
        if (objects != null
            && visited++ < MOST
            && objects.getDictionaryObject(name) instanceof COSStream stream) {
          if (resources.isImageXObject(name)) {
            ofPage.add(hash(stream));
          } else {
            COSDictionary own = stream.getCOSDictionary(COSName.RESOURCES);
            collect(own == null ? null : new PDResources(own), depth + 1, ofPage);
          }
        }
      }
    }

    private String hash(COSStream picture) throws IOException {
      String known = hashes.get(picture);
      if (known != null) {
        return known;
      }
      try (InputStream raw = picture.createRawInputStream()) {
        String sha256 = Sha256.hex(raw.readAllBytes());
        hashes.put(picture, sha256);
        return sha256;
      }
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
