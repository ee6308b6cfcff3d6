package io.medley.campaign.campaign;

import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendStopping;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pausing, resuming and draining. A pause holds touches at the gate and nothing else: waits run on,
 * what HCPs do is heard, and there is no longest time. Whatever is done needs a reason and is
 * audited.
 */
@Service
public class SendControl {

  private static final Pattern CHANNEL = Pattern.compile("[A-Z][A-Z_]{1,30}");

  private final Campaigns campaigns;
  private final Enrolments enrolments;
  private final JourneyExits exits;
  private final Drains drains;
  private final KillSwitches switches;
  private final SendStopping stopping;
  private final List<PauseListener> listeners;
  private final ControlPreview.Counting counting;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SendControl(
      Campaigns campaigns,
      Enrolments enrolments,
      JourneyExits exits,
      Drains drains,
      KillSwitches switches,
      SendStopping stopping,
      List<PauseListener> listeners,
      ControlPreview.Counting counting,
      Authorities authorities,
      AuditTrail audit,
      TransactionTemplate transactions,
      Clock clock) {
    this.campaigns = campaigns;
    this.enrolments = enrolments;
    this.exits = exits;
    this.drains = drains;
    this.switches = switches;
    this.stopping = stopping;
    this.listeners = List.copyOf(listeners);
    this.counting = counting;
    this.authorities = authorities;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** All pauses, with what each holds; a campaign that was stopped for good is none. */
  @Transactional(readOnly = true)
  public List<Pause> pauses() {
    return switches.engaged().stream()
        .filter(engaged -> !over(engaged))
        .map(
            engaged ->
                new Pause(engaged, counting.of(engaged.scope(), engaged.key(), clock.instant())))
        .toList();
  }

  private boolean over(KillSwitches.Switch engaged) {
    return engaged.scope() == KillSwitches.Scope.CAMPAIGN
        && campaigns
            .find(new CampaignId(UUID.fromString(engaged.key())))
            .filter(campaign -> campaign.state() == CampaignState.STOPPED)
            .isPresent();
  }

  /** One pause and what it holds. */
  public record Pause(KillSwitches.Switch engaged, ControlPreview preview) {}

  /**
   * What pausing or resuming would concern.
   *
   * @throws CampaignRefusal.ControlUnclear if the key does not name one of its scope
   */
  @Transactional(readOnly = true)
  public ControlPreview preview(KillSwitches.Scope scope, String key) {
    return counting.of(scope, checked(scope, key), clock.instant());
  }

  /**
   * Pauses. Once this returned, no message of the scope is handed over any more.
   *
   * @return how many were at the provider already and have no answer yet
   * @throws CampaignRefusal.ControlUnclear if the reason is missing or the key names nothing
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign there
   */
  public SendStopping.Stopped pause(KillSwitches.Scope scope, String key, String why, Actor by) {
    String target = checked(scope, key);
    require(scope, target, by);
    SendStopping.Stopped stopped = stopping.stop(scope, target, reason(why), by);
    listeners.forEach(PauseListener::changed);
    return stopped;
  }

  /**
   * Resumes. Held touches are decided anew, spread over the next quarter of an hour or so; those
   * that are stale or whose HCP no longer agrees are skipped with that reason.
   *
   * @throws CampaignRefusal.ControlUnclear if the reason is missing or the key names nothing
   * @throws CampaignRefusal.CampaignOver for a campaign that was stopped for good
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign there
   */
  public void resume(KillSwitches.Scope scope, String key, String why, Actor by) {
    String target = checked(scope, key);
    require(scope, target, by);
    if (scope == KillSwitches.Scope.CAMPAIGN) {
      Campaign campaign = campaign(target);
      if (campaign.state() == CampaignState.STOPPED) {
        throw new CampaignRefusal.CampaignOver(campaign);
      }
    }
    switches.release(scope, target, reason(why), by);
    listeners.forEach(PauseListener::changed);
  }

  /**
   * Lets nobody enter a campaign any more: who has not begun leaves, who is under way goes on to
   * the end. Repeating it changes nothing.
   *
   * @return how many HCPs had not begun
   * @throws CampaignRefusal.CampaignNotLaunched if it is a draft
   * @throws CampaignRefusal.CampaignOver if it was stopped
   */
  public int drain(CampaignId id, String why, Actor by) {
    String reason = reason(why);
    Integer left =
        transactions.execute(
            status -> {
              Campaign campaign =
                  campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
              require(campaign, by);
              switch (campaign.state()) {
                case DRAFT -> throw new CampaignRefusal.CampaignNotLaunched(campaign);
                case STOPPED -> throw new CampaignRefusal.CampaignOver(campaign);
                case LAUNCHED -> {
                  // It runs: its entry can be closed.
                }
              }
              if (drains.of(id).isPresent()) {
                return 0;
              }
              drains.add(id, new Drain(reason, by.id(), clock.instant()));
              List<EnrolmentId> waiting = enrolments.notBegun(id);
              waiting.forEach(enrolment -> exits.request(enrolment, ExitReason.CAMPAIGN_DRAINED));
              audit.append(
                  new AuditEvent(
                      "campaign",
                      id.toString(),
                      "drained",
                      by,
                      Map.of("why", reason, "notBegun", waiting.size())));
              return waiting.size();
            });
    return left == null ? 0 : left;
  }

  private void require(KillSwitches.Scope scope, String key, Actor by) {
    switch (scope) {
      case CAMPAIGN -> require(campaign(key), by);
      case COUNTRY -> authorities.require(by, Authority.CAMPAIGN, key);
      case BRAND_IN_COUNTRY, CHANNEL_IN_COUNTRY ->
          authorities.require(by, Authority.CAMPAIGN, key.substring(0, key.indexOf('/')));
      // Whoever runs campaigns anywhere may pull the cord for all; it is audited and undone as
      // easily.
      case ALL, BRAND, CHANNEL, ASSET -> authorities.requireAnywhere(by, Authority.CAMPAIGN);
    }
  }

  private void require(Campaign campaign, Actor by) {
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
  }

  private Campaign campaign(String key) {
    return campaigns.require(new CampaignId(UUID.fromString(key)));
  }

  static String reason(String why) {
    String reason = why.strip();
    if (reason.isEmpty() || reason.length() > 500) {
      throw new CampaignRefusal.ControlUnclear(
          "Say why, in at most 500 characters: it is kept with the act.");
    }
    return reason;
  }

  private static String checked(KillSwitches.Scope scope, String key) {
    String target = key.strip();
    boolean fits =
        switch (scope) {
          case ALL -> true;
          case CAMPAIGN, ASSET -> isUuid(target);
          case BRAND -> !target.isEmpty() && target.length() <= 100;
          case COUNTRY -> isCountry(target);
          case CHANNEL -> CHANNEL.matcher(target).matches();
          case BRAND_IN_COUNTRY ->
              target.length() > 3
                  && target.length() <= 103
                  && target.charAt(2) == '/'
                  && isCountry(target.substring(0, 2));
          case CHANNEL_IN_COUNTRY ->
              target.length() > 3
                  && target.charAt(2) == '/'
                  && isCountry(target.substring(0, 2))
                  && CHANNEL.matcher(target.substring(3)).matches();
        };
    if (!fits) {
      throw new CampaignRefusal.ControlUnclear(
          "\"%s\" does not name a %s: %s."
              .formatted(
                  target,
                  scope.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  switch (scope) {
                    case ALL -> "use *";
                    case CAMPAIGN -> "use the campaign's id";
                    case ASSET -> "use the asset's id from the catalog";
                    case BRAND -> "use the brand's id, e.g. zelvaro";
                    case BRAND_IN_COUNTRY -> "use country and brand, e.g. GB/zelvaro";
                    case COUNTRY -> "use two capital letters, e.g. GB";
                    case CHANNEL -> "use the channel's name, e.g. EMAIL";
                    case CHANNEL_IN_COUNTRY -> "use country and channel, e.g. GB/EMAIL";
                  }));
    }
    return scope == KillSwitches.Scope.ALL ? "*" : target;
  }

  private static boolean isCountry(String text) {
    return text.matches("[A-Z]{2}");
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }
}
