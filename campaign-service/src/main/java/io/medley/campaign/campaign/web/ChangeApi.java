package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.change.ChangePreview;
import io.medley.campaign.change.EnrolmentMoves;
import io.medley.campaign.change.PlanChange;
import io.medley.campaign.change.PlanChanges;
import io.medley.campaign.change.PlanChanging;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changing running campaigns, for programs. */
@RestController
@RequestMapping("/api/campaigns/{id}/changes")
class ChangeApi {

  private final Campaigns campaigns;
  private final PlanChanging changing;
  private final PlanChanges changes;
  private final EnrolmentMoves moves;
  private final CampaignReading reading;
  private final CurrentActor actor;

  ChangeApi(
      Campaigns campaigns,
      PlanChanging changing,
      PlanChanges changes,
      EnrolmentMoves moves,
      CampaignReading reading,
      CurrentActor actor) {
    this.campaigns = campaigns;
    this.changing = changing;
    this.changes = changes;
    this.moves = moves;
    this.reading = reading;
    this.actor = actor;
  }

  /** A change; {@code preview} only while it is open, {@code moves} once it is confirmed. */
  record ChangeView(
      UUID id,
      int fromVersion,
      PlanChange.State state,
      String why,
      String proposedBy,
      Instant proposedAt,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt,
      @Nullable ChangePreview preview,
      Map<EnrolmentMoves.State, Long> moves) {}

  @GetMapping
  List<ChangeView> all(@PathVariable UUID id) {
    reading.requireOverview(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    return changes.of(campaign.id()).stream().map(this::view).toList();
  }

  @PostMapping("/preview")
  ChangePreview preview(@PathVariable UUID id, @RequestBody ChangeRequest request) {
    reading.requireOverview(actor.require());
    Campaign campaign = campaigns.require(new CampaignId(id));
    return changing.look(campaign.id(), request.proposal(campaign));
  }

  @PostMapping
  ResponseEntity<ChangeView> propose(@PathVariable UUID id, @RequestBody ChangeRequest request) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    PlanChange change =
        changing.propose(
            campaign.id(),
            request.proposal(campaign),
            Objects.requireNonNullElse(request.why(), ""),
            actor.require());
    return ResponseEntity.created(URI.create("/api/campaigns/" + id + "/changes"))
        .body(view(change));
  }

  @PostMapping("/{change}/confirmation")
  ChangeView confirm(@PathVariable UUID id, @PathVariable UUID change) {
    changing.confirm(change, actor.require());
    return view(changes.find(change).orElseThrow());
  }

  @PostMapping("/{change}/withdrawal")
  ChangeView withdraw(@PathVariable UUID id, @PathVariable UUID change) {
    changing.withdraw(change, actor.require());
    return view(changes.find(change).orElseThrow());
  }

  private ChangeView view(PlanChange change) {
    return new ChangeView(
        change.id(),
        change.fromVersion(),
        change.state(),
        change.why(),
        change.proposedBy(),
        change.proposedAt(),
        change.decidedBy(),
        change.decidedAt(),
        change.state() == PlanChange.State.PROPOSED ? changing.look(change) : null,
        change.state() == PlanChange.State.CONFIRMED
            ? moves.progress(change.campaignId(), change.fromVersion() + 1)
            : Map.of());
  }
}
