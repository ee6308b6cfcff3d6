package io.medley.campaign.event;

import io.medley.campaign.measure.Tracking;
import io.medley.campaign.measure.TrackingRefusal;
import io.medley.campaign.touch.Contact;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import org.springframework.stereotype.Service;

/**
 * What an HCP answers by the link of a message: that it answers what they asked, or what they still
 * want to know. Looking at the page says nothing: programs follow every link.
 */
@Service
public class MessageAnswers {

  /** The HCP says that a message answered what they asked. */
  public static final String ANSWERED_YES = "ANSWERED_YES";

  /** The HCP asks something. */
  public static final String QUESTION = "QUESTION";

  private static final Actor ACTOR = Actor.system("answer-page");
  private static final String SOURCE = "message";
  private static final int LONGEST = 2_000;

  private final Tracking tracking;
  private final EventReceiving receiving;

  MessageAnswers(Tracking tracking, EventReceiving receiving) {
    this.tracking = tracking;
    this.receiving = receiving;
  }

  /**
   * Returns normally if the link is one of ours.
   *
   * @throws TrackingRefusal.LinkUnknown if it is not
   */
  public void require(String token) {
    contact(token);
  }

  /** It does; saying so again changes nothing. */
  public void yes(String token) {
    Contact contact = contact(token);
    receiving.notice(
        new EventDraft(
            SOURCE,
            contact.id() + "/yes",
            contact.hcpId(),
            ANSWERED_YES,
            null,
            null,
            null,
            contact.brandId(),
            contact.campaignId(),
            ""),
        ACTOR);
  }

  /**
   * It does not: this is what the HCP still wants to know. Drug safety hears of it if the words
   * demand it.
   *
   * @throws EventRefusal.EventUnusable without words, or with more than 2,000 characters
   */
  public void question(String token, String words) {
    Contact contact = contact(token);
    String asked = words.strip();
    if (asked.isEmpty() || asked.length() > LONGEST) {
      throw new EventRefusal.EventUnusable(
          "Please write your question, in at most 2,000 characters.");
    }
    receiving.notice(
        new EventDraft(
            SOURCE,
            contact.id() + "/" + Sha256.hex(asked).substring(0, 16),
            contact.hcpId(),
            QUESTION,
            null,
            null,
            null,
            contact.brandId(),
            null,
            asked),
        ACTOR);
  }

  private Contact contact(String token) {
    return tracking.answerContact(token).orElseThrow(TrackingRefusal.LinkUnknown::new);
  }
}
