package io.medley.campaign.campaign;

import java.util.UUID;

/**
 * Payload of {@link CampaignTopics#CAMPAIGN_CHANGED}.
 *
 * @param campaignId the campaign
 * @param state its state after the change
 */
public record CampaignChanged(UUID campaignId, CampaignState state) {}
