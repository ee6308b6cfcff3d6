package io.medley.content.claim;

import org.jspecify.annotations.Nullable;

/**
 * What a claim rests on.
 *
 * @param anchor the place in the reference; {@code null} if nobody has named one yet
 */
public record ClaimSupport(String referenceId, @Nullable ReferenceAnchor anchor) {}
