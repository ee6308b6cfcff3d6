package io.medley.campaign.journey;

import io.medley.campaign.campaign.EnrolmentId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that concern an enrolment, for what is handed over to the next channel. */
public interface HeardEvents {

  /** Oldest first. */
  List<Heard> of(EnrolmentId enrolment);

  /**
   * An event.
   *
   * @param topic code of what it was about; null if not known
   * @param words what was said; empty without any
   * @param brought whether it brought the person into the journey
   */
  record Heard(UUID id, String type, @Nullable String topic, String words, boolean brought) {}
}
