package io.medley.campaign.touch;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one touch for good: {@code enrolmentId/stepId/occurrence}. Retries, touches held and asked
 * again, and restarted journeys keep it. Its text is a valid RFC 5322 dot-atom, so that it can be
 * the left part of a Message-ID as it is.
 *
 * @param stepId letters, digits, {@code _} and {@code -}, at most 100
 * @param occurrence visit of the step, from 1
 */
public record SendKey(UUID enrolmentId, String stepId, int occurrence) {

  private static final Pattern STEP = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /** Checks the parts. */
  public SendKey {
    if (!STEP.matcher(stepId).matches()) {
      throw new IllegalArgumentException("Not a step id: " + stepId);
    }
    if (occurrence < 1) {
      throw new IllegalArgumentException("Occurrences count from 1");
    }
  }

  /** Reads what {@link #toString()} wrote. */
  public static SendKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a send key: " + text);
    }
    return new SendKey(UUID.fromString(parts[0]), parts[1], Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    return enrolmentId + "/" + stepId + "/" + occurrence;
  }
}
