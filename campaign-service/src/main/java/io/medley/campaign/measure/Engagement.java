package io.medley.campaign.measure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an HCP did with a contact; once per (contact, kind, link), however often it was repeated.
 *
 * @param id its id, also the id of the event the journey hears
 * @param contactId the contact
 * @param enrolmentId the enrolment the contact was made for
 * @param campaignId its campaign
 * @param hcpId the HCP
 * @param stepId the step that made the contact
 * @param kind what was done
 * @param linkPosition which declared link; -1 unless a link was followed
 * @param link that link's address
 * @param at the first time, business time
 */
public record Engagement(
    UUID id,
    UUID contactId,
    UUID enrolmentId,
    UUID campaignId,
    UUID hcpId,
    String stepId,
    EngagementKind kind,
    int linkPosition,
    @Nullable String link,
    Instant at) {}
