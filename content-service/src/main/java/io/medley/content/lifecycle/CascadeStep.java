package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version a withdrawal takes with it.
 *
 * @param root the version that was withdrawn by hand
 * @param doneAt when its own withdrawal was committed; {@code null} while it is still to be
 */
public record CascadeStep(
    VersionId root,
    VersionId version,
    Related.Relation relation,
    String reason,
    String requestedBy,
    String printedName,
    Instant requestedAt,
    @Nullable Instant doneAt) {}
