package io.medley.content.signing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked to sign before they were sent to prove who they are. Good once.
 *
 * @param onBehalfOf whom the person, a delegate, is to sign for; null by their own authority
 * @param requestedAt real time
 * @param usedAt real time, when the signature was made from it
 */
public record SigningRequest(
    UUID id,
    SignedSubject subject,
    Verdict verdict,
    String personId,
    SignatureSource source,
    @Nullable String onBehalfOf,
    Instant requestedAt,
    @Nullable Instant usedAt) {}
