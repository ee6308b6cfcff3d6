package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Part;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.signing.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Reads a zip of pages with their images: an HTML e-mail, or a CLM presentation of one page per
 * slide (or one zip per slide). The harmless form carries the package's own images inside, so that
 * it needs nothing from anywhere.
 */
final class WebPackageReader implements DocumentReader {

  private static final int LARGEST_IMAGE = 8 << 20;
  private static final int LARGEST_HTML = 24 << 20;

  private final ContentFormat format;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Map<String, String> shown = new LinkedHashMap<>();
  private int embedded;

  WebPackageReader(ContentFormat format) {
    this.format = format;
  }

  private record Entry(ZipFile zip, ZipEntry entry) {
    byte[] bytes(int atMost) throws IOException {
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readNBytes(atMost);
      }
    }
  }

  @Override
  public void read(Path file, Reading reading) throws IOException {
    List<ZipFile> opened = new ArrayList<>();
    List<Path> temporary = new ArrayList<>();
    try {
      open(file, "", opened, temporary);
      pages(reading);
    } finally {
      for (ZipFile zip : opened) {
        zip.close();
      }
      for (Path path : temporary) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void open(Path file, String prefix, List<ZipFile> opened, List<Path> temporary)
      throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    opened.add(zip);
    for (ZipEntry entry : zip.stream().toList()) {
      String name = entry.getName().replace('\\', '/');
      if (entry.isDirectory() || name.startsWith("__MACOSX/")) {
        continue;
      }
      if (prefix.isEmpty() && name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
        Path inner = Files.createTempFile("slide-", ".zip");
        temporary.add(inner);
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, inner, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        open(inner, name.substring(0, name.length() - 4) + "/", opened, temporary);
      } else {
        entries.put(prefix + name, new Entry(zip, entry));
      }
    }
  }

  private void pages(Reading reading) throws IOException {
    List<String> pages = WebPackage.pages(List.copyOf(entries.keySet()));
    if (pages.isEmpty()) {
      throw new Refused(
          Reason.TYPE_NOT_ALLOWED,
          "The archive holds no HTML page; send an HTML e-mail or a CLM presentation.");
    }
    reading.pageCount(pages.size());
    StringBuilder bodies = new StringBuilder();
    StringBuilder styles = new StringBuilder();
    int number = 0;
    for (String path : pages) {
      number++;
      Document document =
          Jsoup.parse(new ByteArrayInputStream(require(path).bytes(LARGEST_HTML)), null, "");
      HtmlPage page = new HtmlPage(document, number, reading);
      if (format == ContentFormat.CLM) {
        int slide = number;
        page.active()
            .ifPresent(
                element ->
                    reading.property(
                        "runsCodeOnSlide" + slide, "<%s> in %s".formatted(element, path)));
      } else {
        page.refuseActive();
      }
      Function<String, String> resolve = address -> dataAddress(path, address);
      document
          .select("link[rel~=(?i)stylesheet][href]")
          .forEach(link -> sheet(path, link.attr("href")).ifPresent(page::add));
      page.read(address -> bytes(path, address));
      String body = page.harmless(resolve);
      if (bodies.length() + body.length() < LARGEST_HTML) {
        bodies.append("<section>").append(body).append("</section>");
        styles.append(page.styles(resolve));
      }
      picture(path, number, reading);
      if (number == 1) {
        reading.property("title", document.title());
        reading.property("language", document.select("html").attr("lang"));
      }
    }
    reading.html(HtmlPage.whole(bodies.toString(), styles.toString()));
    parts(pages, reading);
  }

  private Entry require(String path) throws IOException {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new IOException("no " + path);
    }
    return entry;
  }

  private Optional<byte[]> bytes(String page, String address) {
    Entry entry = entries.get(resolved(page, address));
    try {
      return entry == null ? Optional.empty() : Optional.of(entry.bytes(LARGEST_IMAGE));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<String> sheet(String page, String address) {
    Entry entry = entries.get(resolved(page, address));
    if (entry == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(entry.bytes(2 << 20), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** An image of the package as an address that carries it; anything else stays as it is. */
  private String dataAddress(String page, String address) {
    String path = resolved(page, address);
    Entry entry = entries.get(path);
    if (entry == null || embedded > LARGEST_HTML / 2) {
      return address;
    }
    return shown.computeIfAbsent(
        path,
        unseen -> {
          try {
            String data = encoded(path, entry);
            embedded += data.length();
            return data;
          } catch (IOException | RuntimeException unreadable) {
            return address;
          }
        });
  }

  private static String encoded(String path, Entry entry) throws IOException {
    byte[] bytes = entry.bytes(LARGEST_IMAGE);
    String type =
        switch (ContentFormat.extensionOf(path)) {
          case "png" -> "image/png";
          case "jpg", "jpeg" -> "image/jpeg";
          case "gif" -> "image/gif";
          case "webp" -> "image/webp";
          case "svg" -> "image/svg+xml";
          default -> throw new IOException("no image");
        };
    if (bytes.length > 300_000 && (type.endsWith("png") || type.endsWith("jpeg"))) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image != null && image.getWidth() > 1_280) {
        ByteArrayOutputStream smaller = new ByteArrayOutputStream();
        ImageIO.write(Scaling.toWidth(image, 1_280), "jpg", smaller);
        bytes = smaller.toByteArray();
        type = "image/jpeg";
      }
    }
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static String resolved(String page, String address) {
    if (address.matches("(?i)[a-z][a-z0-9+.-]*:.*") || address.isEmpty()) {
      return "";
    }
    String plain = address.replaceAll("[?#].*", "").replace("%20", " ");
    String folder = plain.startsWith("/") ? "" : page.substring(0, page.lastIndexOf('/') + 1);
    try {
      return Path.of("/" + folder + plain).normalize().toString().substring(1);
    } catch (java.nio.file.InvalidPathException odd) {
      return "";
    }
  }

  /** Presentations bring pictures of their slides along, by the name of the page. */
  private void picture(String page, int number, Reading reading) throws IOException {
    if (format != ContentFormat.CLM) {
      return;
    }
    String stem = page.substring(0, page.lastIndexOf('.'));
    String folder = page.substring(0, page.lastIndexOf('/') + 1);
    String slide =
        folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1).replaceAll(".*/", "");
    for (String candidate :
        List.of(
            stem + "-full",
            folder + slide + "-full",
            folder + "full",
            stem,
            stem + "-thumb",
            folder + slide + "-thumb",
            folder + "thumb")) {
      for (String ending : List.of(".png", ".jpg", ".jpeg")) {
        Entry entry = entries.get(candidate + ending);
        if (entry != null) {
          BufferedImage image =
              ImageReader.decode(entry.bytes(LARGEST_IMAGE), reading.limits().imagePixels());
          if (image != null) {
            reading.page(number, Scaling.toWidth(image, reading.limits().pageImageWidth()));
            return;
          }
        }
      }
    }
  }

  private void parts(List<String> pages, Reading reading) throws IOException {
    EmbeddedFiles files = new EmbeddedFiles(reading);
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      String ending = ContentFormat.extensionOf(entry.getKey());
      if (List.of("pdf", "docx", "pptx", "xlsx", "mp4", "vtt").contains(ending)) {
        try (InputStream in = entry.getValue().zip().getInputStream(entry.getValue().entry())) {
          files.add(entry.getKey(), 0, in);
        }
      } else if (List.of("js", "mjs").contains(ending) && !pages.contains(entry.getKey())) {
        byte[] script = entry.getValue().bytes(LARGEST_IMAGE);
        reading.part(
            new Part(entry.getKey(), "text/javascript", script.length, Sha256.hex(script), ""));
      }
    }
  }
}
