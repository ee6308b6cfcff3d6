package io.medley.campaign.journey.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.journey.HcpTimeline;
import io.medley.campaign.journey.TimelineEntry;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why each touch of an HCP was or was not made, for programs. */
@RestController
class HcpTimelineApi {

  private final HcpTimeline timeline;
  private final Hcps hcps;
  private final CampaignReading reading;
  private final OwnHcps own;
  private final CurrentActor actor;

  HcpTimelineApi(
      HcpTimeline timeline, Hcps hcps, CampaignReading reading, OwnHcps own, CurrentActor actor) {
    this.timeline = timeline;
    this.hcps = hcps;
    this.reading = reading;
    this.own = own;
    this.actor = actor;
  }

  @GetMapping("/api/hcps/{id}/timeline")
  List<TimelineEntry> timeline(@PathVariable UUID id) {
    reading.require(actor.require());
    HcpId hcp = new HcpId(id);
    HcpProfile known = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    own.require(actor.require(), hcp);
    return timeline.of(known.id());
  }
}
