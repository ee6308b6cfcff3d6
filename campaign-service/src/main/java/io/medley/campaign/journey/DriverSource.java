package io.medley.campaign.journey;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.List;

/**
 * Where the reasons of a suggestion come from. Every bean of this type is asked inside the
 * transaction that would add the suggestion; it reads this service's rows only.
 */
public interface DriverSource {

  /** What speaks for asking somebody to act for the HCP now. */
  List<Scored> of(Enrolment enrolment, HcpProfile hcp, Campaign campaign, Instant now);

  /**
   * A reason and what it weighs.
   *
   * @param points what it adds to the score of 100
   */
  record Scored(RepSuggestion.Driver driver, int points) {

    /** With the path of the page that shows it. */
    public static Scored of(String driver, int points, String why, String evidence) {
      return new Scored(new RepSuggestion.Driver(driver, why, evidence), points);
    }
  }
}
