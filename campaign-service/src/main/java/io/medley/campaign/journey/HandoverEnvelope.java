package io.medley.campaign.journey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one channel hands over to the next: the insight, not all data. Only the fields of {@link
 * io.medley.workflows.journey.HandoverField} exist; those a step does not need stay null, and
 * nothing in it is a personal value.
 *
 * @param reason why the person is contacted
 * @param triggerEvent id of the event that brought the person into the journey
 * @param topics codes of the topics
 * @param stage stage of change on the topic
 * @param lastTouches the last three, newest first
 * @param question what the person asked
 * @param contentSeen versions of the pieces the person was sent, newest first
 * @param promisedFollowUp what was promised
 * @param consentEntry the entry of the consent ledger that holds
 * @param doNotMention topics not to speak of
 * @param expiresAt from then on it must not be used
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HandoverEnvelope(
    @Nullable String reason,
    @Nullable String triggerEvent,
    List<String> topics,
    @Nullable String stage,
    List<LastTouch> lastTouches,
    @Nullable String question,
    List<UUID> contentSeen,
    @Nullable String promisedFollowUp,
    @Nullable Long consentEntry,
    List<String> doNotMention,
    Instant expiresAt) {

  /** Longest text of a field, in characters. */
  public static final int LONGEST_TEXT = 400;

  /** Most entries of a list. */
  public static final int MOST_ENTRIES = 10;

  /** Copies the lists and cuts what is longer than an insight. */
  public HandoverEnvelope {
    reason = cut(reason);
    question = cut(question);
    promisedFollowUp = cut(promisedFollowUp);
    topics = few(topics);
    lastTouches = few(lastTouches);
    contentSeen = few(contentSeen);
    doNotMention = few(doNotMention);
  }

  /**
   * A touch made lately.
   *
   * @param at business time
   */
  public record LastTouch(String channel, String slot, Instant at) {}

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private static <T> List<T> few(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().limit(MOST_ENTRIES).toList();
  }
}
