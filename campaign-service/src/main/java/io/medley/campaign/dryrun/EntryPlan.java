package io.medley.campaign.dryrun;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who enters a campaign when, by the plan of its launch. */
public interface EntryPlan {

  /**
   * The cohorts, in the order in which they enter: the pilot, then the waves, as if every decision
   * were "go" on its day.
   *
   * @return empty if no launch is being prepared; then everybody enters at once
   */
  Optional<List<Cohort>> of(Campaign campaign, List<HcpProfile> audience, Instant now);

  /**
   * What the cohorts depend on, for telling whether a run is still about the same; may be empty.
   */
  String facts(Campaign campaign);

  /**
   * A cohort.
   *
   * @param name e.g. {@code Pilot} or {@code Wave 2}
   * @param after how long after the launch it enters
   * @param hcps who, the likeliest to respond first
   */
  record Cohort(String name, Duration after, List<HcpId> hcps) {

    /** Copies the list. */
    public Cohort {
      hcps = List.copyOf(hcps);
    }
  }
}
