package io.medley.campaign.event;

import java.util.UUID;

/** What became of an event in one enrolment. */
public record Delivery(UUID eventId, UUID enrolmentId, UUID campaignId, Outcome outcome) {

  /** Ways it can go. */
  public enum Outcome {
    /** The journey waited for it and was told at once. */
    TOLD,
    /** The journey hears it when it waits for it. */
    KEPT,
    /** It brought the HCP into the journey. */
    STARTED,
    /** It is the goal of the campaign, so the journey ended with it. */
    ENDED
  }
}
