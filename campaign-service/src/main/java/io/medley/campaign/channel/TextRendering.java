package io.medley.campaign.channel;

import io.medley.platform.signing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Renders an approved plain text: its tokens get their values, and what the market demands is
 * attached behind it. Nothing else is altered, and the result is undone and compared with the
 * signed hash before it may leave.
 */
final class TextRendering {

  private TextRendering() {}

  /**
   * The message.
   *
   * @param values values of the declared tokens
   * @param attached lines the market demands, in order
   * @throws RenderRefused if the piece is no plain text, or the proof does not hold
   */
  static String render(ApprovedPiece piece, Map<String, String> values, List<String> attached) {
    String approved = decode(piece.bytes());
    List<Alteration> alterations = new ArrayList<>();
    StringBuilder text = new StringBuilder(approved.length() + 200);
    Matcher token = Tokens.TOKEN.matcher(approved);
    int at = 0;
    while (token.find()) {
      String value = values.get(Tokens.name(token));
      if (value == null) {
        throw new RenderRefused(
            RenderRefused.Cause.UNDECLARED_TOKEN,
            "The piece holds the token {{%s}}, which is not declared.".formatted(token.group(1)));
      }
      alterations.add(new Alteration(Alteration.Kind.TOKEN, token.start(), token.group(), value));
      text.append(approved, at, token.start()).append(value);
      at = token.end();
    }
    text.append(approved, at, approved.length());
    if (!attached.isEmpty()) {
      String lines = "\n" + String.join("\n", attached);
      alterations.add(new Alteration(Alteration.Kind.ATTACHED, approved.length(), "", lines));
      text.append(lines);
    }
    RenderedPiece rendered = new RenderedPiece(text.toString(), alterations, List.of());
    prove(piece.contentHash(), rendered, values, attached);
    return rendered.html();
  }

  private static void prove(
      String contentHash, RenderedPiece piece, Map<String, String> values, List<String> attached) {
    String approved = RenderProof.unrender(piece);
    if (!Sha256.hex(approved.getBytes(StandardCharsets.UTF_8)).equals(contentHash)) {
      throw RenderProof.failed("undoing the alterations does not give the approved bytes");
    }
    for (Alteration alteration : piece.alterations()) {
      boolean lawful =
          switch (alteration.kind()) {
            case TOKEN -> lawfulToken(alteration, values);
            case ATTACHED ->
                alteration.original().isEmpty()
                    && alteration.start() == approved.length()
                    && alteration.replacement().equals("\n" + String.join("\n", attached));
            case LINK, PIXEL -> false;
          };
      if (!lawful) {
        throw RenderProof.failed("the text was altered in a way that is not allowed");
      }
    }
  }

  private static boolean lawfulToken(Alteration alteration, Map<String, String> values) {
    Matcher token = Tokens.TOKEN.matcher(alteration.original());
    return token.matches()
        && Tokens.DECLARED.contains(Tokens.name(token))
        && alteration.replacement().equals(values.get(Tokens.name(token)));
  }

  private static String decode(byte[] bytes) {
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
      throw notText();
    }
    boolean markup =
        text.stripLeading().startsWith("<") || text.toLowerCase(Locale.ROOT).contains("<html");
    boolean control =
        text.chars().anyMatch(each -> Character.isISOControl(each) && each != '\n' && each != '\r');
    if (text.isBlank() || markup || control) {
      throw notText();
    }
    return text;
  }

  private static RenderRefused notText() {
    return new RenderRefused(
        RenderRefused.Cause.NOT_TEXT,
        "The piece is not a plain text in UTF-8, so not a text message.");
  }
}
