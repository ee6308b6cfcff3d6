package io.medley.content.production;

import io.medley.content.asset.AssetId;
import io.medley.content.brief.BriefId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The making of one piece.
 *
 * @param brief what asks for it; {@code null} for an upload without one
 * @param asset the piece; {@code null} until something was uploaded for the brief
 * @param attempt the process attempt that may claim it, from 1
 * @param instanceKey the process instance that claimed it
 * @param endedAt when that instance ended
 * @param doneAt when its review started or it was given up
 */
public record Production(
    UUID id,
    @Nullable BriefId brief,
    @Nullable AssetId asset,
    int attempt,
    @Nullable Long instanceKey,
    @Nullable Instant endedAt,
    @Nullable Instant doneAt) {}
