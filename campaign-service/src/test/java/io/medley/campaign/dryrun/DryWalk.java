package io.medley.campaign.dryrun;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.hcp.Surroundings;
import io.medley.campaign.journey.PathFacts;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.ShadowGate;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A dry run of these HCPs from these rows, in which nobody responds. */
public final class DryWalk {

  private DryWalk() {}

  /** What it showed. */
  public static DryRunReport of(
      Campaign campaign,
      JourneyTemplate template,
      List<HcpProfile> audience,
      GateReads live,
      ServableVersions servable,
      GateSettings settings,
      Holdouts holdouts,
      ContactRules rules,
      Instant start,
      Instant end) {
    Simulation simulation =
        new Simulation(
            campaign,
            template,
            new ShadowGate(settings, holdouts),
            new ShadowReads(live, servable, hcp -> true, start),
            new TouchCommands(rules, new NoBrandTiers()),
            (hcp, action, now) -> new RepRoom.Asked("rob", Optional.empty(), 1_000, 0),
            new PathFacts(hcpsOfNoBrand(), mock(HcpPortraits.class)),
            new ResponseModel(0, 0, 0, 0, 0, "nobody"),
            start,
            end);
    audience.forEach(hcp -> simulation.enrol(hcp, start));
    return simulation.run(begun -> {});
  }

  private static Hcps hcpsOfNoBrand() {
    Hcps hcps = mock(Hcps.class);
    when(hcps.surroundings(any())).thenReturn(new Surroundings(List.of(), Map.of()));
    return hcps;
  }

  /** The enrolment an HCP has in it. */
  public static UUID enrolment(Campaign campaign, HcpProfile hcp) {
    return Simulation.enrolment(campaign, hcp);
  }
}
