package io.medley.campaign.channel;

import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves that a rendered piece is its approved bytes, altered only where and how it may be: it
 * undoes the alterations on the rendered text and compares the SHA-256 of what is left with the
 * signed one, and checks every alteration against its kind. It shares no parser with the renderer.
 */
final class RenderProof {

  private static final Pattern LINK =
      Pattern.compile("https?://[^\\s\"'<>{}]+", Pattern.CASE_INSENSITIVE);
  private static final String PIXEL_START = "<img src=\"";
  private static final String PIXEL_END =
      "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;border:0\">";

  private RenderProof() {}

  /** The one form a picture may have. */
  static String pixel(String address) {
    return PIXEL_START + escape(address) + PIXEL_END;
  }

  /** True for an absolute web address without tokens: only such links are rewritten. */
  static boolean isDeclaredLink(String href) {
    return LINK.matcher(href).matches();
  }

  /** Text as it stands in HTML text and in quoted attributes. */
  static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Undoes the alterations; refuses if the rendered text is not what they say. */
  static String unrender(RenderedPiece piece) {
    String html = piece.html();
    StringBuilder approved = new StringBuilder(html.length());
    int at = 0;
    for (Alteration alteration : piece.alterations()) {
      int plain = alteration.start() - approved.length();
      if (plain < 0 || at + plain > html.length()) {
        throw failed("an alteration lies where none can be");
      }
      approved.append(html, at, at + plain).append(alteration.original());
      at += plain;
      if (!html.startsWith(alteration.replacement(), at)) {
        throw failed("the text does not hold what was to be put there");
      }
      at += alteration.replacement().length();
    }
    return approved.append(html, at, html.length()).toString();
  }

  /** The same for a page nothing is attached to. */
  static void verify(
      String contentHash, RenderedPiece piece, Map<String, String> values, LinkTargets targets) {
    verify(contentHash, piece, values, targets, "");
  }

  /**
   * @param contentHash the signed SHA-256
   * @param attached what must stand behind the piece, once; empty = nothing may
   * @throws RenderRefused if anything does not hold
   */
  static void verify(
      String contentHash,
      RenderedPiece piece,
      Map<String, String> values,
      LinkTargets targets,
      String attached) {
    String approved = unrender(piece);
    if (!Sha256.hex(approved.getBytes(StandardCharsets.UTF_8)).equals(contentHash)) {
      throw failed("undoing the alterations does not give the approved bytes");
    }
    if (Tokens.TOKEN.matcher(tokensMasked(piece, approved)).find()) {
      throw failed("a token was left standing");
    }
    Map<Alteration.Kind, Integer> counts = new HashMap<>();
    for (Alteration alteration : piece.alterations()) {
      int position = counts.merge(alteration.kind(), 1, Integer::sum) - 1;
      boolean lawful =
          switch (alteration.kind()) {
            case TOKEN -> lawfulToken(alteration, values);
            case LINK -> lawfulLink(alteration, position, piece.links(), targets);
            case PIXEL ->
                position == 0
                    && alteration.original().isEmpty()
                    && targets.pixel() != null
                    && alteration.replacement().equals(pixel(targets.pixel()));
            case ATTACHED ->
                position == 0
                    && !attached.isEmpty()
                    && alteration.original().isEmpty()
                    && alteration.replacement().equals(attached);
          };
      if (!lawful) {
        throw failed("a %s was altered in a way that is not allowed".formatted(alteration.kind()));
      }
    }
    if (counts.getOrDefault(Alteration.Kind.ATTACHED, 0) != (attached.isEmpty() ? 0 : 1)) {
      throw failed("what the market demands is not attached");
    }
    if (counts.getOrDefault(Alteration.Kind.LINK, 0) != piece.links().size()) {
      throw failed("links and rewritten links differ");
    }
  }

  private static String tokensMasked(RenderedPiece piece, String approved) {
    StringBuilder masked = new StringBuilder(approved);
    List<Alteration> alterations = piece.alterations();
    for (int i = alterations.size() - 1; i >= 0; i--) {
      Alteration alteration = alterations.get(i);
      masked.replace(alteration.start(), alteration.start() + alteration.original().length(), " ");
    }
    return masked.toString();
  }

  private static boolean lawfulToken(Alteration alteration, Map<String, String> values) {
    Matcher token = Tokens.TOKEN.matcher(alteration.original());
    if (!token.matches() || !Tokens.DECLARED.contains(Tokens.name(token))) {
      return false;
    }
    String value = values.get(Tokens.name(token));
    return value != null && alteration.replacement().equals(escape(value));
  }

  private static boolean lawfulLink(
      Alteration alteration, int position, List<String> links, LinkTargets targets) {
    if (position >= links.size() || !isDeclaredLink(links.get(position))) {
      return false;
    }
    IntFunction<String> click = targets.click();
    if (click == null) {
      return false;
    }
    String declared = links.get(position);
    boolean same =
        alteration.original().strip().equals(declared)
            || alteration.original().strip().equals(escape(declared))
            || alteration.original().strip().replace("&amp;", "&").equals(declared);
    return same && alteration.replacement().equals(escape(click.apply(position)));
  }

  static RenderRefused failed(String why) {
    return new RenderRefused(
        RenderRefused.Cause.PROOF_FAILED,
        "The rendered piece cannot be proved to be the approved one: %s.".formatted(why));
  }
}
