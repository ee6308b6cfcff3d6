package io.medley.content.precheck;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named person's decision that a blocking finding does not stop this version. It holds for these
 * bytes and this finding alone, and travels with the finding to every lane.
 *
 * @param findingKey the finding it is about, see {@link Finding#key}
 * @param contentHash the bytes it is about
 * @param personId who decided
 * @param printedName their name as it is shown
 * @param authority what entitled them, in which market, for example {@code LANE_MEDICAL GB}
 * @param reason in their words, for the reviewers
 * @param meaning what their signature means (21 CFR 11.50(a)(3))
 * @param authenticatedAt when they typed their password for it; {@code null} for decisions from
 *     before that was asked
 * @param keyId the service's key that signed the decision
 * @param signature over the decision's RFC 8785 JSON, Base64
 */
public record BlockOverride(
    UUID id,
    String findingKey,
    String ruleId,
    String contentHash,
    String personId,
    String printedName,
    String authority,
    String reason,
    Instant at,
    String meaning,
    @Nullable Instant authenticatedAt,
    String keyId,
    String signature) {}
