package io.medley.campaign.event.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.event.Attendance;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.event.EventRefusal;
import io.medley.campaign.event.EventTypes;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where programs tell of events: webinar platforms, portals, CRM; one, or many at once. */
@RestController
class EventApi {

  private static final int MOST = 1_000;

  private final EventReceiving events;
  private final EventTypes types;
  private final Attendance attendance;
  private final Hcps hcps;
  private final CampaignReading reading;
  private final CurrentActor actor;

  EventApi(
      EventReceiving events,
      EventTypes types,
      Attendance attendance,
      Hcps hcps,
      CampaignReading reading,
      CurrentActor actor) {
    this.events = events;
    this.types = types;
    this.attendance = attendance;
    this.hcps = hcps;
    this.reading = reading;
    this.actor = actor;
  }

  /**
   * An event; id and source as in CloudEvents: together they name it for good.
   *
   * @param source who tells it; absent = whoever is signed in
   * @param hcpId the HCP; or its {@code externalId}
   * @param at when it happened; absent = now
   */
  record Told(
      @Nullable String id,
      @Nullable String source,
      @Nullable String type,
      @Nullable UUID hcpId,
      @Nullable String externalId,
      @Nullable Instant at,
      @Nullable String key,
      @Nullable String topic,
      @Nullable String brandId,
      @Nullable UUID campaignId,
      @Nullable String words) {}

  /** Several. */
  record Batch(@Nullable List<Told> events) {}

  /**
   * What became of one of several.
   *
   * @param problem slug of the problem's type; null if it was taken
   * @param detail what is wrong and how to mend it; null if it was taken
   */
  record Result(
      int index,
      EventReceiving.@Nullable Received received,
      @Nullable String problem,
      @Nullable String detail) {}

  /** Which events journeys know. */
  @GetMapping("/api/events/types")
  Collection<String> types() {
    reading.require(actor.require());
    return types.told();
  }

  @PostMapping("/api/events")
  EventReceiving.Received tell(@RequestBody Told told) {
    Actor by = actor.require();
    reading.require(by);
    return events.receive(draft(told, by), by);
  }

  /** Each is taken or refused by itself; sending all of it again changes nothing. */
  @PostMapping("/api/events/batch")
  List<Result> tellMany(@RequestBody Batch batch) {
    Actor by = actor.require();
    reading.require(by);
    List<Told> told = batch.events();
    if (told == null || told.isEmpty() || told.size() > MOST) {
      throw new EventRefusal.EventUnusable("Send 1 to 1,000 events in \"events\".");
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      results.add(one(i, told.get(i), by));
    }
    return results;
  }

  private Result one(int index, Told told, Actor by) {
    try {
      return new Result(index, events.receive(draft(told, by), by), null, null);
    } catch (Refusal refused) {
      return new Result(index, null, refused.type().slug(), refused.getMessage());
    }
  }

  /** The list of who registered and attended, as CSV. */
  @PostMapping(path = "/api/events/attendance", consumes = "text/csv")
  Attendance.Report attendance(
      InputStream csv,
      @RequestParam String key,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String brandId,
      @RequestParam(required = false) @Nullable UUID campaignId)
      throws IOException {
    Actor by = actor.require();
    reading.require(by);
    return attendance.take(csv, new Attendance.Of(key, topic, brandId, campaignId), by);
  }

  private EventDraft draft(Told told, Actor by) {
    String id = told.id();
    String type = told.type();
    String source = told.source();
    String words = told.words();
    if (id == null || type == null) {
      throw new EventRefusal.EventUnusable("An event has an \"id\" and a \"type\".");
    }
    return new EventDraft(
        source == null ? by.id() : source,
        id,
        hcp(told),
        type,
        told.at(),
        told.key(),
        told.topic(),
        told.brandId(),
        told.campaignId(),
        words == null ? "" : words);
  }

  private HcpId hcp(Told told) {
    UUID id = told.hcpId();
    String external = told.externalId();
    if (id != null) {
      return new HcpId(id);
    }
    if (external == null) {
      throw new EventRefusal.EventUnusable("Say whose event it is: \"hcpId\" or \"externalId\".");
    }
    return hcps.findByExternalId(external)
        .map(HcpProfile::id)
        .orElseThrow(
            () -> new EventRefusal.EventUnusable("There is no HCP \"%s\".".formatted(external)));
  }
}
