package io.medley.content.signing;

import java.time.Instant;

/**
 * A signed statement as it is stored with what it brought about.
 *
 * @param meaning what signing means (21 CFR 11.50(a)(3))
 * @param statement the RFC 8785 JSON that was signed: all fields, person, printed name and time
 * @param authenticatedAt when the sign-in provider checked the signer's password for it
 * @param keyId the service's key
 * @param signature Base64, over the UTF-8 bytes of the statement
 */
public record SignedStatement(
    String meaning,
    String statement,
    Instant at,
    Instant authenticatedAt,
    String keyId,
    String signature) {}
