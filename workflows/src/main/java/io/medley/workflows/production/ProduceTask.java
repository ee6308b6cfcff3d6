package io.medley.workflows.production;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agency is asked to make, as the form of its human task shows it. Nothing is decided from
 * it.
 *
 * @param candidateGroup who sees the task, e.g. {@code agency-northlight}
 * @param dueAt when it is due, on the business clock
 * @param markets as people read them
 * @param neededBy the last day, ISO 8601
 * @param url the page of the brief
 * @param returnReason why the task came back; null the first time
 */
public record ProduceTask(
    String candidateGroup,
    Instant dueAt,
    String title,
    String markets,
    String channels,
    String neededBy,
    String url,
    @Nullable String returnReason) {}
