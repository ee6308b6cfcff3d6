package io.medley.campaign.event;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.journey.DriverSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reasons for a suggestion in what the HCP asked or attended lately. */
@Component
class EventDrivers implements DriverSource {

  private static final Duration LATELY = Duration.ofDays(30);
  private static final int ASKED_SOMETHING = 30;
  private static final int CAME = 20;
  private static final Set<String> ASKED =
      Set.of("QUESTION", "TOPIC_REQUESTED", "INFORMATION_REQUESTED");
  private static final Set<String> ATTENDED = Set.of("ATTENDED");

  private final EventLedger ledger;

  EventDrivers(EventLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<Scored> of(Enrolment enrolment, HcpProfile hcp, Campaign campaign, Instant now) {
    List<HcpEvent> lately =
        ledger.of(hcp.id()).stream()
            .filter(event -> event.at().isAfter(now.minus(LATELY)))
            .filter(
                event ->
                    event.brandId() == null || event.brandId().equals(campaign.plan().brandId()))
            .toList();
    List<Scored> found = new ArrayList<>();
    newest(lately, ASKED)
        .ifPresent(
            event ->
                found.add(
                    scored(
                        "QUESTION",
                        ASKED_SOMETHING,
                        event.topic() == null ? "Asked something" : "Asked about " + event.topic(),
                        event,
                        now)));
    newest(lately, ATTENDED)
        .ifPresent(
            event ->
                found.add(
                    scored(
                        "ATTENDED",
                        CAME,
                        event.key() == null ? "Attended" : "Attended " + event.key(),
                        event,
                        now)));
    return found;
  }

  private static Optional<HcpEvent> newest(List<HcpEvent> events, Set<String> types) {
    return events.stream().filter(event -> types.contains(event.type())).findFirst();
  }

  private static Scored scored(
      String driver, int points, String what, HcpEvent event, Instant now) {
    long days = Duration.between(event.at(), now).toDays();
    return Scored.of(
        driver,
        points,
        "%s %s."
            .formatted(
                what, days < 1 ? "within a day" : days == 1 ? "a day ago" : days + " days ago"),
        "/hcps/%s#event-%s".formatted(event.hcp(), event.id()));
  }
}
