package io.medley.content.signing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is about: one lane of one review, at exactly these bytes and this frozen
 * metadata.
 *
 * @param review id of the review
 * @param round the lane's round; one signature each
 * @param version id of the version under review
 * @param contentHash SHA-256 of the bytes, lower-case hex
 * @param metadataHash SHA-256 of the frozen metadata's RFC 8785 form, lower-case hex
 * @param checkRun id of the pre-check run the signer was shown
 * @param checkRunHash SHA-256 of that run's digest: findings, packs, inputs and what was decided
 *     against findings; null in signatures from before it was signed
 */
public record SignedSubject(
    UUID review,
    int round,
    Lane lane,
    UUID version,
    String contentHash,
    String metadataHash,
    UUID checkRun,
    @Nullable String checkRunHash) {}
