package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;

/** Whatever a piece holds and whatever a name is: only what may be altered is, and provably so. */
class RenderProofPropertyTest {

  private static final LinkTargets TARGETS =
      new LinkTargets(
          "https://send.example/t/o/p",
          "https://send.example/preferences/p",
          position -> "https://send.example/t/c/" + position);

  @Property(tries = 500)
  void shouldUndoToTheApprovedBytes(
      @ForAll("pieces") String piece, @ForAll("names") String lastName) {
    RenderedPiece rendered = render(piece, lastName);

    assertThat(RenderProof.unrender(rendered)).isEqualTo(piece);
    RenderProof.verify(hash(piece), rendered, values(lastName), TARGETS);
  }

  @Property(tries = 500)
  void shouldNeverLetANameBecomeMarkup(
      @ForAll("pieces") String piece, @ForAll("names") String lastName) {
    String plain = Jsoup.parse(render(piece, "N").html()).select("*").size() + "";
    String named = Jsoup.parse(render(piece, lastName).html()).select("*").size() + "";

    assertThat(named).isEqualTo(plain);
  }

  @Property(tries = 500)
  void shouldSeeEverySingleChangedCharacter(
      @ForAll("pieces") String piece, @ForAll int where, @ForAll char what) {
    RenderedPiece honest = render(piece, "Quillerby");
    int at = Math.floorMod(where, honest.html().length());
    if (honest.html().charAt(at) == what || Character.isSurrogate(what)) {
      return;
    }
    String changed = honest.html().substring(0, at) + what + honest.html().substring(at + 1);
    RenderedPiece forged = new RenderedPiece(changed, honest.alterations(), honest.links());

    assertThatThrownBy(() -> RenderProof.verify(hash(piece), forged, values("Quillerby"), TARGETS))
        .isInstanceOf(RenderRefused.class);
  }

  @Provide
  Arbitrary<String> pieces() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars(" abcäß€&;<>\"'=/\n\r\t{").ofMaxLength(12),
            Arbitraries.of(
                "{{hcp.lastName}}",
                "{{ hcp.lastName }}",
                "<p>",
                "</p>",
                "<br/>",
                "<a href=\"https://www.zelvaro.example/x?a=1&amp;b=2\">",
                "<a href='http://www.zelvaro.example/'>",
                "<A HREF=\"HTTPS://www.zelvaro.example/x\">",
                "<a href=https://www.zelvaro.example/unquoted>",
                "<a href=\"{{unsubscribe}}\">",
                "<a href=\"#safety\">",
                "</a>",
                "<img src=\"https://www.zelvaro.example/i.png\" alt=\"i\">",
                "<!-- {{hcp.lastName}} -->",
                "<table><tr><td>",
                "</body>",
                "</html>"));
    return part.list()
        .ofMaxSize(20)
        .map(parts -> "<html><body>" + String.join("", parts))
        .filter(RenderProofPropertyTest::lawful);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("abc<>&\"'/=!-{}ß \t").ofMinLength(1).ofMaxLength(20),
        Arbitraries.of("<script>alert(1)</script>", "\" onload=\"x", "--><b>", "&lt;", "O'Fenn"));
  }

  /** Random text may put a token where it is refused; those pieces are another test's. */
  private static boolean lawful(String piece) {
    try {
      render(piece, "N");
      return true;
    } catch (RenderRefused refused) {
      return false;
    }
  }

  private static RenderedPiece render(String piece, String lastName) {
    return HtmlRendering.render(ApprovedPage.of(piece), values(lastName), TARGETS);
  }

  private static Map<String, String> values(String lastName) {
    return Map.of("hcp.lastName", lastName, "unsubscribe", "https://send.example/preferences/p");
  }

  private static String hash(String piece) {
    return Sha256.hex(piece.getBytes(StandardCharsets.UTF_8));
  }
}
