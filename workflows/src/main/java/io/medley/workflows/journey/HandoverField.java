package io.medley.workflows.journey;

import java.util.Arrays;
import java.util.Optional;

/**
 * The fields that may be handed over from one channel to the next, and no other: the insight, not
 * all data. A step names what it {@code needs}, a step or the entry of a journey what it {@code
 * fills}; a journey with a step that needs what nothing before it can fill is refused.
 */
public enum HandoverField {
  /** Why the person is contacted, in one sentence. */
  REASON("reason"),
  /** Id of the event that brought the person into the journey. */
  TRIGGER_EVENT("triggerEvent"),
  /** Codes of the topics it is about. */
  TOPICS("topics"),
  /** The person's stage of change on the topic. */
  STAGE("stage"),
  /** The last three touches: channel, slot and day. */
  LAST_TOUCHES("lastTouches"),
  /** The question the person asked. */
  QUESTION("question"),
  /** Versions of the pieces the person was sent. */
  CONTENT_SEEN("contentSeen"),
  /** What was promised to the person. */
  PROMISED_FOLLOW_UP("promisedFollowUp"),
  /** The consent entry that holds. */
  CONSENT_ENTRY("consentEntry"),
  /** Topics not to speak of. */
  DO_NOT_MENTION("doNotMention");

  private final String modelName;

  HandoverField(String modelName) {
    this.modelName = modelName;
  }

  /** Its name in a model and in an envelope. */
  public String modelName() {
    return modelName;
  }

  /** The field of this name; empty if there is none. */
  public static Optional<HandoverField> named(String modelName) {
    return Arrays.stream(values()).filter(field -> field.modelName.equals(modelName)).findFirst();
  }
}
