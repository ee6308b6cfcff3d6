package io.medley.platform.security;

import java.time.Instant;

/**
 * What the sign-in provider said when the person authenticated again. All instants are real time.
 *
 * @param id the step-up's own id
 * @param subject the provider's {@code sub}: equals the session's user
 * @param authTime the provider's {@code auth_time}: not before the request, to the second
 * @param nonce the nonce of the request, found again in the id token
 * @param requestedAt when the service asked
 * @param at when the answer arrived
 */
public record StepUpProof(
    String id, String subject, Instant authTime, String nonce, Instant requestedAt, Instant at) {}
