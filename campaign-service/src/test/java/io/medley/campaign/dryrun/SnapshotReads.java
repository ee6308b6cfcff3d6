package io.medley.campaign.dryrun;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.CatalogSelection;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.PastContact;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.Suppressions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.WaitingTouch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows a dry run begins from, as a test says they are. */
final class SnapshotReads implements GateReads, ServableVersions {

  final Set<HcpId> agreed = new HashSet<>();
  final Set<HcpId> unreachable = new HashSet<>();
  @Nullable Instant until;
  final Map<HcpId, List<PastContact>> contacts = new HashMap<>();
  final Map<HcpId, HcpHistory> histories = new HashMap<>();
  final List<ServableVersion> servable = new ArrayList<>();
  int catalogAsked;

  @Override
  public Rules rules(String country) {
    return new Rules(
        ZoneId.of("Europe/Berlin"),
        Map.of(),
        List.<FrequencyCap>of(),
        Duration.ofMinutes(30),
        Map.of(),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5));
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    return names.stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name ->
                    !name.equals("EMAIL")
                        ? Optional.of(NO_ADAPTER)
                        : unreachable.contains(hcp.id())
                            ? Optional.of(UNREACHABLE + "there is no address")
                            : Optional.empty()));
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    return Map.of();
  }

  @Override
  public List<KillSwitches.Switch> switches(UUID campaign) {
    return List.of();
  }

  @Override
  public Optional<String> exit(TouchCommand command, Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    return agreed.contains(hcp)
        ? Optional.of(new Agreement(1, "GRANTED", Instant.EPOCH, until))
        : Optional.empty();
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    return Optional.empty();
  }

  @Override
  public Practice practice(HcpId hcp) {
    return Practice.UNKNOWN;
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    return Set.of();
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    return contacts.getOrDefault(command.hcpId(), List.of());
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    return List.of();
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    return Optional.empty();
  }

  @Override
  public ApprovalState.Lease lease() {
    return new ApprovalState.Lease(true, Optional.empty(), 1);
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    return servable.stream()
        .filter(version -> ids.contains(version.versionId()))
        .collect(Collectors.toMap(ServableVersion::versionId, version -> version));
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    return servable.stream().filter(version -> !version.state().equals("LIVE")).toList();
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    return histories.getOrDefault(command.hcpId(), HcpHistory.NONE);
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    return Optional.empty();
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch) {
    throw new UnsupportedOperationException("A dry run does not ask the catalog");
  }

  @Override
  public Optional<ServableVersion> find(UUID versionId) {
    return servable.stream().filter(version -> version.versionId().equals(versionId)).findFirst();
  }

  @Override
  public List<ServableVersion> live(String brandId, String channel) {
    catalogAsked++;
    return servable.stream()
        .filter(version -> version.state().equals("LIVE") && version.channels().contains(channel))
        .toList();
  }
}
