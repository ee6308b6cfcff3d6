package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers everything the conditions of one touch ask with one trip to the database, made when the
 * first question is asked. What was not read with it is asked for as ever.
 */
final class ReadsAtOnce implements GateReads {

  private final GateReads live;
  private final GateRows rows;
  private final GateRows.Wanted wanted;
  private GateRows.@Nullable Found found;

  /**
   * For one touch at one instant.
   *
   * @param versions those that may leave, if they are known
   */
  ReadsAtOnce(
      GateReads live,
      GateRows rows,
      TouchCommand command,
      HcpProfile hcp,
      boolean ghost,
      Collection<UUID> versions,
      Instant now) {
    this.live = live;
    this.rows = rows;
    this.wanted =
        new GateRows.Wanted(
            command.sendKey(),
            command.hcpId(),
            command.campaignId(),
            new LinkedHashSet<>(command.channels()),
            Conditions.countedSince(command, live.rules(hcp.country()), now),
            ghost,
            new LinkedHashSet<>(versions),
            now);
  }

  private GateRows.Found found() {
    GateRows.Found known = found;
    if (known == null) {
      known = rows.read(wanted);
      found = known;
    }
    return known;
  }

  @Override
  public Rules rules(String country) {
    return live.rules(country);
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    return live.channels(names, hcp, now);
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    return live.contactsByChannel(brandId, country, since);
  }

  @Override
  public List<KillSwitches.Switch> switches(UUID campaign) {
    return campaign.equals(wanted.campaignId()) ? found().switches() : live.switches(campaign);
  }

  @Override
  public Optional<String> exit(TouchCommand command, Instant now) {
    return same(command) ? found().exit() : live.exit(command, now);
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    return same(hcp, channel) && now.equals(wanted.at())
        ? Optional.ofNullable(found().consents().get(channel))
        : live.consent(hcp, channel, now);
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    return same(hcp, channel)
        ? Optional.ofNullable(found().suppressed().get(channel))
        : live.suppressed(hcp, channel);
  }

  @Override
  public Practice practice(HcpId hcp) {
    return hcp.equals(wanted.hcpId()) ? found().practice() : live.practice(hcp);
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    return live.holidays(country, from, until);
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    return same(command) && since.equals(wanted.contactsSince()) && shadow == wanted.shadow()
        ? found().contacts()
        : live.contacts(command, since, shadow);
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    return same(command) && shadow == wanted.shadow()
        ? found().waiting()
        : live.waiting(command, shadow);
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    return same(command) && now.equals(wanted.at())
        ? found().firstAsked()
        : live.firstAsked(command, now);
  }

  @Override
  public ApprovalState.Lease lease() {
    return found().lease();
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    if (!wanted.versions().containsAll(ids)) {
      return live.versions(ids);
    }
    Map<UUID, ServableVersion> known = new HashMap<>(found().versions());
    known.keySet().retainAll(Set.copyOf(ids));
    return known;
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    return live.unservable(command, hcp);
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    return live.history(command, now);
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    return live.servedFirst(command, hcp);
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted question, long epoch) {
    return live.propose(question, epoch);
  }

  private boolean same(TouchCommand command) {
    return command.sendKey().equals(wanted.sendKey()) && command.hcpId().equals(wanted.hcpId());
  }

  private boolean same(HcpId hcp, String channel) {
    return hcp.equals(wanted.hcpId()) && wanted.channels().contains(channel);
  }
}
