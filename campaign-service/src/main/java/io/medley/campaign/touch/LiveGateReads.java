package io.medley.campaign.touch;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The gate's questions answered from this service's rows and the catalog. */
@Component
class LiveGateReads implements GateReads {

  private final ContactRules contactRules;
  private final ReleaseSpread spread;
  private final GateSettings settings;
  private final Channels channels;
  private final List<ChannelCapacity> capacities;
  private final KillSwitches switches;
  private final GateRows rows;
  private final Consents consents;
  private final Suppressions suppressions;
  private final Practices practices;
  private final Holidays holidays;
  private final Sends sends;
  private final WaitingTouches waiting;
  private final ApprovalState approvals;
  private final CatalogSelection catalog;

  LiveGateReads(
      ContactRules contactRules,
      ReleaseSpread spread,
      GateSettings settings,
      Channels channels,
      List<ChannelCapacity> capacities,
      KillSwitches switches,
      GateRows rows,
      Consents consents,
      Suppressions suppressions,
      Practices practices,
      Holidays holidays,
      Sends sends,
      WaitingTouches waiting,
      ApprovalState approvals,
      CatalogSelection catalog) {
    this.contactRules = contactRules;
    this.spread = spread;
    this.settings = settings;
    this.channels = channels;
    this.capacities = List.copyOf(capacities);
    this.switches = switches;
    this.rows = rows;
    this.consents = consents;
    this.suppressions = suppressions;
    this.practices = practices;
    this.holidays = holidays;
    this.sends = sends;
    this.waiting = waiting;
    this.approvals = approvals;
    this.catalog = catalog;
  }

  @Override
  public Rules rules(String country) {
    return new Rules(
        settings.countryZones().get(country),
        contactRules.weights(),
        contactRules.standingCaps(),
        spread.width(),
        contactRules.mix().getOrDefault(country, Map.of()),
        settings.contentRetry(),
        settings.approvalRetry());
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    Map<String, Optional<String>> usable = new LinkedHashMap<>();
    for (String name : names) {
      usable.put(name, unusable(name, hcp, now));
    }
    return usable;
  }

  private Optional<String> unusable(String name, HcpProfile hcp, Instant now) {
    Optional<Channel> channel = channels.find(name);
    if (channel.isEmpty()) {
      return Optional.of(NO_ADAPTER);
    }
    Optional<String> unreachable = channel.get().unreachable(hcp);
    if (unreachable.isPresent()) {
      return unreachable.map(UNREACHABLE::concat);
    }
    return capacities.stream()
        .flatMap(capacity -> capacity.exhausted(name, hcp.id(), now).stream())
        .findFirst();
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    return sends.contactsByChannel(brandId, country, since);
  }

  @Override
  public List<KillSwitches.Switch> switches(UUID campaign) {
    return switches.engaged(campaign);
  }

  @Override
  public Optional<String> exit(TouchCommand command, Instant now) {
    return rows.exit(command.enrolmentId());
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    return consents
        .asOf(hcp, channel, Consents.PROMOTION, now)
        .map(
            entry ->
                new Agreement(entry.id(), entry.status().name(), entry.at(), entry.expiresAt()));
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    return suppressions.of(hcp, channel);
  }

  @Override
  public Practice practice(HcpId hcp) {
    return practices.of(hcp);
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    return holidays.between(country, from, until);
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    return sends.contacts(command.hcpId(), command.sendKey(), since, shadow);
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    return waiting.of(command.hcpId(), shadow);
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    return sends.firstDecided(command.sendKey(), now);
  }

  @Override
  public ApprovalState.Lease lease() {
    return approvals.lease();
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    return approvals.read(ids);
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    return approvals.unservable(
        command.brandId(), hcp.country(), command.channel(), command.audience());
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    return sends.history(command.hcpId(), command.enrolmentId(), now.minus(HcpHistory.MEMORY));
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    return sends.servedFirst(command.campaignId(), command.slot(), hcp.country(), hcp.language());
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch) {
    return catalog.propose(wanted, epoch);
  }
}
