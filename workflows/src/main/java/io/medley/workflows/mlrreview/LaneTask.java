package io.medley.workflows.mlrreview;

import java.util.UUID;

/**
 * The human task of a lane, as it appeared in the engine. A lane that was returned appears again
 * with another task.
 *
 * @param reviewId the review
 * @param lane its lane
 * @param taskKey key by which the task is completed; a later task of a lane has a higher key
 * @param elementInstanceKey key of this attempt at the task
 */
public record LaneTask(UUID reviewId, String lane, long taskKey, long elementInstanceKey) {}
