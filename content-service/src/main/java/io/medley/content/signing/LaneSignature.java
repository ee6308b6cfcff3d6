package io.medley.content.signing;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored signature.
 *
 * @param statement the fields as columns; the signed form is {@code canonical}
 * @param canonical the bytes that were signed
 * @param authenticatedAt when the identity provider says the signer last proved who they are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id, never by its bytes
public record LaneSignature(
    UUID id,
    SignatureStatement statement,
    SignatureSource source,
    Instant authenticatedAt,
    byte[] canonical,
    String keyId,
    byte[] signature) {}
