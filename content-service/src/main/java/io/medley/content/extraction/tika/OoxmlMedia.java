package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Media;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamReader;

/**
 * What an Office file shows beside its words, by the hash of its bytes: each picture, chart,
 * diagram and film in the order in which each part shows it, and how it is cropped. Another picture
 * in the same words, or two that changed places, give another list.
 */
final class OoxmlMedia {

  private static final Pattern RELATIONS =
      Pattern.compile("((?:word|xl|ppt)/(?:.*/)?)_rels/([^/]+\\.xml)\\.rels");

  private static final Pattern SHOWN =
      Pattern.compile(".*/(image|chart|chartEx|media|video|audio|diagramData|diagramDrawing)");

  private OoxmlMedia() {}

  static void read(Path file, ContentFormat format, Reading reading) throws IOException {
    switch (format) {
      case DOCX, PPTX, XLSX -> {
        try (ZipFile zip = new ZipFile(file.toFile())) {
          Map<String, String> hashes = new HashMap<>();
          List<? extends ZipEntry> relations =
              zip.stream()
                  .filter(entry -> RELATIONS.matcher(entry.getName()).matches())
                  .sorted(Comparator.comparing(ZipEntry::getName))
                  .toList();
          for (ZipEntry entry : relations) {
            part(zip, entry, hashes, reading);
          }
        }
      }
      case PDF, HTML, EMAIL_ZIP, CLM, SVG, PNG, JPEG, MP4, WEBVTT, TEXT -> {}
    }
  }

  private static void part(
      ZipFile zip, ZipEntry relations, Map<String, String> hashes, Reading reading)
      throws IOException {
    Matcher name = RELATIONS.matcher(relations.getName());
    if (!name.matches()) {
      return;
    }
    String folder = name.group(1);
    ZipEntry part = zip.getEntry(folder + name.group(2));
    Map<String, String> targets = targets(zip, relations);
    if (part == null || targets.isEmpty()) {
      return;
    }
    Map<String, String> shown = new TreeMap<>();
    for (Map.Entry<String, String> target : targets.entrySet()) {
      ZipEntry bytes = zip.getEntry(path(folder, target.getValue()));
      if (bytes != null) {
        String known = hashes.get(bytes.getName());
        String sha256 = known == null ? hash(zip, bytes) : known;
        hashes.put(bytes.getName(), sha256);
        shown.put(target.getKey(), sha256);
      }
    }
    DocxReader.parse(
        zip,
        part,
        new DocxReader.Handler() {
          @Override
          public void start(XMLStreamReader xml) {
            StringBuilder crop = new StringBuilder();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
              String sha256 = shown.get(xml.getAttributeValue(i));
              if (sha256 != null && relates(xml.getAttributeNamespace(i))) {
                reading.media(new Media(0, part.getName(), sha256));
              }
              crop.append(xml.getAttributeLocalName(i)).append('=');
              crop.append(xml.getAttributeValue(i)).append(' ');
            }
            if (xml.getLocalName().equals("srcRect") && !crop.isEmpty()) {
              reading.media(
                  new Media(
                      0,
                      part.getName(),
                      Sha256.hex(crop.toString().getBytes(StandardCharsets.UTF_8))));
            }
          }
        });
  }

  private static boolean relates(@org.jspecify.annotations.Nullable String namespace) {
    return namespace != null && namespace.endsWith("/relationships");
  }

  /** What is shown from inside the file, by id. */
  private static Map<String, String> targets(ZipFile zip, ZipEntry relations) throws IOException {
    Map<String, String> targets = new HashMap<>();
    DocxReader.parse(
        zip,
        relations,
        new DocxReader.Handler() {
          @Override
          public void start(XMLStreamReader xml) {
            String type = String.valueOf(xml.getAttributeValue(null, "Type"));
            String id = xml.getAttributeValue(null, "Id");
            String target = xml.getAttributeValue(null, "Target");
            if (id != null
                && target != null
                && SHOWN.matcher(type).matches()
                && !"External".equals(xml.getAttributeValue(null, "TargetMode"))) {
              targets.put(id, target);
            }
          }
        });
    return targets;
  }

  private static String path(String folder, String target) {
    return target.startsWith("/")
        ? target.substring(1)
        : Path.of("/" + folder + target).normalize().toString().substring(1);
  }

  private static String hash(ZipFile zip, ZipEntry entry) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = zip.getInputStream(entry);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
