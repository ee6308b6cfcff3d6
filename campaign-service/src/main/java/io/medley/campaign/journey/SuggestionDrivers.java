package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Why an action is suggested, and how much it is worth, by what representatives left unmuted. */
@Component
class SuggestionDrivers {

  /** The driver that stands for the journey itself. */
  static final String JOURNEY = "JOURNEY";

  private static final int MOST = 100;

  private final List<DriverSource> sources;
  private final DriverMutes mutes;

  SuggestionDrivers(List<DriverSource> sources, DriverMutes mutes) {
    this.sources = List.copyOf(sources);
    this.mutes = mutes;
  }

  /**
   * The why.
   *
   * @param drivers strongest first
   * @param score 0 to 100
   */
  record Why(List<RepSuggestion.Driver> drivers, int score) {}

  /** Empty if the journey is muted for the HCP, or every reason but the journey itself is. */
  Optional<Why> of(Enrolment enrolment, HcpProfile hcp, Campaign campaign, Instant now) {
    Set<String> muted = mutes.of(hcp.id(), campaign.id().value(), now);
    List<DriverSource.Scored> found =
        sources.stream()
            .flatMap(source -> source.of(enrolment, hcp, campaign, now).stream())
            .toList();
    List<DriverSource.Scored> left =
        found.stream()
            .filter(scored -> !muted.contains(scored.driver().driver()))
            .sorted(
                Comparator.comparingInt(DriverSource.Scored::points)
                    .reversed()
                    .thenComparing(scored -> scored.driver().driver()))
            .toList();
    boolean nothingOfItsOwn =
        left.size() < found.size()
            && left.stream().allMatch(scored -> scored.driver().driver().equals(JOURNEY));
    if (muted.contains(JOURNEY) || nothingOfItsOwn) {
      return Optional.empty();
    }
    return Optional.of(
        new Why(
            left.stream().map(DriverSource.Scored::driver).toList(),
            Math.clamp(left.stream().mapToInt(DriverSource.Scored::points).sum(), 0, MOST)));
  }
}
