package io.medley.workflows.campaignlaunch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked for a launch, as the form shows it. Nothing is decided from it.
 *
 * @param approvalId id of the approval; null for a task that is none
 * @param candidateGroup who sees the task, e.g. {@code medical-gb}
 * @param dueAt when it is due, on the business clock
 * @param heading what is asked, e.g. "Medical approval"
 * @param title the campaign
 * @param markets as people read them
 * @param what what there is to know, a few lines of Markdown, at most 2 KB
 * @param url the page on which it is decided
 * @param returnReason why the task came back; null the first time
 */
public record LaunchTask(
    @Nullable String approvalId,
    String candidateGroup,
    Instant dueAt,
    String heading,
    String title,
    String markets,
    String what,
    String url,
    @Nullable String returnReason) {}
