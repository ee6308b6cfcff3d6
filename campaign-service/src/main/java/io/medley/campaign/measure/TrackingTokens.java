package io.medley.campaign.measure;

import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Writes and reads tokens: {@code content.key.signature}, all in characters a link may hold. They
 * name a contact, never a person, and say nothing without this service's tables.
 */
@Component
class TrackingTokens {

  /** Signed with the content, so that a signature made for anything else never fits a token. */
  private static final byte[] PURPOSE =
      "medley tracking token 1\n".getBytes(StandardCharsets.UTF_8);

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]{26})\\.([A-Za-z0-9_-]{1,100})\\.([A-Za-z0-9_-]{86})");
  private static final int SIZE = 1 + 16 + 2;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Signer signer;
  private final SignatureVerifier verifier;

  TrackingTokens(Signer signer, SignatureVerifier verifier) {
    this.signer = signer;
    this.verifier = verifier;
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
        + signer.keyId()
        + "."
        + ENCODER.encodeToString(signer.sign(signed(content)));
  }

  /** What the text stands for; empty unless this service signed exactly that for this kind. */
  Optional<TrackingToken> read(String text, TrackingToken.Kind kind) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    byte[] content;
    byte[] signature;
    try {
      content = DECODER.decode(form.group(1));
      signature = DECODER.decode(form.group(3));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (content.length != SIZE
        || content[0] != kind.code()
        || !verifier.verify(form.group(2), signed(content), signature)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(content).position(1);
    return Optional.of(
        new TrackingToken(kind, new UUID(buffer.getLong(), buffer.getLong()), buffer.getShort()));
  }

  private static byte[] signed(byte[] content) {
    return ByteBuffer.allocate(PURPOSE.length + content.length).put(PURPOSE).put(content).array();
  }
}
