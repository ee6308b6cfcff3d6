package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.measure.TrackingLinks;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;

/**
 * An approved page made for one HCP, proved to be the approved one.
 *
 * @param html tokens resolved, links and picture as far as the reader may be seen
 * @param title the page's own title with its tokens resolved, the piece's if it has none
 * @param links absolute addresses the piece declares and that lead through tracking, in order
 * @param preferences address of the HCP's own preferences
 * @param made what it was made of
 */
record HtmlPage(String html, String title, List<String> links, String preferences, Made made) {

  /**
   * What a page is made of.
   *
   * @param contentHash of the approved page
   * @param attached mark-up behind it; empty = nothing
   * @param values of its tokens
   * @param targets of its links
   */
  record Made(
      ApprovedPage approved,
      String contentHash,
      String attached,
      Map<String, String> values,
      LinkTargets targets) {}

  HtmlPage {
    links = List.copyOf(links);
  }

  /**
   * Renders and proves.
   *
   * @throws RenderRefused if the piece cannot be rendered lawfully
   */
  static HtmlPage of(MessageRequest request, TrackingLinks tracking, ApprovedPages pages) {
    return of(request, tracking, pages, "");
  }

  /**
   * Renders and proves, with mark-up attached at the end of the body.
   *
   * @param attached what the market demands behind the piece; empty = nothing
   * @throws RenderRefused if the piece cannot be rendered lawfully
   */
  static HtmlPage of(
      MessageRequest request, TrackingLinks tracking, ApprovedPages pages, String attached) {
    ApprovedPiece piece = request.piece();
    Hcp hcp = request.hcp();
    UUID contactId = request.contactId();
    Tracked tracked = request.tracked();
    ApprovedPage approved = pages.of(piece);
    LinkTargets targets =
        new LinkTargets(
            tracked.opens() ? tracking.openPixel(contactId).toString() : null,
            tracking.preferences(contactId).toString(),
            tracked.clicks() ? position -> tracking.click(contactId, position).toString() : null);
    Map<String, String> values =
        Tokens.values(hcp, targets.unsubscribe(), tracking.answer(contactId).toString());
    RenderedPiece rendered = HtmlRendering.render(approved, values, targets, attached);
    RenderProof.verify(piece.contentHash(), rendered, values, targets, attached);
    return new HtmlPage(
        rendered.html(),
        title(approved.title(), piece, values),
        rendered.links(),
        targets.unsubscribe(),
        new Made(approved, piece.contentHash(), attached, values, targets));
  }

  private static String title(String title, ApprovedPiece piece, Map<String, String> values) {
    Matcher token = Tokens.TOKEN.matcher(title.isBlank() ? piece.title() : title);
    // The title is markup in the piece and plain text here: the same values, unescaped.
    String resolved =
        token.replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1).strip(), "")));
    return resolved.replaceAll("\\s+", " ").strip();
  }
}
