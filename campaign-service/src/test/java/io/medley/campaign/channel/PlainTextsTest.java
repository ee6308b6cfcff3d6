package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextsTest {

  private static final LinkTargets TARGETS =
      new LinkTargets(
          "https://send.example/t/o/p1?a=1&b=2",
          "https://send.example/preferences/abc?x=1&y=2",
          position -> "https://send.example/t/c/l" + position + "?a=1&b=2");

  private static final LinkTargets UNSEEN = new LinkTargets(null, TARGETS.unsubscribe(), null);

  private static final String PIECE =
      """
      <!DOCTYPE html>
      <html lang="en-GB"><head><meta charset="utf-8"><title>News for {{hcp.lastName}}</title>
      <style>p { color: #123 }</style></head>
      <body><h1>News</h1><p>Dear {{hcp.salutation}}&nbsp; {{ hcp.lastName }} ,</p>
      <!-- for {{hcp.firstName}} -->
      <img src="cid:logo" alt="For {{hcp.firstName}}">
      <p><a href="https://www.zelvaro.example/a?x=1&amp;y=2">One</a><br>
      <a class=x href='http://www.zelvaro.example/b' >Two</a> <a href="#safety">Safety</a>
      <a href="mailto:info@zelvaro.example">Mail</a> <a href="{{unsubscribe}}">Leave</a>
      <a href="https://www.zelvaro.example/for/{{hcp.lastName}}">Yours</a></p>
      <table><tr><td>{{hcp.firstName}}</td><td>{{answer}}</td></tr></table>
      </body></html>
      """;

  private final PlainTexts texts = new PlainTexts();

  private static Map<String, String> values(String first, String last) {
    return Map.of(
        "hcp.firstName",
        first,
        "hcp.lastName",
        last,
        "hcp.salutation",
        "Dr " + last,
        "unsubscribe",
        TARGETS.unsubscribe(),
        "unsubscribeUrl",
        TARGETS.unsubscribe(),
        "preferencesUrl",
        TARGETS.unsubscribe(),
        "answer",
        "https://send.example/answer/" + last.length());
  }

  private static HtmlPage page(
      String piece, Map<String, String> values, LinkTargets targets, String attached) {
    ApprovedPage approved = ApprovedPage.of(piece);
    RenderedPiece rendered = HtmlRendering.render(approved, values, targets, attached);
    return new HtmlPage(
        rendered.html(),
        "News",
        rendered.links(),
        targets.unsubscribe(),
        new HtmlPage.Made(approved, "hash of " + piece, attached, values, targets));
  }

  @Test
  void shouldReadLikeThePage() {
    HtmlPage page = page(PIECE, values("Falwyn", "O'<b>Quill\"erby\" & Söhne"), TARGETS, "");

    assertThat(texts.of(page))
        .isEqualTo(PlainTexts.of(page.html()))
        .contains("Dear Dr O'<b>Quill\"erby\" & Söhne O'<b>Quill\"erby\" & Söhne ,")
        .contains("One <https://send.example/t/c/l0?a=1&b=2>")
        .contains("Leave <https://send.example/preferences/abc?x=1&y=2>")
        .contains("For Falwyn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Quillerby",
        "van  der\tQuill",
        "",
        " ",
        "http Quill",
        "Quill\u00ADerby",
        "{{q}}",
        "$1"
      })
  void shouldReadLikeThePageForEveryReader(String last) {
    // The first reader's text is the one that is kept.
    texts.of(page(PIECE, values("Falwyn", "Quillerby"), TARGETS, ""));

    for (LinkTargets targets : List.of(TARGETS, UNSEEN)) {
      for (String attached : List.of("", "<div><p>Safety first.</p></div>")) {
        HtmlPage page = page(PIECE, values("Ann", last), targets, attached);

        assertThat(texts.of(page)).isEqualTo(PlainTexts.of(page.html()));
      }
    }
  }

  @Test
  void shouldReadAPageThatHoldsTheMarks() {
    String piece = "<html><body><p>\uE000hcp.lastName\uE001 {{hcp.lastName}}</p></body></html>";

    HtmlPage page = page(piece, values("Falwyn", "Quillerby"), TARGETS, "");

    assertThat(texts.of(page)).isEqualTo("\uE000hcp.lastName\uE001 Quillerby");
  }

  @Test
  void shouldReadAPageWhoseLinkIsNoAddressUntilItIsFilled() {
    String piece = "<html><body><a href=\"{{hcp.firstName}}\">Odd</a></body></html>";

    HtmlPage page = page(piece, values("https://odd.example", "Quillerby"), TARGETS, "");

    assertThat(texts.of(page)).isEqualTo("Odd <https://odd.example>");
  }
}
