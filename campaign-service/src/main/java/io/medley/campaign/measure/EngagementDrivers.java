package io.medley.campaign.measure;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.journey.DriverSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Reasons for a suggestion in what the HCP did lately, and in how far the HCP is with the brand.
 */
@Component
class EngagementDrivers implements DriverSource {

  private static final Duration LATELY = Duration.ofDays(30);
  private static final int CLICKED = 25;
  private static final int OPENED = 10;
  private static final int SEEKS = 15;
  private static final int PREPARES = 25;

  private final Engagements engagements;
  private final Ladders ladders;

  EngagementDrivers(Engagements engagements, Ladders ladders) {
    this.engagements = engagements;
    this.ladders = ladders;
  }

  @Override
  public List<Scored> of(Enrolment enrolment, HcpProfile hcp, Campaign campaign, Instant now) {
    List<Scored> found = new ArrayList<>();
    List<Engagement> lately =
        engagements.ofHcp(hcp.id().value()).stream()
            .filter(done -> done.at().isAfter(now.minus(LATELY)))
            .toList();
    lately.stream()
        .filter(done -> done.kind() == EngagementKind.CLICKED)
        .findFirst()
        .or(() -> lately.stream().filter(done -> done.kind() == EngagementKind.OPENED).findFirst())
        .ifPresent(done -> found.add(did(done, hcp, now)));
    Ladder.Rung rung =
        Ladder.at(
            ladders.of(hcp.id().value()).stream()
                .filter(evidence -> campaign.plan().brandId().equals(evidence.brandId()))
                .toList(),
            now);
    if (rung.stage().compareTo(Stage.CONTEMPLATION) >= 0) {
      found.add(
          Scored.of(
              "STAGE",
              rung.stage() == Stage.CONTEMPLATION ? SEEKS : PREPARES,
              "With %s the HCP is at the stage of %s."
                  .formatted(
                      rung.because()
                          .filter(evidence -> !evidence.ofWholeBrand())
                          .map(
                              evidence ->
                                  campaign.plan().brandId()
                                      + " ("
                                      + evidence.topic().toLowerCase(Locale.ROOT)
                                      + ")")
                          .orElse(campaign.plan().brandId()),
                      rung.stage().name().toLowerCase(Locale.ROOT)),
              "/hcps/%s/stages".formatted(hcp.id())));
    }
    return found;
  }

  private static Scored did(Engagement done, HcpProfile hcp, Instant now) {
    boolean clicked = done.kind() == EngagementKind.CLICKED;
    long days = Duration.between(done.at(), now).toDays();
    return Scored.of(
        "ENGAGED",
        clicked ? CLICKED : OPENED,
        "%s “%s” %s."
            .formatted(
                clicked ? "Followed a link in" : "Opened",
                done.stepId(),
                days < 1 ? "within a day" : days == 1 ? "a day ago" : days + " days ago"),
        "/hcps/%s#contact-%s".formatted(hcp.id(), done.contactId()));
  }
}
