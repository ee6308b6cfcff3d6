package io.medley.campaign.campaign;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a journey ends before its end. The name is the code that is stored, told to the journey and
 * counted; the sentence is what people read.
 */
public enum ExitReason {
  /** An event the campaign names as its goal has happened. */
  GOAL_REACHED("The goal of the campaign is reached; there is nothing left to ask for."),
  /** The piece a step needs is gone for good and nothing took its place in time. */
  CONTENT_GONE(
      "The piece this journey needs was withdrawn or ran out for good, and nothing took its place."),
  /** The HCP has died. */
  HCP_DECEASED("The HCP has died."),
  /** The HCP practises no more. */
  HCP_RETIRED("The HCP has retired."),
  /** The HCP's country or territory is no longer one of the campaign's. */
  HCP_MOVED("The HCP moved out of the campaign's market or territory."),
  /** Drug safety or medical stopped the brand, and chose to end what was under way. */
  SAFETY_HOLD("Drug safety or medical stopped it and ended what was under way."),
  /** No way is left that the HCP agrees to. */
  CONSENT_WITHDRAWN("The HCP withdrew consent, and no way of this journey is left."),
  /** The HCP unsubscribed, and no way is left that the HCP agrees to. */
  UNSUBSCRIBED("The HCP unsubscribed from e-mail, and no other way of this journey is left."),
  /** The HCP's personal values were destroyed. */
  HCP_ERASED("The HCP was erased."),
  /** The campaign was stopped. */
  CAMPAIGN_STOPPED("The campaign was stopped."),
  /** The campaign's entry was closed before the journey began. */
  CAMPAIGN_DRAINED("The campaign was drained before this journey began."),
  /** The campaign goes on by a journey that has no such step. */
  JOURNEY_CHANGED(
      "The campaign goes on by another journey, which has no such step as this HCP was at."),
  /** The HCP wants no more of it. */
  HCP_ASKED_TO_END("The HCP asked to be spared it; somebody ended it."),
  /** Somebody does in person what the journey was for. */
  HANDLED_IN_PERSON("Somebody does it in person, and ended the journey."),
  /** It is not for this HCP. */
  NOT_FOR_THIS_HCP("Somebody found that it is not for this HCP.");

  private final String sentence;

  ExitReason(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence for people. */
  public String sentence() {
    return sentence;
  }

  /** The reason of a stored code; empty if it is none of these. */
  public static Optional<ExitReason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.name().equals(code)).findFirst();
  }
}
