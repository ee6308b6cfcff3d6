package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlRenderingTest {

  private static final Map<String, String> VALUES =
      Map.of(
          "hcp.firstName", "Falwyn",
          "hcp.lastName", "O'<b>Quill\"erby\" & Söhne",
          "hcp.salutation", "Dr Quillerby",
          "unsubscribe", "https://send.example/preferences/abc?x=1&y=2",
          "unsubscribeUrl", "https://send.example/preferences/abc?x=1&y=2",
          "preferencesUrl", "https://send.example/preferences/abc?x=1&y=2");
  private static final LinkTargets TARGETS =
      new LinkTargets(
          "https://send.example/t/o/p1?a=1&b=2",
          "https://send.example/preferences/abc?x=1&y=2",
          position -> "https://send.example/t/c/l" + position + "?a=1&b=2");

  private static final String PIECE =
      """
      <!DOCTYPE html>
      <html lang="en-GB"><head><meta charset="utf-8"><title>News for {{hcp.lastName}}</title>
      <style>p { color: #123 }</style></head>
      <body><p>Dear {{hcp.salutation}} {{ hcp.lastName }},</p>
      <!-- a comment with <a href="https://in.comment.example/">a link</a> -->
      <p><a href="https://www.zelvaro.example/a?x=1&amp;y=2">One</a>
      <a class=x href='http://www.zelvaro.example/b' >Two</a> <a href="#safety">Safety</a>
      <a href="mailto:info@zelvaro.example">Mail</a> <a href="{{unsubscribe}}">Leave</a></p>
      </body></html>
      """;

  @Test
  void shouldAlterTokensLinksAndPixelAndNothingElse() {
    RenderedPiece rendered = HtmlRendering.render(ApprovedPage.of(PIECE), VALUES, TARGETS);

    assertThat(rendered.links())
        .containsExactly("https://www.zelvaro.example/a?x=1&y=2", "http://www.zelvaro.example/b");
    assertThat(rendered.html())
        .contains("O&#39;&lt;b&gt;Quill&quot;erby&quot; &amp; Söhne")
        .contains("<a href=\"https://send.example/t/c/l0?a=1&amp;b=2\">One</a>")
        .contains("<a class=x href='https://send.example/t/c/l1?a=1&amp;b=2' >Two</a>")
        .contains("<a href=\"#safety\">")
        .contains("<a href=\"mailto:info@zelvaro.example\">")
        .contains("<a href=\"https://send.example/preferences/abc?x=1&amp;y=2\">Leave</a>")
        .contains("https://in.comment.example/")
        .contains("<img src=\"https://send.example/t/o/p1?a=1&amp;b=2\" width=\"1\"");
    assertThat(RenderProof.unrender(rendered)).isEqualTo(PIECE);
    RenderProof.verify(hash(PIECE), rendered, VALUES, TARGETS);
  }

  @Test
  void shouldPutThePixelAtTheEndWithoutAnExplicitBodyEnd() {
    String piece = "<html><body><p>Text";

    RenderedPiece rendered = HtmlRendering.render(ApprovedPage.of(piece), VALUES, TARGETS);

    assertThat(rendered.html()).startsWith(piece + "<img src=\"");
    RenderProof.verify(hash(piece), rendered, VALUES, TARGETS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>{{hcp.email}}</body></html>",
        "<html><body>{{hcp.lastname}}</body></html>",
        "<html><body>{{}}</body></html>"
      })
  void shouldRefuseTokensNobodyDeclared(String piece) {
    assertRefused(piece, RenderRefused.Cause.UNDECLARED_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><script>var x = '{{hcp.lastName}}'</script></body></html>",
        "<html><head><style>p { content: '{{hcp.lastName}}' }</style></head><body></body></html>",
        "<html><body><p title={{hcp.lastName}}>x</p></body></html>",
        "<html><body><p {{hcp.lastName}}=x>x</p></body></html>",
        "<html><body>1 <{{hcp.lastName}}></body></html>",
        "<html><body>&{{hcp.lastName}};</body></html>"
      })
  void shouldRefuseTokensWhereAValueCouldChangeTheMarkup(String piece) {
    assertRefused(piece, RenderRefused.Cause.UNSAFE_TOKEN);
  }

  @Test
  void shouldRefuseWhatIsNotHtmlInUtf8() {
    assertThatThrownBy(() -> HtmlRendering.decode("%PDF-1.7".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RenderRefused.class);
    assertThatThrownBy(
            () -> HtmlRendering.decode("<html>ö</html>".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(RenderRefused.class);
  }

  @Test
  void shouldNotProveAPieceWithOneByteMore() {
    RenderedPiece honest = HtmlRendering.render(ApprovedPage.of(PIECE), VALUES, TARGETS);
    RenderedPiece forged =
        new RenderedPiece(
            honest.html().replace("Dear", "Dearest"), honest.alterations(), honest.links());

    assertNotProved(forged);
  }

  @Test
  void shouldNotProveATokenWithMarkupForAValue() {
    RenderedPiece honest = HtmlRendering.render(ApprovedPage.of(PIECE), VALUES, TARGETS);
    List<Alteration> alterations = new ArrayList<>(honest.alterations());
    Alteration first = alterations.getFirst();
    alterations.set(
        0,
        new Alteration(
            first.kind(), first.start(), first.original(), first.replacement() + "<script>"));
    RenderedPiece forged =
        new RenderedPiece(
            honest
                .html()
                .replaceFirst(
                    java.util.regex.Pattern.quote(first.replacement()),
                    java.util.regex.Matcher.quoteReplacement(first.replacement() + "<script>")),
            alterations,
            honest.links());

    assertNotProved(forged);
  }

  @Test
  void shouldNotProveAnInsertionCalledAToken() {
    RenderedPiece honest = HtmlRendering.render(ApprovedPage.of(PIECE), VALUES, TARGETS);
    List<Alteration> alterations = new ArrayList<>(honest.alterations());
    alterations.addFirst(new Alteration(Alteration.Kind.TOKEN, 0, "", "Buy now! "));
    RenderedPiece forged =
        new RenderedPiece("Buy now! " + honest.html(), alterations, honest.links());

    assertNotProved(forged);
  }

  @Test
  void shouldNotProveALinkThatLeadsElsewhere() {
    RenderedPiece honest = HtmlRendering.render(ApprovedPage.of(PIECE), VALUES, TARGETS);
    RenderedPiece forged =
        new RenderedPiece(
            honest.html(),
            honest.alterations(),
            List.of("https://www.zelvaro.example/a?x=1&y=2", "http://elsewhere.example/"));

    assertNotProved(forged);
  }

  private static void assertRefused(String piece, RenderRefused.Cause cause) {
    assertThatThrownBy(() -> HtmlRendering.render(ApprovedPage.of(piece), VALUES, TARGETS))
        .isInstanceOfSatisfying(
            RenderRefused.class, refused -> assertThat(refused.reason()).isEqualTo(cause));
  }

  private static void assertNotProved(RenderedPiece forged) {
    assertThatThrownBy(() -> RenderProof.verify(hash(PIECE), forged, VALUES, TARGETS))
        .isInstanceOfSatisfying(
            RenderRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RenderRefused.Cause.PROOF_FAILED));
  }

  private static String hash(String piece) {
    return Sha256.hex(piece.getBytes(StandardCharsets.UTF_8));
  }
}
