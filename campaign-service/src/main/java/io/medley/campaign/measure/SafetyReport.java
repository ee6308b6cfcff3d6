package io.medley.campaign.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an HCP said that may be an adverse event or a product complaint.
 *
 * @param kinds what the words may speak of
 * @param words the words of the list that were found
 * @param receivedAt when anybody of the house could have known it: the clock starts here
 * @param dueAt until when drug safety must have it
 * @param outcome the case number, or why it is no event; null while it is open
 */
public record SafetyReport(
    UUID id,
    String sourceKey,
    UUID hcpId,
    Source source,
    List<String> kinds,
    List<String> words,
    Instant receivedAt,
    Instant dueAt,
    State state,
    @Nullable String outcome,
    @Nullable String closedBy,
    @Nullable Instant closedAt) {

  /** Staff pass on what they learn within one day (ABPI and company practice for GVP module VI). */
  public static final Duration CLOCK = Duration.ofHours(24);

  /** Copies the lists. */
  public SafetyReport {
    kinds = List.copyOf(kinds);
    words = List.copyOf(words);
  }

  /** True if drug safety should have it by now. */
  public boolean overdue(Instant now) {
    return state == State.OPEN && !now.isBefore(dueAt);
  }

  /** Where it was said. */
  public enum Source {
    /** Answer to a message. */
    REPLY,
    /** Answer to a question of a journey. */
    ANSWER,
    /** Note of a rep. */
    REP_NOTE
  }

  /** What became of it. */
  public enum State {
    /** Nobody has looked at it. */
    OPEN,
    /** Drug safety has it. */
    FORWARDED,
    /** A person says that it is no event. */
    NO_EVENT
  }
}
