package io.medley.content.extraction.tika;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XMP packet of a file into names with their usual prefixes and values. */
final class XmpPacket {

  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  /** Files choose prefixes as they like; these are the ones people know. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("http://purl.org/dc/elements/1.1/", "dc"),
          Map.entry("http://ns.adobe.com/xap/1.0/", "xmp"),
          Map.entry("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
          Map.entry("http://ns.adobe.com/xap/1.0/mm/", "xmpMM"),
          Map.entry("http://ns.adobe.com/pdf/1.3/", "pdf"),
          Map.entry("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
          Map.entry("http://ns.adobe.com/tiff/1.0/", "tiff"),
          Map.entry("http://ns.adobe.com/exif/1.0/", "exif"),
          Map.entry("http://prismstandard.org/namespaces/basic/2.0/", "prism"),
          Map.entry("http://prismstandard.org/namespaces/basic/3.0/", "prism"),
          Map.entry("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"),
          Map.entry("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
          Map.entry("http://ns.useplus.org/ldf/xmp/1.0/", "plus"),
          Map.entry("http://www.aiim.org/pdfua/ns/id/", "pdfuaid"),
          Map.entry("http://www.aiim.org/pdfa/ns/id/", "pdfaid"));

  private XmpPacket() {}

  /** Finds the first packet in a file that keeps it as plain bytes (JPEG, PNG, MP4, SVG). */
  static void find(Path file, Reading reading) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] window = new byte[1 << 20];
      long at = 0;
      // A packet stands near the beginning or near the end, where tools can change it in place.
      long[] starts = {0, Math.max(0, in.length() - window.length)};
      for (long start : starts) {
        if (start < at) {
          continue;
        }
        in.seek(start);
        int length = 0;
        for (int count = in.read(window, length, window.length - length);
            count > 0;
            count = in.read(window, length, window.length - length)) {
          length += count;
        }
        String bytes = new String(window, 0, length, StandardCharsets.ISO_8859_1);
        int begin = bytes.indexOf("<x:xmpmeta");
        int end = bytes.indexOf("</x:xmpmeta>");
        if (begin >= 0 && end > begin) {
          read(bytes.substring(begin, end + 12).getBytes(StandardCharsets.ISO_8859_1), reading);
          return;
        }
        at = start + 1;
      }
    }
  }

  /** Reads a packet; one that is broken gives what came before the break. */
  static void read(byte[] packet, Reading reading) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = new ByteArrayInputStream(packet)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      Deque<String> properties = new ArrayDeque<>();
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            boolean ofRdf = RDF.equals(xml.getNamespaceURI());
            if (!ofRdf && !"xmpmeta".equals(xml.getLocalName())) {
              properties.push(name(xml.getNamespaceURI(), xml.getLocalName()));
            }
            for (int i = 0; i < xml.getAttributeCount(); i++) {
              String space = xml.getAttributeNamespace(i);
              if (space != null
                  && !space.isEmpty()
                  && !space.equals(RDF)
                  && !space.startsWith("http://www.w3.org/XML")
                  && !space.equals("adobe:ns:meta/")) {
                reading.xmp(name(space, xml.getAttributeLocalName(i)), xml.getAttributeValue(i));
              }
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            boolean ofRdf = RDF.equals(xml.getNamespaceURI());
            String property = properties.peek();
            if (property != null && !text.toString().isBlank()) {
              reading.xmp(property, text.toString());
            }
            text.setLength(0);
            if (!ofRdf && !properties.isEmpty() && !"xmpmeta".equals(xml.getLocalName())) {
              properties.pop();
            }
          }
          default -> {}
        }
      }
    } catch (XMLStreamException | IOException broken) {
      System.err.println("XMP read in part: " + broken.getMessage());
    }
  }

  private static String name(@org.jspecify.annotations.Nullable String space, String name) {
    String prefix = space == null ? "" : PREFIXES.getOrDefault(space, "other");
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
