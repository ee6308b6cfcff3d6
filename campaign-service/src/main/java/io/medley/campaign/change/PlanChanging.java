package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignChanged;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.CampaignTopics;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.campaign.GoalEvents;
import io.medley.campaign.campaign.ModuleRule;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changing the plan of a campaign that runs: somebody who campaigns asks for it, somebody else who
 * leads the brand sees what it would do and confirms it.
 */
@Service
public class PlanChanging {

  private static final int LONGEST_REASON = 500;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final PlanChanges changes;
  private final EnrolmentMoves moves;
  private final ChangePreviewing previewing;
  private final ServableVersions pieces;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  PlanChanging(
      Campaigns campaigns,
      CampaignPlanning planning,
      PlanChanges changes,
      EnrolmentMoves moves,
      ChangePreviewing previewing,
      ServableVersions pieces,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.changes = changes;
    this.moves = moves;
    this.previewing = previewing;
    this.pieces = pieces;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What a change would do, without asking for it.
   *
   * @throws ChangeRefusal.ChangeUnusable if it cannot be taken
   * @throws CampaignRefusal.PlanIncomplete with every flaw of the plan
   */
  @Transactional(readOnly = true)
  public ChangePreview look(CampaignId id, ChangeProposal proposal) {
    Campaign campaign = campaigns.require(id);
    return previewing.of(campaign, plan(campaign, proposal), proposal.gone(), proposal.catchUp());
  }

  /** What a change that was asked for would do now. */
  @Transactional(readOnly = true)
  public ChangePreview look(PlanChange change) {
    return look(campaigns.require(change.campaignId()), change);
  }

  private ChangePreview look(Campaign campaign, PlanChange change) {
    return previewing.of(campaign, change.plan(), change.gone(), change.catchUp());
  }

  /**
   * Asks for a change.
   *
   * @param why kept with it
   * @throws ChangeRefusal.ChangeConflict if the campaign does not run or a change is open
   * @throws ChangeRefusal.ChangeUnusable if it cannot be taken, or nothing would be different
   * @throws CampaignRefusal.PlanIncomplete with every flaw of the plan
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public PlanChange propose(CampaignId id, ChangeProposal proposal, String why, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    require(campaign, Authority.CAMPAIGN, by);
    requireRunning(campaign);
    String reason = why.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new ChangeRefusal.ChangeUnusable(
          "Say why, in at most %d characters: it is kept with the change."
              .formatted(LONGEST_REASON));
    }
    if (changes.open(id).isPresent()) {
      throw new ChangeRefusal.ChangeConflict(
          "A change of \"%s\" waits to be confirmed. Take it back first."
              .formatted(campaign.plan().name()));
    }
    CampaignPlan plan = plan(campaign, proposal);
    ChangePreview preview = previewing.of(campaign, plan, proposal.gone(), proposal.catchUp());
    if (preview.differences().isEmpty()) {
      throw new ChangeRefusal.ChangeUnusable("Nothing would be different.");
    }
    PlanChange change =
        new PlanChange(
            UUID.randomUUID(),
            id,
            campaign.version(),
            plan,
            proposal.gone(),
            proposal.catchUp(),
            reason,
            PlanChange.State.PROPOSED,
            by.id(),
            clock.instant(),
            null,
            null);
    changes.add(change);
    note(
        change,
        "change-proposed",
        by,
        Map.of("why", reason, "differences", words(preview), "plan", plan.facts()));
    return change;
  }

  /** Takes a proposal back, or refuses it. */
  @Transactional
  public void withdraw(UUID id, Actor by) {
    PlanChange change = require(id);
    Campaign campaign = campaigns.require(change.campaignId());
    if (!campaign.plan().countries().stream()
        .allMatch(country -> authorities.has(by.id(), Authority.LEAD_BRAND, country))) {
      require(campaign, Authority.CAMPAIGN, by);
    }
    decide(change, PlanChange.State.WITHDRAWN, by, clock.instant());
    note(change, "change-withdrawn", by, Map.of());
  }

  /**
   * Confirms a change. From its commit on the plan counts; those under way are moved afterwards, at
   * a pace, by {@link JourneyMover}.
   *
   * @throws ChangeRefusal.OwnChange if it is who asked for it
   * @throws ChangeRefusal.ChangeConflict if it is not open any more, the campaign does not run, or
   *     an earlier change is still carried out
   * @throws io.medley.platform.security.AuthorityMissing unless the actor leads the brand in each
   *     of its countries
   */
  @Transactional
  public void confirm(UUID id, Actor by) {
    PlanChange change = require(id);
    Campaign campaign = campaigns.lock(change.campaignId()).orElseThrow();
    require(campaign, Authority.LEAD_BRAND, by);
    if (by.id().equals(change.proposedBy())) {
      throw new ChangeRefusal.OwnChange();
    }
    requireRunning(campaign);
    if (change.fromVersion() != campaign.version()) {
      throw new ChangeRefusal.ChangeConflict(
          "\"%s\" has been changed since this was asked for.".formatted(campaign.plan().name()));
    }
    long left =
        moves
            .progress(campaign.id(), campaign.version())
            .getOrDefault(EnrolmentMoves.State.PENDING, 0L);
    if (left > 0) {
      throw new ChangeRefusal.ChangeConflict(
          "The change to version %d is still carried out: %,d HCPs are to be moved."
              .formatted(campaign.version(), left));
    }
    Instant now = clock.instant();
    decide(change, PlanChange.State.CONFIRMED, by, now);
    ChangePreview seen = look(campaign, change);
    campaigns.replace(campaign, change.plan(), now);
    boolean sameJourney = campaign.plan().templateId().equals(change.plan().templateId());
    int next = campaign.version() + 1;
    moves.begin(campaign.id(), next, sameJourney ? campaign.version() : 0);
    int toMove = sameJourney && !change.catchUp() ? 0 : moves.plan(campaign.id(), next);
    note(
        change,
        "change-confirmed",
        by,
        Map.of(
            "version", next,
            "differences", words(seen),
            "underWay", seen.underWay(),
            "toMove", toMove,
            "gone", choices(change)));
    outbox.append(
        CampaignTopics.CAMPAIGN_CHANGED,
        campaign.id().toString(),
        new CampaignChanged(campaign.id().value(), campaign.state()));
  }

  /**
   * Those the engine refused to move are tried anew.
   *
   * @return how many
   */
  @Transactional
  public int again(CampaignId id, Actor by) {
    Campaign campaign = campaigns.require(id);
    require(campaign, Authority.CAMPAIGN, by);
    int again = moves.again(id, campaign.version());
    if (again > 0) {
      audit.append(
          new AuditEvent(
              "campaign",
              id.toString(),
              "moves-tried-again",
              by,
              Map.of("version", campaign.version(), "hcps", again)));
    }
    return again;
  }

  /** HCPs under way by a journey that the campaign does not have any more. */
  @Transactional(readOnly = true)
  public long behind(Campaign campaign) {
    return previewing.behind(campaign, planning.template(campaign.plan().templateId()));
  }

  /** Whether this person may confirm the change. */
  public boolean mayConfirm(Campaign campaign, PlanChange change, Actor actor) {
    return !actor.id().equals(change.proposedBy())
        && campaign.plan().countries().stream()
            .allMatch(country -> authorities.has(actor.id(), Authority.LEAD_BRAND, country));
  }

  private CampaignPlan plan(Campaign campaign, ChangeProposal proposal) {
    CampaignPlan old = campaign.plan();
    String templateId = Objects.requireNonNullElse(proposal.templateId(), old.templateId());
    JourneyTemplate template = planning.template(templateId);
    if (!template.entryEvents().equals(planning.template(old.templateId()).entryEvents())) {
      throw new ChangeRefusal.ChangeUnusable(
          "\"%s\" begins otherwise than the journey of the campaign; that needs a campaign of its own."
              .formatted(template.title()));
    }
    boolean another = !templateId.equals(old.templateId());
    Map<String, List<UUID>> content =
        new HashMap<>(Objects.requireNonNullElse(proposal.content(), old.content()));
    Map<String, Experiment> experiments = new HashMap<>(old.experiments());
    proposal
        .winners()
        .forEach(
            (slot, label) -> {
              Experiment ended = experiments.remove(slot);
              if (ended == null) {
                throw new ChangeRefusal.ChangeUnusable(
                    "Nothing is tried in slot \"%s\".".formatted(slot));
              }
              content.put(slot, arm(ended, label).versions());
            });
    List<ModuleRule> modules = old.modules();
    Map<String, java.time.Duration> waits =
        new HashMap<>(Objects.requireNonNullElse(proposal.waits(), old.waits()));
    if (another) {
      // What was set for steps and slots the new journey does not have goes with them.
      Set<String> slots =
          template.steps().stream()
              .map(JourneyTemplate.Step::slot)
              .filter(Objects::nonNull)
              .collect(Collectors.toSet());
      waits.keySet().retainAll(template.defaultWaits().keySet());
      content.keySet().retainAll(slots);
      experiments.keySet().retainAll(slots);
      modules = modules.stream().filter(rule -> slots.contains(rule.slot())).toList();
    }
    Set<String> goal = new TreeSet<>(old.goal());
    goal.retainAll(GoalEvents.of(template));
    CampaignPlan plan =
        new CampaignPlan(
            old.name(),
            templateId,
            old.brandId(),
            old.countries(),
            waits,
            Objects.requireNonNullElse(proposal.contactHours(), old.contactHours()),
            Objects.requireNonNullElse(proposal.cap(), old.cap()),
            content,
            experiments,
            modules,
            goal,
            old.dates().entrySet().stream()
                .filter(date -> template.events().contains(date.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    planning.check(plan);
    requireApproved(old, plan);
    return plan;
  }

  private static Experiment.Arm arm(Experiment experiment, String label) {
    return experiment.arms().stream()
        .filter(arm -> arm.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new ChangeRefusal.ChangeUnusable("No arm is called \"%s\".".formatted(label)));
  }

  /** Pieces that were not planned before have to be approved for the brand. */
  private void requireApproved(CampaignPlan old, CampaignPlan plan) {
    Set<UUID> known =
        old.content().values().stream().flatMap(List::stream).collect(Collectors.toSet());
    old.experiments().values().stream()
        .flatMap(tried -> tried.arms().stream())
        .forEach(arm -> known.addAll(arm.versions()));
    for (UUID version : plan.content().values().stream().flatMap(List::stream).toList()) {
      boolean approved =
          pieces
              .find(version)
              .filter(piece -> piece.state().equals(ServableVersion.LIVE))
              .filter(piece -> piece.brandId().equals(plan.brandId()))
              .isPresent();
      if (!known.contains(version) && !approved) {
        throw new ChangeRefusal.ChangeUnusable(
            "Piece %s is not approved for the brand now.".formatted(version));
      }
    }
  }

  private void requireRunning(Campaign campaign) {
    if (campaign.state() != CampaignState.LAUNCHED) {
      throw new ChangeRefusal.ChangeConflict(
          campaign.state() == CampaignState.DRAFT
              ? "\"%s\" is a draft: plan it anew instead of changing it."
                  .formatted(campaign.plan().name())
              : "\"%s\" was stopped; nothing of it can be changed."
                  .formatted(campaign.plan().name()));
    }
  }

  private void decide(PlanChange change, PlanChange.State state, Actor by, Instant now) {
    if (!changes.decided(change.id(), state, by.id(), now)) {
      throw new ChangeRefusal.ChangeConflict("This change is not open any more.");
    }
  }

  private PlanChange require(UUID id) {
    return changes.find(id).orElseThrow(() -> new ChangeRefusal.ChangeUnknown(id));
  }

  private void require(Campaign campaign, Authority authority, Actor by) {
    campaign.plan().countries().forEach(country -> authorities.require(by, authority, country));
  }

  private static List<String> words(ChangePreview preview) {
    return preview.differences().stream()
        .map(one -> "%s: %s → %s".formatted(one.what(), one.before(), one.after()))
        .toList();
  }

  private static Map<String, String> choices(PlanChange change) {
    return change.gone().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().name()));
  }

  private void note(PlanChange change, String action, Actor by, Map<String, ?> facts) {
    Map<String, Object> all = new HashMap<>(facts);
    all.put("change", change.id().toString());
    audit.append(new AuditEvent("campaign", change.campaignId().toString(), action, by, all));
  }
}
