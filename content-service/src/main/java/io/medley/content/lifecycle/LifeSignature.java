package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.UUID;

/**
 * A signature given after approval: certified again, or a recall closed (21 CFR 11.50, 11.70).
 *
 * @param meaning what signing meant, in words
 * @param authenticatedAt when the sign-in provider says the signer proved who they are
 * @param canonical the bytes that were signed: RFC 8785 JSON of everything the signer was shown
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id, never by its bytes
public record LifeSignature(
    UUID id,
    UUID duty,
    VersionId version,
    Duty.Choice choice,
    String personId,
    String printedName,
    String meaning,
    Instant signedAt,
    Instant authenticatedAt,
    byte[] canonical,
    String keyId,
    byte[] signature) {}
