package io.medley.campaign.measure;

import io.medley.platform.signing.Sealer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Writes and reads tokens: {@code content.key.seal}, all in characters a link may hold. They name a
 * contact, never a person, and say nothing without this service's tables.
 */
@Component
class TrackingTokens {

  /** Sealed with the content, so that a seal made for anything else never fits a token. */
  private static final byte[] PURPOSE =
      "medley tracking token 2\n".getBytes(StandardCharsets.UTF_8);

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{26})\\.([A-Za-z0-9_-]{1,100})\\.([A-Za-z0-9_-]{43})");
  private static final int SIZE = 1 + 16 + 2;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Sealer sealer;

  TrackingTokens(Sealer sealer) {
    this.sealer = sealer;
  }

  /** The token's text. */
  String write(TrackingToken token) {
    byte[] content =
        ByteBuffer.allocate(SIZE)
            .put(token.kind().code())
            .putLong(token.contactId().getMostSignificantBits())
            .putLong(token.contactId().getLeastSignificantBits())
            .putShort((short) token.position())
            .array();
    return ENCODER.encodeToString(content)
        + "."
        + sealer.keyId()
        + "."
        + ENCODER.encodeToString(sealer.seal(sealed(content)));
  }

  /** What the text stands for; empty unless this service sealed exactly that for this kind. */
  Optional<TrackingToken> read(String text, TrackingToken.Kind kind) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    byte[] content;
    byte[] seal;
    try {
      content = DECODER.decode(form.group(1));
      seal = DECODER.decode(form.group(3));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (content.length != SIZE
        || content[0] != kind.code()
        || !sealer.isSeal(form.group(2), sealed(content), seal)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(content).position(1);
    return Optional.of(
        new TrackingToken(kind, new UUID(buffer.getLong(), buffer.getLong()), buffer.getShort()));
  }

  private static byte[] sealed(byte[] content) {
    return ByteBuffer.allocate(PURPOSE.length + content.length).put(PURPOSE).put(content).array();
  }
}
