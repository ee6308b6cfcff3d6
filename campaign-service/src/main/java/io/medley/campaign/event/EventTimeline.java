package io.medley.campaign.event;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.HcpTimeline.Fact;
import io.medley.campaign.journey.TimelineEntry;
import io.medley.campaign.journey.TimelineSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What an HCP did outside of our messages, on the timeline, with the journeys that heard it. */
@Component
class EventTimeline implements TimelineSource {

  private final EventLedger ledger;
  private final Campaigns campaigns;

  EventTimeline(EventLedger ledger, Campaigns campaigns) {
    this.ledger = ledger;
    this.campaigns = campaigns;
  }

  @Override
  public List<Line> of(HcpId hcp) {
    List<HcpEvent> events = ledger.of(hcp);
    Map<UUID, List<Delivery>> delivered =
        ledger.deliveries(events.stream().map(HcpEvent::id).toList()).stream()
            .collect(Collectors.groupingBy(Delivery::eventId));
    return events.stream()
        .map(event -> line(event, delivered.getOrDefault(event.id(), List.of())))
        .toList();
  }

  private Line line(HcpEvent event, List<Delivery> delivered) {
    List<Fact> facts = new ArrayList<>();
    if (event.key() != null) {
      facts.add(new Fact("about", event.key()));
    }
    if (event.topic() != null) {
      facts.add(new Fact("topic", event.topic()));
    }
    for (Delivery delivery : delivered) {
      facts.add(
          new Fact(
              switch (delivery.outcome()) {
                case TOLD -> "went on at once";
                case KEPT -> "hears it when it waits for it";
                case STARTED -> "began with it";
                case ENDED -> "reached its goal with it";
              },
              name(delivery.campaignId())));
    }
    facts.add(new Fact("told by", event.source()));
    facts.add(new Fact("received", event.receivedAt().toString()));
    return new Line(
        event.at(),
        TimelineEntry.Kind.EVENT,
        event.campaignId(),
        event.brandId(),
        null,
        event.type(),
        null,
        event.words(),
        null,
        "event-" + event.id(),
        facts);
  }

  private String name(UUID campaign) {
    return campaigns
        .find(new CampaignId(campaign))
        .map(found -> found.plan().name())
        .orElse("Unknown campaign");
  }
}
