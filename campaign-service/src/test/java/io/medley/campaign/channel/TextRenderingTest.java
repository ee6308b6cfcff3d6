package io.medley.campaign.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRenderingTest {

  private static final Map<String, String> VALUES =
      Map.of("hcp.salutation", "Dr <Quillerby> & Söhne", "hcp.lastName", "{{hcp.salutation}}");
  private static final List<String> ATTACHED =
      List.of("https://www.zelvaro.example/gb/pi", "Reply STOP to end.");

  @Test
  void shouldPutTokensInAndWhatTheMarketDemandsBehind() {
    assertThat(TextRendering.render(piece("{{ hcp.salutation }}, news."), VALUES, ATTACHED))
        .isEqualTo(
            "Dr <Quillerby> & Söhne, news.\nhttps://www.zelvaro.example/gb/pi\nReply STOP to end.");
  }

  @Test
  void shouldTakeAValueForTextHoweverItReads() {
    assertThat(TextRendering.render(piece("Hello {{hcp.lastName}}"), VALUES, List.of()))
        .isEqualTo("Hello {{hcp.salutation}}");
  }

  @Test
  void shouldRefuseATokenNobodyDeclared() {
    assertThatThrownBy(() -> TextRendering.render(piece("{{hcp.phone}}"), VALUES, ATTACHED))
        .isInstanceOfSatisfying(
            RenderRefused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(RenderRefused.Cause.UNDECLARED_TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "<p>Hello</p>", "x <html>", "bell\u0007"})
  void shouldRefuseWhatIsNoPlainText(String text) {
    assertThatThrownBy(() -> TextRendering.render(piece(text), VALUES, ATTACHED))
        .isInstanceOf(RenderRefused.class);
  }

  @Test
  void shouldRefuseOtherBytesThanTheSignedOnes() {
    ApprovedPiece other =
        new ApprovedPiece(
            UUID.randomUUID(),
            Sha256.hex("signed".getBytes(StandardCharsets.UTF_8)),
            "Text",
            "sent".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> TextRendering.render(other, VALUES, ATTACHED))
        .isInstanceOfSatisfying(
            RenderRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RenderRefused.Cause.PROOF_FAILED));
  }

  private static ApprovedPiece piece(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ApprovedPiece(UUID.randomUUID(), Sha256.hex(bytes), "Text", bytes);
  }
}
