package io.medley.seed.http;

import java.net.URI;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page as a browser got it.
 *
 * @param address where the redirects ended
 * @param status HTTP status
 * @param html the parsed page
 */
public record Page(URI address, int status, Document html) {

  /**
   * The one element the person would use.
   *
   * @throws IllegalStateException when the page has none, with the page's own words
   */
  public Element find(String selector) {
    Element found = html.selectFirst(selector);
    if (found == null) {
      throw new IllegalStateException(
          address.getPath() + " (" + status + ") shows no " + selector + " but says: " + words());
    }
    return found;
  }

  /** The start of what the page says. */
  public String words() {
    Element main = html.selectFirst("main");
    String text = main == null ? html.text() : main.text();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
