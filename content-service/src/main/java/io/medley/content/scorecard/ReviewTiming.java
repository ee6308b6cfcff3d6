package io.medley.content.scorecard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One review as its recorded events have it.
 *
 * @param round which submission of the piece this is, from 1
 * @param outcome {@code LIVE}, {@code RETURNED} or {@code REJECTED}; {@code null} while it runs
 * @param cause code of what sent it back; {@code null} if it did not go back or nobody said
 */
public record ReviewTiming(
    UUID review,
    String title,
    String agency,
    String market,
    String tier,
    int round,
    Instant openedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable String cause) {}
