package io.medley.content.extraction.tika;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Reads a single HTML e-mail: what its reader sees, where it leads, and the mark-up without
 * anything active.
 */
final class HtmlReader implements DocumentReader {

  @Override
  public void read(Path file, Reading reading) throws IOException {
    Document document = Jsoup.parse(file.toFile(), null);
    HtmlPage page = new HtmlPage(document, 1, reading);
    page.refuseActive();
    page.read();
    reading.property("title", document.title());
    reading.property("language", document.select("html").attr("lang"));
    reading.html(
        HtmlPage.whole(page.harmless(Function.identity()), page.styles(Function.identity())));
  }
}
