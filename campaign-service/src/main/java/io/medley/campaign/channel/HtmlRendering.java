package io.medley.campaign.channel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Renders an approved HTML piece by altering its text at known places only; what the parser thinks
 * of the rest never gets written. {@link RenderProof} checks the result independently.
 */
final class HtmlRendering {

  private HtmlRendering() {}

  /** The approved text; refuses what is not HTML in UTF-8. */
  static String decode(byte[] bytes) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new RenderRefused(
          RenderRefused.Cause.NOT_HTML, "The piece is not a text in UTF-8, so not an e-mail.");
    }
    String start = text.substring(0, Math.min(text.length(), 2_000)).toLowerCase(Locale.ROOT);
    if (!start.contains("<html")) {
      throw new RenderRefused(
          RenderRefused.Cause.NOT_HTML, "The piece is not an HTML page, so not an e-mail.");
    }
    return text;
  }

  static RenderedPiece render(ApprovedPage page, Map<String, String> values, LinkTargets targets) {
    return render(page, values, targets, "");
  }

  /**
   * The same, with mark-up behind the piece.
   *
   * @param attached stands at the end of the body; empty = nothing
   */
  static RenderedPiece render(
      ApprovedPage page, Map<String, String> values, LinkTargets targets, String attached) {
    List<Alteration> alterations = new ArrayList<>();
    for (ApprovedPage.Token token : page.tokens()) {
      String value = values.get(token.name());
      if (value == null) {
        throw new RenderRefused(
            RenderRefused.Cause.UNDECLARED_TOKEN,
            "The piece holds the token {{%s}}, which is not declared.".formatted(token.name()));
      }
      alterations.add(
          new Alteration(
              Alteration.Kind.TOKEN, token.start(), token.written(), RenderProof.escape(value)));
    }
    List<String> links = new ArrayList<>();
    IntFunction<String> click = targets.click();
    if (click != null) {
      for (ApprovedPage.Link link : page.links()) {
        String target = RenderProof.escape(click.apply(links.size()));
        links.add(link.href());
        alterations.add(new Alteration(Alteration.Kind.LINK, link.start(), link.written(), target));
      }
    }
    if (!attached.isEmpty()) {
      alterations.add(new Alteration(Alteration.Kind.ATTACHED, page.bodyEnd(), "", attached));
    }
    if (targets.pixel() != null) {
      alterations.add(
          new Alteration(
              Alteration.Kind.PIXEL, page.bodyEnd(), "", RenderProof.pixel(targets.pixel())));
    }
    alterations.sort(Comparator.comparingInt(Alteration::start));
    return new RenderedPiece(apply(page.text(), alterations), alterations, links);
  }

  private static String apply(String approved, List<Alteration> alterations) {
    StringBuilder html = new StringBuilder(approved.length() + 1_024);
    int at = 0;
    for (Alteration alteration : alterations) {
      if (alteration.start() < at) {
        throw new RenderRefused(
            RenderRefused.Cause.UNSAFE_TOKEN, "The piece holds a token inside a link it declares.");
      }
      html.append(approved, at, alteration.start()).append(alteration.replacement());
      at = alteration.start() + alteration.original().length();
    }
    return html.append(approved, at, approved.length()).toString();
  }
}
