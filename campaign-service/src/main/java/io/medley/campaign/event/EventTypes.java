package io.medley.campaign.event;

import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.GoalEvents;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Which events there are: those some journey waits for or begins with. */
@Component
public class EventTypes {

  /** The HCP confirmed or gave a consent. */
  public static final String CONSENT_CONFIRMED = "CONSENT_CONFIRMED";

  /** A consent of the HCP runs out soon. */
  public static final String CONSENT_EXPIRING = "CONSENT_EXPIRING";

  /** The HCP asked to be left alone for a time. */
  public static final String REST_STARTED = "REST_STARTED";

  /** Somebody of the house called on the HCP. */
  public static final String CALL_RECORDED = "CALL_RECORDED";

  /** What nobody has to tell, and how it is noticed. */
  private static final Map<String, String> BY_ITSELF =
      Map.of(
          "OPENED",
          "the message's picture tells it.",
          "CLICKED",
          "the message's links tell it.",
          CONSENT_CONFIRMED,
          "record the consent, and every journey that waits for it hears it.",
          CONSENT_EXPIRING,
          "the consent ledger knows when consents run out.",
          REST_STARTED,
          "a representative says so when the HCP declines.");

  private final CampaignPlanning planning;

  EventTypes(CampaignPlanning planning) {
    this.planning = planning;
  }

  /** Events that are told from outside, in alphabetical order. */
  public SortedSet<String> told() {
    SortedSet<String> types = new TreeSet<>();
    types.add(CALL_RECORDED);
    types.addAll(GoalEvents.COMMON);
    planning
        .templates()
        .forEach(
            template -> {
              types.addAll(template.entryEvents());
              types.addAll(template.awaited());
            });
    types.removeAll(BY_ITSELF.keySet());
    return types;
  }

  /**
   * Returns normally if the event may be told from outside.
   *
   * @throws EventRefusal.NoticedByItself if the house notices it
   * @throws EventRefusal.TypeUnknown if no journey knows it
   */
  void require(String type) {
    String how = BY_ITSELF.get(type);
    if (how != null) {
      throw new EventRefusal.NoticedByItself(type, how);
    }
    SortedSet<String> told = told();
    if (!told.contains(type)) {
      throw new EventRefusal.TypeUnknown(type, told);
    }
  }
}
